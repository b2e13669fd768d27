// clauses 5.2 and 5.4: what an operand with side effects reads through a pointer is read before the
// next operand begins; a plain index or pointer is read last.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>

struct node {
    int n;
    struct node *next;
};
static int g[4], r[2][2];
static struct node nodes[2];

static async int *where(int i)
{
    await async_yield();
    return &g[i];
}

static async struct node *node_at(int i)
{
    await async_yield();
    return &nodes[i];
}

static async int give(int x)
{
    await async_yield();
    return x;
}

static int nudge(int i)
{
    nodes[0].n++;
    return g[i] += 1;
}

static int two(int a, int b) { return a * 10 + b; }

static void reset(void)
{
    for (int i = 0; i < 4; i++)
        g[i] = r[i / 2][i % 2] = 0;
    nodes[0] = (struct node){0, &nodes[1]};
    nodes[1] = (struct node){7, &nodes[0]};
}

struct box {
    int a[4];
    struct {
        int n;
    } in;
};

static async void literals(int plain)
{
    reset();
    printf("%d\n", ((struct box){{await give(1), two(1, 2)}, .in = {.n = plain}}).a[await give(1)]); // CHECK: 12
    printf("%d\n", ((struct box){.in = {plain}, .a = {[2] = await give(5)}}).a[await give(2)]); // CHECK: 5
    printf("%d\n", ((struct box){{*(await where(0)), plain}, {0}}).a[await give(nudge(0)) & 0]); // CHECK: 0
}

static async void values(void)
{
    reset();
    printf("%d\n", *(await where(0)) + nudge(0));        // CHECK: 1
    printf("%d\n", two(*(await where(0)), nudge(0)));    // CHECK: 12
    printf("%d\n", two((await where(1))[-1], nudge(0))); // CHECK: 23
    printf("%d\n", two((await node_at(0))->n, nudge(0))); // CHECK: 34
    printf("%d\n", two(nudge(0), *(await where(0))));    // CHECK: 55
    printf("%d\n", two(*(await where(0)), await give(3) + nudge(0))); // CHECK: 59
}

static async void places(void)
{
    int i = 0;
    reset();
    r[0][*(await where(0)) & 1] = await give(40) + nudge(0);
    printf("%d %d\n", r[0][0], r[0][1]); // CHECK: 41 0
    reset();
    r[*(await where(0)) & 1][0] += nudge(0);
    printf("%d %d\n", r[0][0], r[1][0]); // CHECK: 1 0
    reset();
    (*(await node_at(1))).next->n = await give(5) + nudge(2);
    printf("%d %d\n", nodes[0].n, nodes[1].n); // CHECK: 6 7
    reset();
    r[0][i] = await give(4) + (i = 1);
    printf("%d %d\n", r[0][0], r[0][1]); // CHECK: 0 5
}

async int main(void)
{
    await literals(8);
    await values();
    await places();
    return 0;
}
