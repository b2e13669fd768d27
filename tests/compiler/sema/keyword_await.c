// clause 3.2: await where no expression stands.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
await int warn_file;
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' means nothing here [-Wasync-keyword]

async int warn(void)
{
    await int n = 0;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' means nothing here [-Wasync-keyword]
    return n + await f(1);
}
