// clause 6.1: gcc learns from comments that falling through is meant, and warns where there is none.
// RUN: %cc_gcc -Wall -Wextra -Wpedantic -c %s -o %t.o 2>&1 | %filecheck --implicit-check-not=warning: %s
#include <async.h>

async int work(int n);
async int work(int n)
{
    switch (await work(2)) {
    case 1:
        n += await work(n); // falls through
    case 2:
        n++;
        /* FALLTHRU */
    case 3: /* fallthrough */
    case 4:
        n++; // CHECK: :[[#@LINE]]:{{.*}}may fall through
    case 5:
        if (n == 7) {
            n++;
        }
        /* nothing else. */ /* Intentional fall-through. */

    default:
        n--; /* fall through */ case 9: n++;
    }
    switch (n) {
    case 1:
        n++;
        // fallthrough
    case 2:
        n++; // CHECK: :[[#@LINE]]:{{.*}}may fall through
    case 3:
        n--;
    }
    return n;
}

static int plain(int n)
{
    switch (n) {
    case 1:
        n++;
        // else fall through
    case 2:
        n++; // do not fall through! CHECK: :[[#@LINE]]:{{.*}}may fall through
    case 3:
        n--;
    }
    return n;
}

int (*const keep)(int) = plain;
