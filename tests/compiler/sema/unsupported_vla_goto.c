// clauses 9.3, 9.4: computed jumps among variable-length arrays; awaits in a parameter's type.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>

async int size(void);

async int warn(int n)
{
    void *p = &&end;
    {
        int a[n];
        a[0] = await size();
        if (a[0])
            goto *p;
        // CHECK: :[[#@LINE-1]]:13: error: 'goto *' in an async function with a variable-length array [-Wasync-unsupported]
        // CHECK: note: it is not known whether such a jump leaves its block
    }
end:
    return n;
}

async int warn_parameter(int n, int a[n][await size()])
// CHECK: :[[#@LINE-1]]:42: error: 'await' in the type of a parameter [-Wasync-unsupported]
{
    return a[0][n];
}

async int good(int n, int a[n][n])
{
    goto end;
end:
    return a[await size()][n];
}
