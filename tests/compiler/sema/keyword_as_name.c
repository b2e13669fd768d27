// clauses 1.1, 2.1: async as a name of one's own.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: not %cc_gcc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

int async;
// CHECK: :[[#@LINE-1]]:5: error: 'async' is a keyword and cannot be a name [-Wasync-keyword]
int plain(int async);
// CHECK: :[[#@LINE-1]]:15: error: 'async' only applies to function types; type here is 'int' [-Wasync-keyword]
async int good(async int (*f)(void));
int async also_good(void);
