// clause 11.2: every way out of a block runs its deferred statements.
// RUN: %flow %s 2>&1 | %filecheck %s
#include <async.h>

async int f(int x);
void g(int x);
void h(int x);

// CHECK-LABEL: flow of loop
// CHECK: defer `__defer g(i)`
// CHECK: return `return`
// CHECK-NEXT: deferred read `i`
// CHECK-NEXT: deferred call `g(i)`
// CHECK: to 1
// CHECK: deferred call `g(i)`
async void loop(int n)
{
    for (int i = 0; i < n; i++) {
        defer g(i);
        if (await f(i))
            return;
    }
}

// The last one reached runs first; a jump leaves what it leaves.
// CHECK-LABEL: flow of jump
// CHECK: defer `__defer g(1)`
// CHECK: defer `__defer h(2)`
// CHECK: if `n` !=0
// CHECK: deferred call `h(2)`
// CHECK-NEXT: leave
// CHECK-NOT: deferred call `g(1)`
// CHECK: to
async void jump(int n)
{
    defer g(1);
again: {
        defer h(2);
        if (n)
            goto again;
    }
    await f(1);
}
