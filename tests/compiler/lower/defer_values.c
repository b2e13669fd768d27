// clause 11.1: a deferred statement sees the variables as they are when it runs.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static async void show(int n, const char *text)
{
    char buffer[8] = "abc";
    int only_deferred = n * 2;
    defer printf("%d %d %s %s\n", n, only_deferred, text, buffer);
    defer await rest();
    await rest();
    n++;
    buffer[1] = 'x';
    await rest();
    text = "new";
}

async int main(void)
{
    int total = 0;
    await show(3, "old"); // CHECK: 4 6 new axc
    for (int i = 1; i < 4; i++) {
        int square = i * i;
        defer total += await give(square);
        if (i == 2)
            square = 100;
    }
    printf("%d\n", total); // CHECK-NEXT: 110
    return 0;
}
