// clause 7.4: compound literals given to awaited calls.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int n;
    const char *name;
};
static async int get(const struct s *s, const int *list)
{
    await rest();
    return s->n + list[1] + s->name[0];
}

async int main(void)
{
    int n = 3;
    printf("%d\n", await get(&(struct s){n, "A"}, (int[]){1, n + 1}));                 // CHECK: 72
    printf("%d\n", await get(&(struct s){.name = "B"}, (const int[2]){0, await give(n)}));
    // CHECK-NEXT: 69
    return 0;
}
