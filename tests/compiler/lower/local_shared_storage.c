// clause 7.6: what shares storage in the frame never meets, in whatever order C evaluates.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct pair {
    int a, b;
};
struct wide {
    struct pair p;
    long more[6];
};

static int both(int a, int b) { return a * 10 + b; }
static struct pair make(int a, int b) { return (struct pair){a, b}; }
static async struct wide wide(int n)
{
    await rest();
    return (struct wide){{n, n + 1}, {n}};
}

// each variable dies where the next temporary or variable begins
static async int in_turn(int n)
{
    int first[2] = {n, n + 1};
    long second = n + 2;
    await rest();
    int sum = both(first[0], 1) + both(first[1], 2) + await give(3) + both((int)second, 4);
    await rest();
    int third = sum + 1;
    return both(await give(third), await give(1));
}

// the last read of one variable and the first write of another, unsequenced
static async int unsequenced(int n)
{
    int old = n;
    await rest();
    int next;
    int r = both(old, (next = 7));
    await rest();
    return r + next;
}

static async int records(int n)
{
    struct pair p = make(n, n + 1);
    await rest();
    struct pair q = p;
    await rest();
    struct wide w = await wide(q.a + q.b);
    await rest();
    struct pair r = w.p;
    await rest();
    return both(r.a, r.b) + (await wide(1)).p.b * (await wide(2)).p.a;
}

static async int frame(int frame, int base) { return frame + base; }

async int main(void)
{
    printf("%d %d %d\n", await in_turn(1), await unsequenced(2), await records(3)); // CHECK: 711 34 82
    async_task(int) t = async_spawn(frame(1, 2));
    printf("%d\n", await async_join(t)); // CHECK-NEXT: 3
    return 0;
}
