// clause 1.1: the keywords without their header.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %filecheck %s
// CHECK: note: 'async' and 'await' are keywords after '#include <async.h>'
async int f(int n);
