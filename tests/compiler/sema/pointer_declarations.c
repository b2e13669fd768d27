// clause 2.5: each declaration of an async function says async.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int g(int n);
async int h(int n);

int f(int n) { return n; }
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
async int g(int n) { return n; }
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
int h(int n);
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
