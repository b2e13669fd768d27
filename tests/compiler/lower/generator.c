// clause 12.1, 12.2: generators, and the loops that take their items.
// RUN: %run-all %s | %filecheck %s --match-full-lines --strict-whitespace
#include <async.h>
#include <stdio.h>
#include <string.h>

static async_generator(int) count(int from, int to)
{
    for (; from < to; from++) {
        await async_sleep(1);
        async_emit(from);
    }
}

//      CHECK:awaits on both sides: 1 2 3
static async void both_sides(void)
{
    printf("awaits on both sides:");
    async_for (int x, count(1, 4)) {
        await async_yield();
        printf(" %d", x);
    }
    puts("");
}

/* ---- what there is to emit -------------------------------------------------- */

struct pair {
    const char *name;
    double value;
    const int fixed;
};

static async_generator(struct pair) pairs(void)
{
    struct pair first = {"a", 0.5, 1};
    async_emit(first);
    async_emit((struct pair){"b", 1.5, 2});
}

async_generator(const char *) words(char *line)
{
    char *rest;
    for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        async_emit(word);
}

static async_generator(char) narrow(void)
{
    int wide = 0x141; /* as `return` would convert it */
    async_emit(wide);
}

// CHECK-NEXT:types: a 0.5 1, b 1.5 2, one two, 65
static async void types(void)
{
    printf("types:");
    async_for (const struct pair p, pairs())
        printf(" %s %.1f %d,", p.name, p.value, p.fixed);
    char line[] = "one two";
    async_for (const char *word, words(line))
        printf(" %s", word);
    async_for (long x, narrow())
        printf(", %ld\n", x);
}

/* ---- ends ------------------------------------------------------------------- */

static async_generator(int) nothing(int n) { (void)n; }
static async_generator(int) none(int n)
{
    if (n < 3)
        return;
    async_emit(n);
}

// CHECK-NEXT:no items
static async void empty(void)
{
    async_for (int x, nothing(1))
        printf("%d\n", x);
    async_for (int x, none(2))
        printf("%d\n", x);
    puts("no items");
}

/* ---- lazy ------------------------------------------------------------------- */

static async_generator(int) loud(void)
{
    for (int i = 0; i < 3; i++) {
        printf(" make %d", i);
        async_emit(i);
    }
    printf(" end");
}

static async int argument(int n)
{
    await async_yield();
    printf(" argument %d", n);
    return n;
}

// CHECK-NEXT:one at a time: make 0 take 0 make 1 make 2 take 2 end
// CHECK-NEXT:arguments once: argument 5 argument 7 5 6
static async void order(void)
{
    printf("one at a time:");
    async_for (int x, loud()) {
        if (x == 1)
            continue;
        printf(" take %d", x);
    }
    printf("\narguments once:");
    async_for (int x, count(await argument(5), await argument(7)))
        printf(" %d", x);
    puts("");
}

/* ---- generators of generators ------------------------------------------------ */

struct tree {
    const struct tree *left, *right;
    int value;
};

static async_generator(int) walk(const struct tree *tree)
{
    if (tree == NULL)
        return;
    async_for (int x, walk(tree->left))
        async_emit(x);
    async_emit(tree->value);
    async_for (int x, walk(tree->right))
        async_emit(x);
}

static async_generator(int) squares(async_generator(int) (*source)(int, int), int n)
{
    async_for (int x, source(0, n))
        async_emit(x *x);
}

// CHECK-NEXT:a tree: 1 2 3 4 5 6
// CHECK-NEXT:through a pointer: 0 1 4 9
static async void nested(void)
{
    const struct tree a = {NULL, NULL, 1}, c = {NULL, NULL, 3}, e = {NULL, NULL, 5};
    const struct tree b = {&a, &c, 2}, f = {&e, NULL, 6}, d = {&b, &f, 4};
    printf("a tree:");
    async_for (int x, walk(&d))
        printf(" %d", x);
    printf("\nthrough a pointer:");
    async_for (int x, squares(count, 4))
        printf(" %d", x);
    puts("");
}

/* ---- what lives across an emit ------------------------------------------------ */

static async_generator(int) allocates(int n)
{
    int sums[n];
    for (int i = 0; i < n; i++) {
        int *copy = __builtin_alloca(sizeof *copy);
        sums[i] = (i ? sums[i - 1] : 0) + i;
        *copy = sums[i];
        await async_yield();
        async_emit(*copy);
    }
}

// CHECK-NEXT:arrays: 0 1 3 6 10, 50
static async void arrays(void)
{
    int *last = NULL;
    printf("arrays:");
    async_for (int x, allocates(5)) {
        int copies[x + 1];
        for (int i = 0; i <= x; i++)
            copies[i] = x;
        await async_yield();
        last = __builtin_alloca(sizeof *last);
        *last = copies[x] * 5;
        printf(" %d", copies[x]);
    }
    printf(", %d\n", *last);
}

// CHECK-NEXT:two at once: 1-10 1-11 2-10 2-11
// CHECK-NEXT:in an expression: 6
static async void loops(void)
{
    printf("two at once:");
    async_for (int x, count(1, 3))
        async_for (int y, count(10, 12))
            printf(" %d-%d", x, y);
    int sum = ({
        int n = 0;
        async_for (int x, count(1, 4))
            n += x;
        n;
    });
    printf("\nin an expression: %d\n", sum);
}

async int main(void)
{
    await both_sides();
    await types();
    await empty();
    await order();
    await nested();
    await arrays();
    await loops();
    return 0;
}
