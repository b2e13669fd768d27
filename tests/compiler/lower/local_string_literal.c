// clause 7.4: string literals and __func__ do not move.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    const char *s = "string" " pieces", *t = &"a\"b\\c\n\0d"[2], *u = __func__;
    await rest();
    printf("%s %c %c %s %s\n", s, t[0], t[5], u, "after" "wards");
    // CHECK: string pieces b d main afterwards
    return 0;
}
