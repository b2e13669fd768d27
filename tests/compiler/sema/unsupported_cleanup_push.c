// clause 9.9: pthread_cleanup_push.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <pthread.h>

static void handler(void *p) { (void)p; }

async void warn(void)
{
    pthread_cleanup_push(handler, 0);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'pthread_cleanup_push' in an async function [-Wasync-unsupported]
    // CHECK: note: call the handler in a deferred statement
    await async_yield();
    pthread_cleanup_pop(1);
}
