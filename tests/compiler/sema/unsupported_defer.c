// clause 9.5: defer, not yet.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int close_it(int n);
void note(int n);

async int warn(int n)
{
    defer note(n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*defer.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    defer await close_it(n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*defer.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    defer {
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*defer.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
        note(n);
    }
    return n;
}
