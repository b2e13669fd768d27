// clauses 2.13, 3.5, 6.1, 7.5: C23 around awaits, as far as clang 19 takes it.
// RUN: %cc_clang %sanitize -std=gnu2x -Wall -Wextra -Werror -Wno-unused-label %s -o %t && %t | %prints %s
// RUN: %cc_clang %sanitize -std=gnu2x -fasync-blocking -w %s -o %t && %t | %prints %s
#include <async.h>
#include <stdio.h>
#include <stddef.h>
static async int get(int x) { await async_yield(); return x; }
enum small : unsigned char { A = 1, B };
struct pair { int a, b; };
[[nodiscard]] static async struct pair both(int x) { return (struct pair){await get(x), await get(x + 1)}; }
static async int c23(int)
{
    return await get(1);
}
async int main(void)
{
    auto x = await get(3);
    constexpr int k = 4;
    typeof_unqual(const int) y = await get(k);
    bool t = true && await get(1);
    int *p = nullptr;
    enum small e = (enum small)await get(B);
    _BitInt(77) big = (_BitInt(77))await get(5) << 70;
    int empty[3] = {};
    struct pair q = {}, r = await both(7);
    switch (await get(0b101)) {
    case 5:
        int inside = await get(1'000);
        empty[1] = inside;
    label:
    }
    static_assert(sizeof(bool) == 1);
    [[maybe_unused]] int z = await get(1);
    unsigned _BitInt(9) small = 511;
    small += (unsigned _BitInt(9))await get(2);
    printf("%d %d %d %d %d %d %d %d %d %d\n", x, y, t, p == nullptr, (int)e, (int)(big >> 70), empty[1], q.a + r.b, (int)small, await c23(1));
    // CHECK: 3 4 1 1 2 5 1000 8 1 1
    if (x < 0) goto label2;
label2:
    return 0;
}
