// clauses 4.3, 4.5: spawn gives a handle, join the value; void tasks too.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    char text[20];
};
static async struct s greet(int n)
{
    struct s s;
    snprintf(s.text, sizeof s.text, "hello %d", await give(n));
    return s;
}
static async void add(int *p) { *p += await give(1); }

async int main(void)
{
    int n = 1;
    async_task(struct s) a = async_spawn(greet(7));
    async_task(void) b = async_spawn(add(&n));
    async_task(int) c = async_spawn(give(5));
    await async_join(b);
    struct s s = await async_join(a);
    printf("%s %d %d\n", s.text, n, await async_join(c) + 1); // CHECK: hello 7 2 6
    return 0;
}
