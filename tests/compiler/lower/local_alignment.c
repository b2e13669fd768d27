// clause 7.3: over-aligned locals that live across awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"
#include <stdint.h>

static async int aligned_by(int depth)
{
    _Alignas(64) char a[3] = "ab";
    int b __attribute__((aligned(32))) = depth;
    struct {
        _Alignas(128) int n;
    } c = {depth};
    int below = depth ? await aligned_by(depth - 1) : await give(0);
    if ((uintptr_t)a % 64 || (uintptr_t)&b % 32 || (uintptr_t)&c % 128)
        below++;
    return below + (b != c.n || a[1] != 'b');
}

async int main(void)
{
    char odd = 'o';
    await rest();
    printf("%d %c\n", await aligned_by(50), odd); // CHECK: 0 o
    return 0;
}
