// clause 6.3: Duff's device with awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int copy(char *to, const char *from, int count)
{
    int rounds = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = (char)await give(*from++);
            __attribute__((fallthrough));
        case 3:
            *to++ = *from++;
            __attribute__((fallthrough));
        case 2:
            *to++ = (char)await give(*from++);
            __attribute__((fallthrough));
        case 1:
            *to++ = *from++;
        } while (await give(--rounds) > 0);
    }
    return count;
}

async int main(void)
{
    char to[12] = "";
    printf("%d ", await copy(to, "abcdefghij", 10));
    printf("%s\n", to); // CHECK: 10 abcdefghij
    return 0;
}
