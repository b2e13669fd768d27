// clause 7.1: arrays of structures and pointers into them.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct item {
    char name[4];
    int n;
};
static async void bump(struct item *i) { i->n += await give(1); }

async int main(void)
{
    struct item items[3] = {{"a", 1}, {"b", 2}, {.name = "c"}}, *end = items + 3;
    for (struct item *i = items; i < end; i++) {
        await bump(i);
        await bump(&items[2]);
    }
    for (struct item *i = items; i != end; ++i)
        printf("%s%d ", i->name, await give(i->n));
    printf("\n"); // CHECK: a2 b3 c4
    return 0;
}
