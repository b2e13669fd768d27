// clause 11.1: defer stands before a statement.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>

async int warn(int n)
{
    defer defer n--;
    // CHECK: :[[#@LINE-1]]:5: error: 'defer' stands before a statement [-Wasync-keyword]
    defer int m = n;
    // CHECK: :[[#@LINE-1]]:{{[59]}}: error: 'defer' stands before a statement [-Wasync-keyword]
    await async_yield();
    if (n) {
        defer
    }
    // CHECK: :[[#@LINE-2]]:{{[59]}}: error: 'defer' stands before a statement [-Wasync-keyword]
    return n;
}
