// clause 5.2: the elements of a list in a list are evaluated in the order in which they are written too, whatever the
// order of the members.
// RUN: %run-all -Wno-missing-field-initializers %s | %prints %s
#include "Inputs/give.h"

struct record {
    int a;
    struct {
        long q;
        signed char c;
    } n;
    int list[2];
};

async int main(void)
{
    struct record r = {await tell(1), .n = {.c = (signed char)say(2), .q = say(3)}};
    printf("= %d %ld %d\n", r.a, r.n.q, r.n.c); // CHECK: t1 s2 s3 = 1 3 2
    r = (struct record){await tell(1), .list = {[1] = say(2), [0] = say(3)}, .n = {.q = say(4)}};
    printf("= %d %d %ld\n", r.list[0], r.list[1], r.n.q); // CHECK-NEXT: t1 s2 s3 s4 = 3 2 4
    struct record all[] = {{.n = {.c = _Generic(r, default: (signed char)say(5)), .q = say(6)}}, {await tell(7)}};
    printf("= %ld %d\n", all[0].n.q, all[1].a); // CHECK-NEXT: s5 s6 t7 = 6 7
    return 0;
}
