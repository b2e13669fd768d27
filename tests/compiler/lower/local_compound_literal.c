// clause 7.4: a compound literal's address across awaits, one for each round.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int a, b;
};

async int main(void)
{
    struct s *p = &(struct s){1, 2};
    int *list = (int[]){3, 4, 5}, sum = 0;
    await rest();
    p->a += 10;
    list[2]++;
    await rest();
    printf("%d %d %d %d\n", p->a, p->b, list[0], list[2]); // CHECK: 11 2 3 6
    for (int i = 0; i < 3; i++) {
        int *q = &(int){i};
        await rest();
        sum = sum * 10 + *q;
        *q = 9;
    }
    printf("%d\n", sum); // CHECK-NEXT: 12
    return 0;
}
