// clause 7.1: buffers of the caller filled by an awaited callee.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int fill(char *buffer, size_t size, int seed)
{
    size_t i;
    for (i = 0; i + 1 < size; i++) {
        if (i % 64 == 0)
            await rest();
        buffer[i] = (char)('a' + (seed + i) % 26);
    }
    buffer[i] = 0;
    return (int)i;
}

async int main(void)
{
    char small[8], large[5000];
    int n = await fill(small, sizeof small, 0), m = await fill(large, sizeof large, 3);
    printf("%d %s %d %.5s %s\n", n, small, m, large, large + 4990);
    // CHECK: 7 abcdefg 4999 defgh bcdefghij
    return 0;
}
