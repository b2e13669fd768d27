// clause 11.2: switch around and inside blocks with deferred statements.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static async void choose(int n)
{
    for (int round = 0; round < 2; round++) {
        defer printf("round%d ", round);
        switch (await give(n)) {
        case 0: {
            defer await tell(10);
            break;
        }
        case 1: {
            defer printf("one ");
            await rest();
        }
            /* fall through */
        case 2:
            printf("two ");
            {
                defer await tell(12);
                if (round == 0)
                    continue;
            }
            break;
        case 3:
            return;
        case 4:
            defer printf("four ");
            await rest();
        }
        printf("end ");
    }
}

async int main(void)
{
    for (int n = 0; n < 6; n++) {
        await choose(n);
        printf("\n");
    }
    return 0;
    // CHECK: t10 end round0 t10 end round1
    // CHECK-NEXT: one two t12 round0 one two t12 end round1
    // CHECK-NEXT: two t12 round0 two t12 end round1
    // CHECK-NEXT: round0
    // CHECK-NEXT: four end round0 four end round1
    // CHECK-NEXT: end round0 end round1
}
