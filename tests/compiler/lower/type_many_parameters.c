// clause 2.6: more parameters than registers, of mixed types.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct pair {
    char c;
    double d;
};

static async double mix(char a, double b, short c, struct pair d, long e, float f,
                        int g, const char *h, long double i, unsigned char j)
{
    await rest();
    return a + b + c + d.c + d.d + (double)e + f + g + h[0] + (double)i + j;
}

async int main(void)
{
    struct pair p = {1, 0.5};
    printf("%.2f\n", await mix(1, 0.25, 1, p, 1, 1, 1, "\1", 1, 1)); // CHECK: 9.75
    return 0;
}
