// A name of the library whose header is not included: the note says which.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %filecheck %s
#include <async.h>

static async_lock lock;
// CHECK: :[[#@LINE-1]]:8: error: unknown type name 'async_lock'
// CHECK: :[[#@LINE-2]]:8: note: 'async_lock' is declared in <async/sync.h>

async int main(void)
{
    await async_lock_acquire(&lock);
    // CHECK: note: 'async_lock_acquire' is declared in <async/sync.h>
    async_tcp tcp;
    // CHECK: note: 'async_tcp' is declared in <async/net.h>
    await async_gather_n(&lock, 2, 0);
    // CHECK: note: 'async_gather_n' is declared in <async/several.h>
    return 0;
}
