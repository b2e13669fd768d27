// clause 6.2: continue in do goes to the condition, which awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 0;
    do {
        n++;
        if (n == 2)
            continue;
        await rest();
        if (n == 5)
            break;
        printf("%d ", n);
    } while (await tell(n) < 9);
    printf("%d\n", n); // CHECK: 1 t1 t2 3 t3 4 t4 5
    do
        await rest();
    while (0);
    do {
        if (await give(1))
            continue;
        printf("wrong\n");
    } while (await give(0));
    return 0;
}
