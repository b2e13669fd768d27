// clause 2.6: array parameters of every form, and one used as a variable.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int sum(int n, const int v[])
{
    int s = 0;
    while (n--)
        s += await give(*v++);
    return s;
}
static async int third(int v[static 3], char name[const], int t[][2])
{
    await rest();
    return v[2] + name[0] + t[1][1];
}

async int main(void)
{
    int v[] = {1, 2, 3}, t[2][2] = {{0, 0}, {0, 1000}};
    printf("%d\n", await sum(3, v));            // CHECK: 6
    printf("%d\n", await third(v, "A", t)); // CHECK-NEXT: 1068
    return 0;
}
