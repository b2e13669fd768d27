// clause 11.1: the program's own names are not in the way.
// RUN: %run-all -Wno-async-never-yields %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int exit_1 = 5, exit_2 = 6, kept = 7;
    defer printf("%d\n", exit_1); // CHECK: 13 21
    await rest();                 // CHECK-NEXT: 13
    exit_1 += exit_2;
    for (int i = 0; i < 2; i++) {
        defer exit_2 += i;
        exit_2 += kept;
        await rest();
        int exit_2 = 1;
        exit_1 += exit_2;
    }
    printf("%d %d\n", exit_1, exit_2);
exit_1_1:
    if (kept == 0)
        goto exit_1_1;
    return 0;
}
