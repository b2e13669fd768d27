// clause 7.2: variables of a for's first part live through all rounds, several in one declaration.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    for (struct { int i; char c; } s = {0, 'a'}, *p = &s; p->i < 3; p->i++) {
        s.c = (char)(s.c + await give(1));
        printf("%d%c ", s.i, p->c);
    }
    for (int i = await give(0), j = await give(3), *p = &i; *p < j; i++, j -= await give(0))
        printf("%d", *p);
    printf("\n"); // CHECK: 0b 1c 2d 012
    return 0;
}
