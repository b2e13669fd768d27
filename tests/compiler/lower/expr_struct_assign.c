// clause 5.4: structures assigned to variables, elements, fields and through pointers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int a, b;
};
static async struct s make(int n) { return (struct s){await give(n), -n}; }

async int main(void)
{
    struct {
        struct s in[2];
    } o, *p = &o;
    struct s s, *q = o.in;
    s = await make(1);
    o.in[0] = await make(2);
    p->in[await give(1)] = await make(3);
    printf("%d %d %d\n", s.a, o.in[0].b, o.in[1].a); // CHECK: 1 -2 3
    *q++ = await make(4);
    (void)(*q = await make(5)).a;
    printf("%d %d %d\n", o.in[0].a, q->a, (s = await make(6)).b); // CHECK-NEXT: 4 5 -6
    return 0;
}
