// clause 7.6: locals that do not live across an await, beside some that do.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int kept = await give(1), total = 0;
    for (int i = 0; i < 3; i++) {
        int scratch = i * i, *p = &scratch;
        total += *p + kept;
        double unused_later = total / 2.0;
        total += (int)unused_later;
        await rest();
        int after = total;
        after *= 2;
        total = after;
    }
    {
        char text[32];
        snprintf(text, sizeof text, "%d", total);
        printf("%s\n", text); // CHECK: 50
    }
    return 0;
}
