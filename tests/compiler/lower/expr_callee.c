// clause 5.2: the called function may be the result of an await; it comes before the arguments.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int calc(int);
static async int neg(int n) { return -await give(n); }
static int (*plain(void))(int) { return say; }
static async calc *pick(int n) { return await tell(n) ? neg : tell; }

async int main(void)
{
    int n = await (await pick(1))(await tell(2));
    printf("= %d\n", n); // CHECK: t1 t2 = -2
    n = (say(9), plain())(await tell(3));
    printf("= %d\n", n); // CHECK-NEXT: s9 t3 s3 = 3
    n = await (say(8) ? tell : 0)(say(7));
    printf("= %d\n", n); // CHECK-NEXT: s8 s7 t7 = 7
    return 0;
}
