// clause 3.3: a call through a field, found by . and by ->.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct ops {
    const char *name;
    async int (*open)(const char *name);
    async void (*close)(struct ops *ops);
};

static async int open_it(const char *name) { return await give(name[0]); }
static async void close_it(struct ops *ops)
{
    await rest();
    ops->name = "closed";
}

async int main(void)
{
    struct ops ops = {"Axel", open_it, .close = close_it}, *p = &ops;
    printf("%d %d\n", await ops.open(ops.name), await p->open("B")); // CHECK: 65 66
    await p->close(p);
    printf("%s\n", ops.name); // CHECK-NEXT: closed
    return 0;
}
