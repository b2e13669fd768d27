// clause 2.6: every integer type, with its extreme values.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"
#include <limits.h>

#define DEFINE(name, type)           \
    static async type name(type v)   \
    {                                \
        type copy = v;               \
        await rest();                \
        return copy == v ? v : 0;    \
    }
DEFINE(c, char)
DEFINE(sc, signed char)
DEFINE(uc, unsigned char)
DEFINE(s, short)
DEFINE(us, unsigned short)
DEFINE(i, int)
DEFINE(u, unsigned)
DEFINE(l, long)
DEFINE(ul, unsigned long)
DEFINE(ll, long long)
DEFINE(ull, unsigned long long)
DEFINE(size, size_t)

async int main(void)
{
    printf("%d %d %d\n", await c('x'), await sc(SCHAR_MIN), await uc(UCHAR_MAX));
    // CHECK: 120 -128 255
    printf("%d %d\n", await s(SHRT_MIN), await us(USHRT_MAX));
    // CHECK-NEXT: -32768 65535
    printf("%d %u\n", await i(INT_MIN), await u(UINT_MAX)); // CHECK-NEXT: -2147483648 4294967295
    printf("%d %d\n", await l(LONG_MIN) == LONG_MIN, await ul(ULONG_MAX) == ULONG_MAX);
    // CHECK-NEXT: 1 1
    printf("%lld %llx\n", await ll(-5), await ull(~0ull)); // CHECK-NEXT: -5 ffffffffffffffff
    printf("%zu\n", await size(7));                        // CHECK-NEXT: 7
    return 0;
}
