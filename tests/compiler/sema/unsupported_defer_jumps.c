// clause 9.5: jumps into, out of and over deferred statements; blocks without braces.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>

async void rest(void);
void note(int n);
static void release(int *p) { *p = 0; }

async int into(int n)
{
    if (n)
        goto inside;
    // CHECK: :[[#@LINE-1]]:9: error: jump into a deferred statement [-Wasync-unsupported]
    defer {
    inside:
        note(n);
    }
    await rest();
    return n;
}

async int out(int n)
{
    for (;;) {
        defer continue;
        // CHECK: :[[#@LINE-1]]:15: error: 'continue' leaves a deferred statement [-Wasync-unsupported]
        defer switch (n) {
        case 1:
            break;
        default:
            return 1;
            // CHECK: :[[#@LINE-1]]:13: error: 'return' leaves a deferred statement [-Wasync-unsupported]
        }
        await rest();
    }
}

async int back(int n)
{
again:
    note(n);
    defer note(n);
    await rest();
    if (n--)
        goto again; // leaves the scope, as the end of a loop's body does
    return n;
}

async int in_a_value(int n)
{
    return ({
    again:
        note(n);
        defer note(n);
        await rest();
        if (n--)
            goto again;
        // CHECK: :[[#@LINE-1]]:13: error: jump back over a deferred statement [-Wasync-unsupported]
        n;
    });
}

async int labels(int n)
{
    switch (n) {
    case 1:
        defer note(n);
        break;
    default:
        // CHECK: :[[#@LINE-1]]:5: error: jump over a deferred statement [-Wasync-unsupported]
        await rest();
    }
    return n;
}

async int computed(int n)
{
    void *p = &&end;
    {
        defer note(n);
        await rest();
        goto *p;
        // CHECK: :[[#@LINE-1]]:9: error: 'goto *' in a function with deferred statements [-Wasync-unsupported]
    }
end:
    return n;
}

async int good(int n)
{
    if (n)
        goto end;
    if (n + 1)
        defer note(n);
    for (__attribute__((cleanup(release))) int i = 0; i < n; i++)
        await rest();
end:
    defer {
        goto inside;
    inside:
        note(n);
    }
    return n;
}
