// clause 2.6: structures of several kilobytes by value.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct block {
    int id;
    char bytes[3000];
    long check;
};

static async struct block fill(int id, struct block from)
{
    struct block b = from;
    b.id = await give(id);
    b.bytes[2999] = (char)('a' + b.id);
    b.check = b.id * 1000L;
    return b;
}

async int main(void)
{
    struct block b = await fill(2, await fill(1, (struct block){.bytes = "start"}));
    printf("%d %s %c %ld\n", b.id, b.bytes, b.bytes[2999], b.check); // CHECK: 2 start c 2000
    printf("%c\n", (await fill(3, b)).bytes[2999]);                  // CHECK-NEXT: d
    return 0;
}
