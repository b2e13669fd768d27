// clause 1.1: the short words are ordinary names in headers that come before.
// RUN: %asyncc -fsyntax-only -Wall -Wextra -Werror %s 2>&1 | %reports %s
struct before {
    int async, await, defer;
};
static inline int use(struct before b, int async) { return b.await + b.defer + b.async + async; }
#include <async.h>

async int main(void)
{
    struct before b = {0};
    await async_yield();
#undef async
#undef await
    return use(b, b.async);
}
