// clause 2.9: __func__ is the name that was written.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void me(void)
{
    const char *before = __func__;
    await rest();
    printf("%s %s %d\n", __func__, __FUNCTION__, before == __func__); // CHECK: me me 1
}

async int main(void)
{
    await me();
    printf("%s\n", __func__); // CHECK-NEXT: main
    return 0;
}
