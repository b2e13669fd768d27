// clauses 3.4, 3.7: fix-its that would be wrong are not offered; those offered keep the meaning.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct s {
    int n;
};
async int f(int n);
async struct s *find(void);

async int warn(int n)
{
    n = await (f(1) + f(2));
    // CHECK: :[[#@LINE-1]]:9: error: 'await' must stand right before the call of 'f' [-Wasync-await-nothing]
    // CHECK-NEXT: | n = await (f(1) + f(2));
    // CHECK-NEXT: | ^~~~
    // CHECK-NEXT: note: each call of an async function has an 'await' of its own
    n += find()->n;
    // CHECK: :[[#@LINE-1]]:10: error: coroutine 'find' is never awaited [-Wasync-unawaited]
    // CHECK: | (await find())
    return await await f(3);
    // CHECK: :[[#@LINE-1]]:12: error: 'await' twice for one call [-Wasync-await-nothing]
}
