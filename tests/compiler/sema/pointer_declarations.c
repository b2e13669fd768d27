// clause 2.5: each declaration of an async function says async.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int g(int n);
async int h(int n);

int f(int n) { return n; }
// CHECK: :[[#@LINE-1]]:5: error: 'f' was declared async: say 'async' here too [-Wasync-pointer]
// CHECK: note: previous declaration is here
async int g(int n) { return n; }
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: function declared 'async' here was previously declared as plain (not async) [-Wasync-pointer]
int h(int n);
// CHECK: :[[#@LINE-1]]:5: error: 'h' was declared async: say 'async' here too [-Wasync-pointer]
// CHECK: note: previous declaration is here

typedef async int visitor(int n);
visitor good;
async int good(int n) { return n; }
static async int good_static(int n);
async static int good_static(int n) { return n; }
async int (*good_pick(char c))(int n);
async int (*good_pick(char c))(int n) { (void)good_static, (void)c; return 0; }
