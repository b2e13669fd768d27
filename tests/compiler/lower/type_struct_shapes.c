// clause 2.6: structures with arrays, bit-fields, nested and anonymous members; an empty one.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef struct {
    unsigned low : 3, high : 5;
    union {
        short s[2];
        int i;
    };
    struct {
        char name[5];
    } inner[2];
} shape;
struct nothing {
};

static async shape make(int n)
{
    shape s = {.low = 5, .high = (unsigned)n, .inner[1].name = "two"};
    s.s[1] = (short)await give(n);
    return s;
}
static async struct nothing none(struct nothing n)
{
    await rest();
    return n;
}

async int main(void)
{
    struct nothing n = {};
    shape s = await make(17);
    n = await none(n);
    printf("%u %u %d %s %zu\n", s.low, s.high, s.s[1], s.inner[1].name, sizeof n);
    // CHECK: 5 17 17 two 0
    return 0;
}
