// clause 2.9: user names that generated code might want for itself.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int frame(int task)
{
    int state = 1, result = 2, self = 3, status = 4, caller = 5;
    int function = 6, tmp = 7, t0 = 8, t1 = 9;
    await rest();
    goto resume;
resume:
    state += result + self + status + caller + function + tmp + t0 + t1 + task;
    return state;
}
struct locals {
    int frame, task;
};

async int main(void)
{
    struct locals f = {await frame(10), 1};
    int next = f.frame + await give(f.task), done = 1, main_frame = 2;
    await rest();
    printf("%d\n", next + done + main_frame); // CHECK: 59
    return 0;
}
