// clause 7.1: arrays of several dimensions, sized by their initialiser, arrays of pointers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int t[][3] = {{1, 2, 3}, {4, 5, 6}}, (*row)[3] = t, *cells[] = {&t[0][0], &t[1][2]};
    const char *words[] = {"zero", "one", [3] = "three"};
    char text[] = "four", (*whole)[5] = &text;
    await rest();
    row++;
    (*row)[0] += await give(10);
    (*whole)[0] = 'F';
    printf("%d %d %zu %zu\n", t[1][0], *cells[1], sizeof t, sizeof words / sizeof *words);
    // CHECK: 14 6 24 4
    printf("%s %s %d %zu\n", text, words[3], words[2] == 0, sizeof text);
    // CHECK-NEXT: Four three 1 5
    return 0;
}
