// clause 7.7: variable-length arrays, pointers to them and their typedefs, with awaits in and around.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <string.h>

static async int get(int x)
{
    await async_yield();
    return x;
}

// pointers to them as parameters, and sizes that the parameters name
static async long sum(int n, int m, int a[n][m + 1])
{
    long s = 0;
    int (*row)[m + 1] = a;
    m = -1; // the sizes were evaluated on entry
    for (int i = 0; i < n; i++)
        for (int j = 0; j < (int)(sizeof *a / sizeof **a); j++)
            s += row[i][j] * (await get(1));
    return s + (long)sizeof *row;
}

static async int each(int n)
{
    int total = 0;
    for (int round = 0; round < 3; round++) {
        int a[n], b[2][await get(n + round)], (*p)[n] = &a;
        for (int i = 0; i < n; i++) {
            a[i] = await get(i);
            (*p)[i] += 1;
        }
        memset(b, 1, sizeof b);
        total += (int)sizeof a + (int)sizeof b[0] + b[1][0] % 7;
        for (int i = 0; i < n; i++)
            total += a[i];
        if (round == 1)
            continue;
        n++;
        int c[n];
        c[n - 1] = await get(7);
        total += c[n - 1] + (int)(sizeof c / sizeof *c);
        if (total > 100000)
            return -1;
    }
    return total;
}

static async int named(int n)
{
    typedef char row[n + 1];
    typedef row table[2];
    n = 100;
    row r, *q = &r;
    table t;
    strcpy(r, "abc");
    memset(t, 'x', sizeof t);
    await async_yield();
    __typeof__(r) again;
    again[n / 50] = (char)await get('z');
    return (int)sizeof(row) + (int)strlen(*q) * 10 + (int)sizeof r * 100 + (int)sizeof(table) * 1000 +
           t[1][1] + again[2] + (int)sizeof(int[n]) % 7;
}

// goto out of the scope, back before it, and out of two at once
static async int jumps(int n)
{
    int rounds = 0, sum = 0;
again:;
    int a[n + rounds];
    a[n + rounds - 1] = await get(rounds);
    {
        int b[rounds + 1];
        b[rounds] = await get(2);
        sum += b[rounds] + a[n + rounds - 1];
        if (++rounds < 3)
            goto again;
        if (rounds == 3)
            goto out;
    }
    sum = 1000;
out:
    return sum + (int)sizeof a;
}

// no await in its scope: an ordinary C array
static async int plain_scope(int n)
{
    int sum = await get(1);
    {
        int a[n];
        for (int i = 0; i < n; i++)
            a[i] = i;
        sum += a[n - 1];
    }
    sum += ({ int v[n + 1]; v[n] = await get(5); v[n]; });
    return sum + await get(1);
}

static async int over_aligned(int n)
{
    _Alignas(64) char a[n], b[3];
    _Alignas(128) char c[n];
    a[0] = 1, b[0] = 2, c[0] = 3;
    await async_yield();
    return (unsigned long)a % 64 || (unsigned long)c % 128 ? -1 : a[0] + b[0] + c[0];
}

static async int recursive(int n)
{
    int a[n + 1];
    a[n] = n ? await recursive(n - 1) : await get(0);
    return a[n] + 1;
}

static async int large(int n)
{
    long a[n];
    for (int i = 0; i < n; i++)
        a[i] = i;
    await async_yield();
    return (int)a[n - 1];
}

async int main(void)
{
    int grid[3][5] = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}, {11, 12, 13, 14, 15}};
    printf("%ld\n", await sum(3, 4, grid));           // CHECK: 140
    printf("%d\n", await each(3));                    // CHECK: 152
    printf("%d\n", await named(3));                   // CHECK: 8677
    printf("%d\n", await jumps(2));                   // CHECK: 25
    printf("%d\n", await plain_scope(4));             // CHECK: 10
    printf("%d\n", await over_aligned(5));            // CHECK: 6
    printf("%d\n", await recursive(40));              // CHECK: 41
    printf("%d\n", await large(100000));              // CHECK: 99999
    int x = 0, y = 0;
    await async_gather(x = each(5), y = large(2000));
    printf("%d %d\n", x, y);                          // CHECK: 235 1999
    return 0;
}
