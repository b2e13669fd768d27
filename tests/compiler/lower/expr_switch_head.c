// clause 6.1: an await in the head of a switch, of a wider and a narrower type.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async char letter(int n) { return (char)await give('a' + n); }
static async long long big(int n) { return (await give(n) + 0LL) << 40; }

async int main(void)
{
    for (int i = 0; i < 3; i++)
        switch (await letter(i)) {
        case 'a': printf("A"); break;
        case 'b': printf("B"); break;
        default: printf("?"); break;
        }
    switch (await big(3)) {
    case 3LL << 40: printf(" big\n"); break; // CHECK: AB? big
    case 0: printf(" cut\n"); break;
    }
    return 0;
}
