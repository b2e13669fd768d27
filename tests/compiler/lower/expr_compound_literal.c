// clause 7.4: awaits inside compound literals.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int a, b[2];
};
static int sum(const struct s *s) { return s->a + s->b[0] + s->b[1]; }
static async int sum_later(struct s s) { return await give(sum(&s)); }

async int main(void)
{
    printf("%d\n", sum(&(struct s){await give(1), {2, await give(3)}}));          // CHECK: 6
    printf("%d\n", await sum_later((struct s){.b[1] = await give(5), .a = 1}));   // CHECK-NEXT: 6
    printf("%d\n", (int[]){1, await give(2), 3}[await give(1)] + (int){await give(4)});
    // CHECK-NEXT: 6
    struct s s = (struct s){.a = await give(9)};
    s = (struct s){s.a, {await give(1), await give(2)}};
    printf("%d\n", sum(&s)); // CHECK-NEXT: 12
    return 0;
}
