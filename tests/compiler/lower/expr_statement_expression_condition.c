// clause 6.4: statement expressions in conditions, steps, switch heads, as structures.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int a[2];
};

async int main(void)
{
    for (int i = 0; ({ int limit = await give(3); i < limit; }); ({ await rest(); i++; }))
        if (({ await give(i); }) == 1 || ({ await give(0); }))
            printf("%d ", i);
    while (({ await rest(); 0; }))
        ;
    switch (({ struct s s = {{await give(1), 2}}; s; }).a[1]) {
    case 2: printf("two\n"); break; // CHECK: 1 two
    default: printf("wrong\n");
    }
    return 0;
}
