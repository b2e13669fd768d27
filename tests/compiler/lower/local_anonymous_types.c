// clause 7.5: variables of types without a name, and of deduced types.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    struct {
        int a;
        union {
            int b;
            char c;
        };
    } s = {1, {2}}, t = s, *p = &t;
    enum { red, blue = 5 } color = blue;
    __auto_type q = &s;
    __typeof__(s) u = *q;
    await rest();
    p->b += await give(10);
    q->a++;
    await rest();
    printf("%d %d %d %d %d\n", s.a, t.b, u.a, color, color == red); // CHECK: 2 12 1 5 0
    return 0;
}
