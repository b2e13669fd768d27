// clause 3.7: a cast to void does not silence it.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async void warn(void)
{
    (void)f(1);
    // CHECK: :[[#@LINE-1]]:11: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    (void)(f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

async void good(void) { (void)await f(1); }
