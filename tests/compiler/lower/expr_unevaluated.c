// clause 3.6: sizeof, _Alignof, typeof and the head of _Generic evaluate nothing.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async long never(int *calls);
async long never(int *calls)
{
    ++*calls;
    await rest();
    return 5;
}

async int main(void)
{
    int calls = 0;
    __typeof__(never(&calls)) n = 7;
    __typeof__(await never(&calls) + 1) *p = &n;
    printf("%zu %zu\n", sizeof never(&calls), sizeof(await never(&calls) + 1)); // CHECK: 8 8
    printf("%zu %ld\n", _Alignof(__typeof__(never(&calls))), *p);             // CHECK-NEXT: 8 7
    printf("%s\n", _Generic(never(&calls), long : "long", int : "int"));      // CHECK-NEXT: long
    printf("%s\n", _Generic(await never(&calls), long : "long", int : "int")); // CHECK-NEXT: long
    printf("%d\n", calls);                                                    // CHECK-NEXT: 0
    return 0;
}
