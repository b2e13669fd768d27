// clause 3.3: await of an await.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(void)
{
    return await await f(1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*\[-Wasync-(await-nothing|keyword)\]}}
}

async void warn_statement(void)
{
    await await f(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*\[-Wasync-(await-nothing|keyword)\]}}
}
