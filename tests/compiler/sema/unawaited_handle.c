// A call where a task's handle is wanted: async_spawn is what was forgotten.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %filecheck %s
#include <async.h>

async int f(int x);

async void warn(void)
{
    async_cancel(f(1));
    // CHECK: :[[#@LINE-1]]:18: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK: note: a task's handle is wanted here, which async_spawn gives
    async_detach(f(2));
    // CHECK: :[[#@LINE-1]]:18: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}
