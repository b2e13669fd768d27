// clause 2.8: a function that ends without return, its value not used.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int maybe(int yes)
{
    if (await give(yes))
        return 7;
    while (1) {
        if (await give(1))
            return 8;
    }
}

async int main(void)
{
    printf("%d\n", await maybe(1)); // CHECK: 7
    printf("%d\n", await maybe(0)); // CHECK-NEXT: 8
}
