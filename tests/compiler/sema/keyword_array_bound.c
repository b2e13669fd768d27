// clause 3.5: await in the size of a static array, in _Static_assert, in a case label.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(int n)
{
    static int a[await f(1)];
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    switch (n) {
    case await f(2):
    // CHECK: :[[#@LINE-1]]:10: error: 'await' in a constant expression [-Wasync-keyword]
        n++;
    }
    return n + (int)sizeof a;
}
