// clause 3.7: under . and -> and subscripts.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct s {
    int n, a[3];
};
async struct s make(void);
async struct s *find(void);

async int warn(void)
{
    int n = make().n;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'make' is never awaited [-Wasync-unawaited]
    n += find()->a[1];
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'find' is never awaited [-Wasync-unawaited]
    find()->n = 1;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'find' is never awaited [-Wasync-unawaited]
    n += (*find()).n;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'find' is never awaited [-Wasync-unawaited]
    n += find()[1].n;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'find' is never awaited [-Wasync-unawaited]
    return n + (await make()).n;
}
