// clause 5.2: awaits on both sides of a subscript.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int *array(int *p)
{
    printf("array ");
    await rest();
    return p;
}

async int main(void)
{
    int a[] = {10, 11, 12, 13}, t[2][3] = {{1, 2, 3}, {4, 5, 6}};
    int n = (await array(a))[await tell(2)];
    printf("= %d\n", n); // CHECK: array t2 = 12
    n = (await tell(1))[a] + t[await tell(1)][await tell(2)];
    printf("= %d\n", n); // CHECK-NEXT: t1 t1 t2 = 17
    (await array(a))[say(3)] = await tell(5);
    printf("= %d %c\n", a[3], "abc"[await give(1)]); // CHECK-NEXT: array s3 t5 = 5 b
    return 0;
}
