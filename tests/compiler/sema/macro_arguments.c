// clauses 1.4, 3.7: in arguments of macros that repeat them or go over lines, the place is the argument.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: not %cc_gcc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

#define MAX(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#define CALL(n) f(n)
#define ONE_MORE(n) (1 + f(n))
async int f(int n);

async int warn(int n)
{
    n = MAX(f(1), n);
    // CHECK: :[[#@LINE-1]]:13: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK: | await
    n += MAX(await f(2),
             f(3));
    // CHECK: :[[#@LINE-1]]:14: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK: | await
    CALL(4);
    // CHECK: :[[#@LINE-1]]:5: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK: | await
    n += ONE_MORE(5);
    // CHECK: :[[#@LINE-1]]:10: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK-NOT: | await
    return /* f(6) */ f(7);
    // CHECK: :[[#@LINE-1]]:23: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}
