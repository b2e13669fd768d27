// Attributes behind the brace of a tag in a body belong to it; an aligned typedef keeps its alignment; a child's result
// may have more than the stack's.
// RUN: %run-all %s | %prints %s
// RUN: env ASYNC_TEST=yield %run-all %s | %prints %s
#include <async.h>
#include <stdint.h>
#include <stdio.h>

typedef int line __attribute__((aligned(64)));
struct wide {
    int a;
    char s[20];
} __attribute__((aligned(32)));

static async int id(int x)
{
    await async_yield();
    return x;
}

static async int tags(void)
{
    struct {
        char c;
        int i;
    } __attribute__((packed)) packed = {1, await id(5)};
    char after[3] = {'a', 'b', (char)await id('c')};
    struct named {
        char c;
    } __attribute__((aligned(32))) aligned = {(char)await id(2)}, more[2] = {{3}, {(char)await id(4)}};
    union {
        char c;
        int i;
    } __attribute__((packed, aligned(2))) both = {.i = await id(9)};
    enum small { A, B } __attribute__((packed)) e = (enum small)await id(B);
    await id(1);
    printf("%zu %d %c%c%c\n", sizeof packed, packed.i, after[0], after[1], after[2]); // CHECK: 5 5 abc
    printf("%zu %d %d %d\n", sizeof aligned, aligned.c + more[0].c + more[1].c,
           (int)((uintptr_t)&aligned % 32), (int)((uintptr_t)&more % 32)); // CHECK: 32 9 0 0
    printf("%zu %d %zu %d\n", sizeof both, both.i, sizeof e, (int)e);      // CHECK: 4 9 1 1
    return 0;
}

static async struct wide make(int a)
{
    struct wide s = {a, "s"};
    await async_yield();
    return s;
}

async int main(void)
{
    char p = (char)await tags();
    line q = 3;
    struct wide x, y, z;
    await id(p);
    await async_gather(x = make(1), y = make(2));
    int err = await async_catch(z = make(3));
    printf("%d %d %d\n", (int)((uintptr_t)&q % 64), q, x.a + y.a + z.a + err); // CHECK: 0 3 6
    return 0;
}
