// clause 7.5: local types of the same name in two functions and two blocks.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(void)
{
    struct s {
        int n;
    } s = {await give(1)};
    await rest();
    return s.n;
}
static async double g(void)
{
    double r = 0;
    {
        struct s {
            double d[2];
        } s = {{0.5, 1}};
        await rest();
        r += s.d[1];
    }
    {
        struct s {
            char c;
            struct s *self;
        } s = {2, &s};
        await rest();
        r += s.self->c;
    }
    return r;
}

async int main(void)
{
    printf("%d %.1f\n", await f(), await g()); // CHECK: 1 3.0
    return 0;
}
