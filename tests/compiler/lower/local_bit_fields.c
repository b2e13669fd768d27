// clause 7.3: bit-fields that live across awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    struct {
        unsigned a : 3;
        signed b : 5;
        _Bool c : 1;
        unsigned long d : 40;
    } s = {7, -16, 1, 1};
    await rest();
    s.a += (unsigned)await give(1) & 7;
    s.b = (signed)await give(-3) % 16;
    s.c = await give(0);
    s.d = (s.d << 35) & 0xffffffffff;
    s.d |= (unsigned)await give(3);
    printf("%u %d %d %llx\n", s.a, s.b, s.c, (unsigned long long)s.d); // CHECK: 0 -3 0 800000003
    return 0;
}
