/* Two pots brewed at the same time, on one thread. */
#include <async.h>

#include <stdio.h>

async int brew(const char *what, int minutes)
{
    for (int i = 1; i <= minutes; i++) {
        await async_sleep(10); /* short minutes */
        printf("%s: minute %d\n", what, i);
    }
    return minutes;
}

async int serve(int cups)
{
    int tea, coffee;
    if (cups == 0)
        return 0;
    await async_gather(tea = brew("tea", 3), coffee = brew("coffee", 2));
    printf("%d cups after %d minutes\n", cups, tea > coffee ? tea : coffee);
    return cups;
}

async int main(void)
{
    int cups = await serve(2);
    return cups == 2 ? 0 : 1;
}
