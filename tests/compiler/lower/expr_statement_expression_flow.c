// clause 6.4: break, continue, goto and return out of statement expressions.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int find(int want)
{
    int tries = 0;
    for (int i = 0;; i++) {
        tries += ({ if (i % 2) { await rest(); continue; } 1; });
        if (({ int t = await give(i); if (t > 100) break; t; }) == want)
            return ({ if (want == 4) goto four; await give(tries); });
    }
    return -1;
four:
    return 400 + await give(tries);
}

async int main(void)
{
    printf("%d %d %d\n", await find(4), await find(6), await find(7)); // CHECK: 403 4 -1
    return 0;
}
