// clause 5.2: pointers and awaits under + and -.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async const char *text(const char *s)
{
    await rest();
    return s;
}

async int main(void)
{
    const char *s = "abcdef";
    printf("%s %s\n", s + await give(2), await give(1) + s);                // CHECK: cdef bcdef
    printf("%ld %d\n", (long)(await text(s + 4) - s), await text(s) < s + 1); // CHECK-NEXT: 4 1
    printf("%c %c\n", *(await text(s) + 3), *(s + await give(1)));          // CHECK-NEXT: d b
    return 0;
}
