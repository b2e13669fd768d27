// clause 9.5: defer in plain functions, and ways into, out of and over a deferred statement.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int close_it(int n);
void note(int n);

void warn_plain(int n)
{
    defer note(n);
    // CHECK: :[[#@LINE-1]]:5: error: 'defer' in a plain function is not supported yet [-Wasync-unsupported]
    // CHECK: note: mark the function async, or release the resource on each way out
}

async int warn(int n)
{
    defer return 1;
    // CHECK: :[[#@LINE-1]]:11: error: 'return' leaves a deferred statement [-Wasync-unsupported]
    // CHECK: note: it runs at the end of its block and must end by itself
    while (n) {
        defer break;
        // CHECK: :[[#@LINE-1]]:15: error: 'break' leaves a deferred statement [-Wasync-unsupported]
        defer {
            while (n--)
                break;
        }
    }
    defer { goto out; }
    // CHECK: :[[#@LINE-1]]:13: error: jump out of a deferred statement [-Wasync-unsupported]
    defer close_it(n);
    // CHECK: :[[#@LINE-1]]:11: error: coroutine 'close_it' is never awaited [-Wasync-unawaited]
    if (n)
        goto out;
        // CHECK: :[[#@LINE-1]]:9: error: jump over a deferred statement [-Wasync-unsupported]
    defer note(n);
    // CHECK: :[[#@LINE-1]]:5: note: put it, and what needs it, into a block of its own
out:
    switch (n) {
        defer note(1);
    case 1:
    // CHECK: :[[#@LINE-1]]:5: error: jump over a deferred statement [-Wasync-unsupported]
        note(2);
    }
    return n;
}

async int good(int n)
{
    defer note(n);
    defer await close_it(n);
    for (int i = 0; i < n; i++) {
        defer {
            note(i);
        }
        if (i == 3)
            break;
    }
    return n;
}
