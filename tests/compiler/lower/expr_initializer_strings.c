// clause 7.2: character arrays beside awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    for (int i = 0; i < 2; i++) {
        char a[8] = "abc", b[] = "xyz", c[4] = {'1', (char)await give('2'), '3'};
        char d[2][4] = {"no", "yes"};
        a[1] = (char)await give('0' + i);
        printf("%s %s %s %s %zu\n", a, b, c, d[i], sizeof b);
        a[0] = b[0] = d[0][0] = '?';
        await rest();
    }
    // CHECK: a0c xyz 123 no 4
    // CHECK-NEXT: a1c xyz 123 yes 4
    return 0;
}
