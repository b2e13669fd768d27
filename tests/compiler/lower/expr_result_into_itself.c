// clause 5.4: the callee may read and write the variable that gets its result.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int global = 1;

static async int mess(int *p)
{
    *p = 50;
    await rest();
    global = 60;
    *p += 1;
    return *p + global;
}

async int main(void)
{
    int local = 1;
    local = await mess(&local);
    printf("%d\n", local); // CHECK: 111
    global = await mess(&global);
    printf("%d\n", global); // CHECK-NEXT: 122
    local = local + await mess(&local);
    printf("%d\n", local); // CHECK-NEXT: 162
    return 0;
}
