// clause 3.5: await at file scope.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

int warn = await f(1);
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-outside]
int warn_array[2] = {1, await f(2)};
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-outside]
