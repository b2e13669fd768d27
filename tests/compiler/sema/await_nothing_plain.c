// clause 3.3: await of plain calls.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <string.h>

struct ops {
    int (*plain)(void);
    async int (*later)(void);
};

async unsigned long warn(struct ops *ops, int (*p)(void))
{
    await strlen("a");
    // CHECK: :[[#@LINE-1]]:5: error: function 'strlen' is not async: it needs no 'await' [-Wasync-await-nothing]
    await p();
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-nothing]
    await ops->plain();
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-nothing]
    return await ops->later() + await strlen("b");
    // CHECK: :[[#@LINE-1]]:33: error: function 'strlen' is not async{{.*}}[-Wasync-await-nothing]
}
