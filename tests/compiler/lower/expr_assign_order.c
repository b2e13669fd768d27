// clause 5.4: side effects in the left operand come first, plain indices last.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int cells[4];
static int *cell(int n) { return &cells[say(n)]; }
static async int *cell_later(int n) { return &cells[await tell(n)]; }

async int main(void)
{
    *cell(1) = await tell(5);
    *cell(1) += await tell(6);
    *await cell_later(2) = say(7);
    *await cell_later(2) += await tell(8);
    printf("= %d %d\n", cells[1], cells[2]); // CHECK: s1 t5 s1 t6 t2 s7 t2 t8 = 11 15
    cells[say(3)] = await tell(9);
    cells[await tell(0)] = await tell(4);
    printf("= %d %d\n", cells[3], cells[0]); // CHECK-NEXT: s3 t9 t0 t4 = 9 4
    return 0;
}
