// clause 2.1: async on what is no function.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int warn;
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'async' only applies to function types; type here is 'int{{( \*)?}}' [-Wasync-keyword]
async int *warn_pointer, good(void);
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'async' only applies to function types; type here is 'int{{( \*)?}}' [-Wasync-keyword]
struct s {
    async int warn_field;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'async' only applies to function types; type here is 'int{{( \*)?}}' [-Wasync-keyword]
    async int (*good)(void);
};
typedef async int warn_typedef;
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'async' only applies to function types; type here is 'int{{( \*)?}}' [-Wasync-keyword]

void f(async int warn_parameter)
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'async' only applies to function types; type here is 'int{{( \*)?}}' [-Wasync-keyword]
{
    async int warn_local = 0;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'async' only applies to function types; type here is 'int{{( \*)?}}' [-Wasync-keyword]
    (void)warn_local, (void)warn_parameter;
}

async struct tag {
    // CHECK: :[[#@LINE-1]]:1: error: 'async' only applies to functions; none is declared here [-Wasync-keyword]
    int member;
};
