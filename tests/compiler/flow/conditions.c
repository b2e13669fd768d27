// clause 5.5: conditions as edges that know what their values are.
// RUN: %flow %s 2>&1 | %filecheck %s
#include <async.h>

async int f(int x);
void g(int x);

// CHECK-LABEL: flow of short_circuit
// CHECK: if `a` !=0
// CHECK-NEXT: if `a` =0
// CHECK: if `b` >0
// CHECK-NEXT: if `b` <=0
async void short_circuit(int a, int b)
{
    if (a && b > 0)
        await f(1);
}

// CHECK-LABEL: flow of minus_one
// CHECK: if `fd` <0
// CHECK-NEXT: if `fd` >=0
async void minus_one(int fd)
{
    if (fd == -1)
        return;
    await f(fd);
}

// A truth value splits the way.
// CHECK-LABEL: flow of truth
// CHECK: assign `ok=fd>=0` >0
// CHECK: assign `ok=fd>=0` =0
async void truth(int fd)
{
    int ok;
    ok = fd >= 0;
    await f(ok);
}

// Nothing leads to what a constant forbids.
// CHECK-LABEL: flow of constant
// CHECK-NOT: call `g
// CHECK: await
async void constant(void)
{
    if (0)
        g(1);
    await f(1);
}

// Where one label is 0 the others are not, nor what no label says.
// CHECK-LABEL: flow of labels
// CHECK: if `n` =0
// CHECK-NEXT: if `n` !=0
// CHECK-NEXT: if `n` !=0
async void labels(int n)
{
    enum { BUSY = -1 };
    switch (n) {
    case 0:
        await f(0);
        break;
    case BUSY:
        await f(1);
        break;
    }
}
