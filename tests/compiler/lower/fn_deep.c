// clause 2.7: a recursion far deeper than one piece of the task's stack.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async static int depth(int n)
{
    char pad[100];
    pad[n % 100] = (char)n;
    int below = n ? await depth(n - 1) : await give(0);
    return below + (pad[n % 100] == (char)n);
}

async int main(void)
{
    printf("%d\n", await depth(5000)); // CHECK: 5001
    printf("%d\n", await depth(20));   // CHECK-NEXT: 21
    return 0;
}
