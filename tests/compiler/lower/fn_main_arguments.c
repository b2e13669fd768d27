// clause 2.10: main with arguments.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(int argc, char **argv)
{
    int n = await give(argc);
    printf("%d %d %d\n", n, argv[0] != 0, argv[argc] == 0); // CHECK: 1 1 1
}
