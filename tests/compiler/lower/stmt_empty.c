// clause 6.1: null statements, empty blocks, labels before them.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    ;
    {
    }
    {
        ;
        await rest();
    }
    for (int i = 0; await give(i) < 3; i++) {
    }
    goto end;
end:;
    await rest();
    printf("done\n"); // CHECK: done
}
