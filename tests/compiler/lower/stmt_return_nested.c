// clause 6.1: return from inside loops and switches, code after it.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(int n)
{
    for (;;) {
        switch (n) {
        case 1:
            do {
                if (await give(n))
                    return 100;
            } while (1);
        case 2:
            return await give(200);
            await rest();
        default:
            while (await give(1))
                return n;
        }
    }
}

async int main(void)
{
    printf("%d %d %d\n", await f(1), await f(2), await f(3)); // CHECK: 100 200 3
    return 0;
}
