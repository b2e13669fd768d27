// clause 2.6: enumerations.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

enum color { red, green = 5, blue };
typedef enum { no, yes } answer;

static async enum color next(enum color c) { return await give((int)c) == red ? green : blue; }
static async answer is(enum color c, enum color d) { return await next(c) == d ? yes : no; }

async int main(void)
{
    switch (await next(red)) {
    case green:
        printf("%d %d\n", await is(green, blue), await is(red, blue)); // CHECK: 1 0
        break;
    default:
        printf("wrong\n");
    }
    return 0;
}
