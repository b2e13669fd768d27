// clause 5.2: every binary operator, an await on the left, on the right, on both sides.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

#define SHOW(op) \
    printf("%d %d %d\n", await give(13) op 4, 13 op await give(4), await give(13) op await give(4))

async int main(void)
{
    SHOW(+);  // CHECK: 17 17 17
    SHOW(-);  // CHECK-NEXT: 9 9 9
    SHOW(*);  // CHECK-NEXT: 52 52 52
    SHOW(/);  // CHECK-NEXT: 3 3 3
    SHOW(%);  // CHECK-NEXT: 1 1 1
    SHOW(<<); // CHECK-NEXT: 208 208 208
    SHOW(>>); // CHECK-NEXT: 0 0 0
    SHOW(&);  // CHECK-NEXT: 4 4 4
    SHOW(|);  // CHECK-NEXT: 13 13 13
    SHOW(^);  // CHECK-NEXT: 9 9 9
    SHOW(<);  // CHECK-NEXT: 0 0 0
    SHOW(>);  // CHECK-NEXT: 1 1 1
    SHOW(<=); // CHECK-NEXT: 0 0 0
    SHOW(>=); // CHECK-NEXT: 1 1 1
    SHOW(==); // CHECK-NEXT: 0 0 0
    SHOW(!=); // CHECK-NEXT: 1 1 1
    return 0;
}
