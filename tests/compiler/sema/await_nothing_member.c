// clause 3.4: postfix operators bind tighter than await.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct s {
    int n, a[2];
};
async struct s make(void);
async struct s *find(void);

async int warn(int n)
{
    n = await find()->n;
    // CHECK: :[[#@LINE-1]]:9: error: '->' binds tighter than 'await': put the awaited call in parentheses [-Wasync-await-nothing]
    // CHECK: | (await find())
    n += await make().n;
    // CHECK: :[[#@LINE-1]]:10: error: '.' binds tighter than 'await': put the awaited call in parentheses [-Wasync-await-nothing]
    // CHECK: | (await make())
    n += await make().a[1];
    // CHECK: :[[#@LINE-1]]:10: error: '.' binds tighter than 'await': put the awaited call in parentheses [-Wasync-await-nothing]
    // CHECK: | (await make())
    await find()->n++;
    // CHECK: :[[#@LINE-1]]:5: error: '->' binds tighter than 'await': put the awaited call in parentheses [-Wasync-await-nothing]
    // CHECK: | (await find())
    return n;
}

async int good(void) { return (await find())->n + (await make()).n + (await make()).a[1]; }
