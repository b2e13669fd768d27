// clause 7.5: structures, unions, enumerations and typedefs of a block.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct pair {
    char small;
};

async int main(void)
{
    enum { first = 3, second };
    typedef struct pair {
        long a, b;
    } pair;
    pair p = {first, second};
    p.a += await give(1);
    {
        typedef char pair[4];
        enum { first = 9 };
        union pair_u {
            pair text;
            int n;
        } q = {"abc"};
        await rest();
        printf("%s %zu %d\n", q.text, sizeof(pair), first); // CHECK: abc 4 9
    }
    struct pair *r = &p;
    await rest();
    printf("%ld %ld %d %d\n", r->a, r->b, first, sizeof(pair) == sizeof(struct pair));
    // CHECK-NEXT: 4 4 3 1
    return 0;
}
