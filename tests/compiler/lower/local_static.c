// clause 7.3: static locals exist once, whatever the number of calls.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int next(void)
{
    static int count = 100, *address = &count;
    static const char name[] = "n";
    {
        static int count;
        count += await give(1);
        *address += count;
    }
    await rest();
    return count + (name[0] != 'n');
}

async int main(void)
{
    int a, b;
    printf("%d", await next());
    printf(" %d", await next());
    await async_gather(a = next(), b = next());
    printf(" %d\n", a + b > 200 ? await next() : 0); // CHECK: 101 103 115
    return 0;
}
