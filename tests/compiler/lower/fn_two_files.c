// clause 2.7: calls and pointers across files.
// RUN: %run-all %s %S/Inputs/other_file.c | %prints %s
#include "Inputs/other_file.h"
#include <stdio.h>

async int main(void)
{
    printf("%d\n", await add(20, 22));              // CHECK: 42
    printf("%d\n", await best_operation(6, 7));     // CHECK-NEXT: 42
    printf("%d\n", await operation_of('+')(40, 2)); // CHECK-NEXT: 42
    printf("%d\n", operation_of('+') == add);       // CHECK-NEXT: 1
    return 0;
}
