// clause 3.1: async functions that never wait.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int constant(void) { return 42; }
static async void nothing(void) {}
static async int *address(int *p) { return p; }

async int main(void)
{
    int n = await constant();
    await nothing();
    *await address(&n) += 1;
    printf("%d\n", n); // CHECK: 43
    return 0;
}
