// clause 10.24: awaits that need nothing of each other; off by default.
// RUN: %asyncc -fsyntax-only -Wasync-serial-awaits %s 2>&1 | %reports %s
// RUN: %asyncc -fsyntax-only %s 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// OFF-NOT: warning
#include <async.h>

struct conn;
async int fetch(const char *host);
async int query(struct conn *conn, const char *text);
async void note(const char *text);

async int warn_declared(void)
{
    int a = await fetch("a.test");
    int b = await fetch("b.test");
    // CHECK: :[[#@LINE-1]]:13: warning: this waits for the await before it, though neither needs the other [-Wasync-serial-awaits]
    // CHECK: :[[#@LINE-3]]:13: note: the first one
    // CHECK: note: run both: 'await async_gather(a = fetch(...), b = fetch(...))'
    return a + b;
}

async int warn_assigned(const char *one, const char *two)
{
    int a, b;
    a = await fetch(one);
    b = await fetch(two);
    // CHECK: :[[#@LINE-1]]:9: warning: this waits for the await before it
    return a + b;
}

async void warn_loop(const char **host, int *size, int n)
{
    for (int i = 0; i < n; i++)
        size[i] = await fetch(host[i]);
        // CHECK: :[[#@LINE-1]]:19: warning: each round waits for the one before it, though none needs the others
        // CHECK: note: spawn a task for each round and join them in a second loop
}

async int good_needed(void)
{
    int a = await fetch("a.test");
    int b = await fetch(a ? "b.test" : "c.test");
    return b;
}

async int good_same_connection(struct conn *conn)
{
    int a = await query(conn, "begin");
    int b = await query(conn, "commit");
    return a + b;
}

async int good_order(void)
{
    await note("first");
    await note("second");
    int a = await fetch("a.test");
    if (a < 0)
        return a;
    int b = await fetch("b.test");
    return a + b;
}

async void good_loop(const char **host, int *size, int n)
{
    size[0] = 0;
    for (int i = 1; i < n; i++)
        size[i] = await fetch(host[size[i - 1]]);
    for (int i = 0; i < n; i++)
        await note(host[i]);
}

#define GET(variable, host) int variable = await fetch(host)

async int warn_macro(void)
{
    GET(a, "a.test");
    GET(b, "b.test");
    // CHECK: :[[#@LINE-1]]:5: warning: this waits for the await before it
    return a + b;
}

struct sizes {
    int a, b;
};

async int number(int n);

async void warn_parts(struct sizes *sizes)
{
    sizes->a = await fetch("a.test");
    sizes->b = await fetch("b.test");
    // CHECK: :[[#@LINE-1]]:16: warning: this waits for the await before it
    // CHECK: note: run both: 'await async_gather(sizes->a = fetch(...), sizes->b = fetch(...))'
}

async int warn_numbers(int n)
{
    int a = await number(n);
    int b = await number(n + 1);
    // CHECK: :[[#@LINE-1]]:13: warning: this waits for the await before it
    return a + b;
}

async int warn_sum(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += await number(i);
        // CHECK: :[[#@LINE-1]]:16: warning: each round waits for the one before it
    return sum;
}

async int good_parts(struct sizes *sizes, int n)
{
    sizes->a = await number(n);
    sizes->b = await number(sizes->a);
    for (int i = 0; i < n; i++)
        n += await number(n + i);
    return n;
}
