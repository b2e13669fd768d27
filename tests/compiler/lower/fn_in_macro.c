// clause 1.4: awaits and whole functions that come out of macros.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

#define TRY(call)       \
    do {                \
        int r_ = (call); \
        if (r_ < 0)     \
            return r_;  \
    } while (0)
#define DEFINE(name, value) \
    static async int name(int n) { return await give(n) + (value); }
#define AWAIT(call) (await call)

DEFINE(add_one, 1)
DEFINE(add_two, 2)

static async int both(int n)
{
    TRY(await add_one(n));
    TRY(AWAIT(add_two(n)));
    return 0;
}

async int main(void)
{
    printf("%d %d %d\n", await both(0), await both(-3), await both(-2)); // CHECK: 0 -2 -1
    return 0;
}
