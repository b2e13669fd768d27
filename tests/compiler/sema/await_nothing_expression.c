// clauses 3.3, 3.4: await of what is no call.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct s {
    int n;
};
async int f(int n);
async struct s *find(void);

async int warn(int n, int *p)
{
    n = await n;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' of something that is not a call of an async function [-Wasync-await-nothing]
    n = await 3;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' of something that is not a call of an async function [-Wasync-await-nothing]
    (void)await f;
    // CHECK: :[[#@LINE-1]]:11: error: 'await' of an async function that is not called [-Wasync-await-nothing]
    // CHECK: note: call it: 'f(...)'
    n = await (n + 1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' of something that is not a call of an async function [-Wasync-await-nothing]
    await n = 4;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' of something that is not a call of an async function [-Wasync-await-nothing]
    n = await *p;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' of something that is not a call of an async function [-Wasync-await-nothing]
    return n;
}
