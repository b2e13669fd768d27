/* A program with awaits in many places, for every standard and compiler. */
#include <async.h>

#include <stdio.h>
#include <string.h>

struct point {
    int x, y;
    unsigned bits : 5;
};

typedef async int operation(int a, int b);

static async int add(int a, int b)
{
    await async_yield();
    return a + b;
}

static async int multiply(int a, int b)
{
    await async_sleep(1);
    return a * b;
}

static async struct point point(int x, int y)
{
    int sum = await add(x, y);
    return (struct point){.x = x, .y = y, .bits = (unsigned)sum & 31};
}

static async int fold(operation *combine, const int *values, size_t count)
{
    int total = values[0];
    for (size_t i = 1; i < count; i++)
        total = await combine(total, values[i]);
    return total;
}

static async int pick(int n)
{
    switch (await add(n, 1)) {
    case 1:
        n += await add(n, 10);
        break;
    case 2:
        return await multiply(n, 20);
    default:
        while (await add(n, 0) > 3)
            n -= 2;
    }
    return n;
}

static async void measure(int n, char *out)
{
    char buffer[16] = "";
    defer memcpy(out, buffer, sizeof buffer);
    for (int i = 0; i < n && await add(i, 1) < 12; i++) {
        if (i == 2)
            continue;
        buffer[i] = (char)('a' + await add(i, 0));
    }
}

static async int fails(int n)
{
    if (n > 1)
        async_fail(-n);
    return await add(n, n);
}

async int main(void)
{
    static operation *const operations[] = {add, multiply};
    const int values[] = {1, 2, 3, 4};
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        printf("fold %d\n", await fold(operations[i], values, 4));

    struct point p = await point(3, await add(2, 2));
    p.x += (await point(1, 2)).y;
    printf("point %d %d %u\n", p.x, p.y, p.bits);

    int a = 0, b = 0;
    await async_gather(a = pick(0), b = pick(1));
    printf("pick %d %d %d\n", a, b, await pick(9));
    printf("timeout %d\n", await async_timeout(10000, a = multiply(a, 3)));
    printf("catch %d\n", await async_catch(b = fails(5)));
    printf("logic %d\n", (a && await add(0, 0)) || (await add(a, 1) ? b : await add(b, 1)));

    char text[16];
    await measure(5, text);
    printf("text %c%c %d\n", text[0], text[1], text[2]);

    int sum = 0;
    async_group (g) {
        async_group_spawn(g, a = add(1, 2));
        sum += await add(3, 4);
    }
    async_task(int) task = async_spawn(multiply(a, sum));
    printf("task %d\n", await async_join(task));
    return 0;
}
