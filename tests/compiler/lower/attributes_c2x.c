// clause 2.13: attributes in C23's syntax.
// RUN: %asyncc %sanitize -std=c2x -Wall -Wextra -Wno-pedantic %s -o %t && %t | %prints %s
#include <async.h>
#include <stdio.h>

[[nodiscard]] async int kept(void);
[[gnu::noinline]] static async int cold(int x)
{
    await async_yield();
    return x;
}

[[maybe_unused]] static async void nothing(void)
{
    await async_yield();
}

async int kept(void)
{
    [[maybe_unused]] int n = await cold(1);
    switch (await cold(2)) {
    case 2:
        n = 5;
        [[fallthrough]];
    default:
        return n;
    }
}

async int main(void)
{
    printf("%d\n", await kept()); // CHECK: 5
    return 0;
}
