// clause 1.1: misspelt keywords, keywords above the header, await as a name.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
async int early(void);
// CHECK: :[[#@LINE-1]]:1: error: unknown type name 'async'
// CHECK: note: 'async' and 'await' are keywords after '#include <async.h>'
#include <async.h>

asnyc int f(int n);
// CHECK: :[[#@LINE-1]]:1: error: unknown type name 'asnyc'
// CHECK: note: did you mean 'async'?
async int warn(void) { return awiat f(1); }
// CHECK: :[[#@LINE-1]]:31: error: use of undeclared identifier 'awiat'
// CHECK: note: did you mean 'await'?
int await = 3;
// CHECK: :[[#@LINE-1]]:5: error: expected identifier or '('
// CHECK: note: 'await' is a keyword after '#include <async.h>'
