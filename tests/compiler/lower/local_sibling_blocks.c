// clause 7.6: blocks that are not alive together may share storage, those that are do not.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int outer = 1;
    {
        char a[100] = "first";
        await rest();
        printf("%s%d ", a, outer);
    }
    {
        double a[10] = {0.5}, *p = a;
        {
            char b[40] = "inner";
            await rest();
            printf("%s %.1f ", b, *p);
        }
        int c[4] = {4};
        await rest();
        printf("%.1f %d ", a[0] + a[9], c[0]);
    }
    await rest();
    printf("%d\n", outer); // CHECK: first1 inner 0.5 0.5 4 1
    return 0;
}
