// clause 9.2: setjmp, longjmp and their variants.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <setjmp.h>

static jmp_buf env;
static sigjmp_buf sig_env;

async int warn(void)
{
    if (setjmp(env))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'setjmp' in an async function [-Wasync-unsupported]
    // CHECK: note: {{.+}}
        return 1;
    if (sigsetjmp(sig_env, 1))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: '{{(sig)?}}setjmp' in an async function [-Wasync-unsupported]
    // CHECK: note: {{.+}}
        return 2;
    if (__builtin_setjmp((void **)env))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: '{{(sig)?}}setjmp' in an async function [-Wasync-unsupported]
    // CHECK: note: {{.+}}
        return 3;
    await async_yield();
    return 0;
}
