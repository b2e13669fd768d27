// clause 11.1: defer and ways out that come from macros and stand in statement expressions.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

#define WITH(name) defer { await rest(); printf("close %s ", name); } printf("open %s ", name)
#define TRY(e) ({ int r_ = await (e); if (r_ < 0) return r_; r_; })

static async int work(int n)
{
    WITH("a");
    int m = TRY(give(n)) + TRY(give(n - 2));
    WITH("b");
    n = ({
        defer printf("expression ");
        await give(m) * 2;
    });
    return n;
}

async int main(void)
{
    printf("= %d\n", await work(1)); // CHECK: open a close a = -1
    printf("= %d\n", await work(3)); // CHECK-NEXT: open a open b expression close b close a = 8
    return 0;
}
