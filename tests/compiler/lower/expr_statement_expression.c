// clause 6.4: awaits in statement expressions, which nest and stand in any expression.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = ({ int t = await give(20); t + 1; }) * 2;
    printf("%d\n", n); // CHECK: 42
    n = say(1) + ({
            int i, sum = 0;
            for (i = 0; i < 3; i++)
                sum += await give(i) + ({ int k = await give(10); k++; k; });
            sum;
        }) + await tell(2);
    printf("= %d\n", n); // CHECK-NEXT: s1 t2 = 39
    ({ await rest(); });
    n = ({ await rest(); say(4); await give(5); });
    printf("= %d\n", n); // CHECK-NEXT: s4 = 5
    return 0;
}
