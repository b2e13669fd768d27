// clause 6.1: if and else chains, dangling else, empty branches.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async const char *kind(int n)
{
    if (await give(n) < 0)
        return "negative";
    else if (n == 0)
        await rest();
    else if (await give(n) < 10) {
        if (n == 5)
            if (await give(0))
                return "wrong";
            else
                return "five";
        else {
        }
        return "small";
    } else
        return await give(n) < 100 ? "big" : "huge";
    return "zero";
}

async int main(void)
{
    int v[] = {-1, 0, 5, 7, 50, 500};
    for (int i = 0; i < 6; i++)
        printf("%s ", await kind(v[i]));
    printf("\n"); // CHECK: negative zero five small big huge
    return 0;
}
