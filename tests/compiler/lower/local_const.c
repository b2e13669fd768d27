// clause 7.3: const locals initialised by and before awaits, in a loop too.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    const int a;
    int b;
};

async int main(void)
{
    const int before = 1, by = await give(2);
    for (int i = 0; i < 2; i++) {
        const int round = await give(i), list[2] = {round, await give(7)};
        const struct s s = {round, 3};
        const char *const name = round ? "b" : "a", text[] = "xyz";
        await rest();
        printf("%d%d%d%d%d%d%s%s ", before, by, round, list[0], list[1], s.a + s.b, name, text);
    }
    printf("\n"); // CHECK: 120073axyz 121174bxyz
    return 0;
}
