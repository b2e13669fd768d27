// clause 7.5: extern variables and plain functions declared in a block.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    extern int elsewhere;
    int twice(int);
    elsewhere += await give(1);
    {
        int elsewhere = await give(5);
        {
            extern int elsewhere;
            elsewhere += await give(10);
        }
        await rest();
        printf("%d ", elsewhere);
    }
    printf("%d %d\n", elsewhere, twice(elsewhere)); // CHECK: 5 111 222
    return 0;
}

int elsewhere = 100;
int twice(int n) { return 2 * n; }
