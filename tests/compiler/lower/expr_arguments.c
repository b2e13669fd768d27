// clause 5.2: arguments with side effects run from left to right.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int sum(int a, int b, int c, int d, int e) 
{
    return a * 10000 + b * 1000 + c * 100 + d * 10 + e;
}

async int main(void)
{
    int i = 4;
    printf("= %d\n", sum(say(1), await tell(2), say(3), await tell(i), ++i));
    // CHECK: s1 t2 s3 t4 = 12345
    printf("= %d\n", sum(await tell(1), 2, await tell(3), 4, await tell(5)));
    // CHECK-NEXT: t1 t3 t5 = 12345
    return 0;
}
