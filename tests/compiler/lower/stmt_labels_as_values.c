// clause 6.1: labels as values: a table of them, and a label kept across awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    static const void *const code[] = {&&push, &&add, &&show};
    const int program[] = {0, 0, 1, 2};
    int stack[4] = {0}, top = 0, pc = 0;
    const void *next = code[program[pc]];
    await rest();
    goto *next;
push:
    stack[top++] = await give(20 + pc);
    goto *code[program[++pc]];
add:
    top--;
    stack[top - 1] += await give(stack[top]);
    next = code[program[++pc]];
    await rest();
    goto *next;
show:
    printf("%d\n", stack[0]); // CHECK: 41
    return 0;
}
