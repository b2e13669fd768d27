/* Timeouts and groups around what never waits; jumps out of groups. */
#include <async.h>

#include <stdbool.h>
#include <string.h>

async int em_wait(int n)
{
    await async_sleep((uint64_t)n);
    return n;
}

async static int em_add(int a, int b) { return a + b; }

async static int em_loop(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += i;
    return sum;
}

async static size_t em_length(const char *text)
{
    if (text == NULL)
        return 0;
    return strlen(text);
}

async static int em_calls(int n) { return await em_add(n, 1) + await em_add(n, 2); }

async static void em_nothing(void) {}

async int em_1(void)
{
    int sum = 0;
    int error = await async_timeout(10, sum = em_add(1, 2)); // bug
    return error ? error : sum;
}

async int em_2(void)
{
    return await async_timeout(10, em_nothing()); // bug
}

async int em_3(int n)
{
    if (await async_timeout(1000, em_loop(n)) < 0) // bug
        return -1;
    return 0;
}

async int em_4(const char *text)
{
    size_t length = 0;
    int error = await async_timeout_at(async_now() + 10, length = em_length(text)); // bug
    return error ? error : (int)length;
}

async int em_5(int n)
{
    return await async_timeout(5, em_calls(n)); // bug
}

async int em_6(int n)
{
    while (n > 0)
        n -= 1 + await async_timeout(5, em_add(n, n)); // bug
    return n;
}

async int em_7(int n)
{
    int a, b;
    return await async_timeout(10, async_gather(a = em_add(n, 1), b = em_add(n, 2))); // bug
}

async int em_8(int n)
{
    int error, value;
    return await async_timeout(10, error = async_catch(value = em_loop(n))); // bug
}

async int em_9(int n)
{
    int a = 0;
    async_group (g) { // bug
        a = n + 1;
    }
    return a;
}

async int em_10(int n)
{
    int a = 0;
    async_group (g) { // bug
        async_group_spawn(g, a = em_add(n, 1));
    }
    return a;
}

async int em_11(int n)
{
    int a = 0, b = 0;
    async_group (g) { // bug
        async_group_spawn(g, a = em_loop(n));
        if (n > 2)
            async_group_spawn(g, b = em_calls(n));
    }
    return a + b;
}

async int em_12(int n)
{
    int a;
    async_group (g) {
        async_group_spawn(g, a = em_wait(n));
        if (n > 5)
            return -1; // bug
        await async_yield();
    }
    return 0;
}

async int em_13(int n)
{
    int a;
    for (int i = 0; i < n; i++) {
        async_group (g) {
            async_group_spawn(g, a = em_wait(i));
            if (i == 3)
                break; // bug
        }
    }
    return n;
}

async int em_14(int n)
{
    int a;
    while (n-- > 0) {
        async_group (g) {
            async_group_spawn(g, a = em_wait(n));
            if (n == 7)
                continue; // bug
            await async_sleep(1);
        }
    }
    return 0;
}

async int em_15(int n)
{
    int a;
    async_group (g) {
        async_group_spawn(g, a = em_wait(n));
        if (n < 0)
            goto out; // bug
        await async_sleep(1);
    }
out:
    return n;
}

async int em_16(int n)
{
    int result = 0;
    int error = await async_timeout(10, async_shield(result = em_calls(n))); // bug
    return error ? error : result;
}

#define WITHIN(ms, call) await async_timeout(ms, call)

async int em_macro(int n)
{
    return WITHIN(10, em_loop(n)); // bug
}
