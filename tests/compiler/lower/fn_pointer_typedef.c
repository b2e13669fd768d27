// clause 2.1: a typedef of an async function pointer, in a variable and a field.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int (*step_fn)(int);

static async int next(int n) { return await give(n) + 1; }

struct machine {
    step_fn step;
    int n;
};

async int main(void)
{
    step_fn f = next;
    struct machine m = {f, 40};
    m.n = await m.step(m.n);
    m.n = await f(m.n);
    printf("%d\n", m.n); // CHECK: 42
    return 0;
}
