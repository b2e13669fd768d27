// clause 3.5: many awaits in one expression.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

#define G(n) await give(n)

async int main(void)
{
    printf("%d\n", G(1) + G(2) * G(3) - (G(4) - G(5)) * (G(6) + G(7) % G(8))
                       + (G(9) > G(10) ? G(11) : G(12)) + -G(13) * (G(14) == G(14))); // CHECK: 19
    int sum = 0;
    sum += G(1) + (sum += G(2), sum *= G(3)) + G(4);
    printf("%d\n", sum); // CHECK-NEXT: 17
    return 0;
}
