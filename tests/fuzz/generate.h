/* generate.h - what the programs of generate.py call. Each callee leaves a trace; with REFERENCE the
 * words async and await are nothing, and the programs plain C. */
#ifdef REFERENCE
#define async
#define await
#define async_yield() ((void)0)
#else
#include <async.h>
#endif
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct pair {
    long a, b;
};

struct record {
    int a;
    short y[4];
    unsigned bits : 5;
    int low : 7;
    struct {
        long q;
        signed char c;
    } n;
    _Bool flag;
    double d;
};

static unsigned long checksum;
static int tracing, period, calls, fuel;
static int g[4];
static long wide;
static volatile int port;
static struct record records[2];

static void note(const char *what, long value)
{
    for (const char *at = what; *at; at++)
        checksum = (checksum ^ (unsigned char)*at) * 1099511628211UL;
    checksum = (checksum ^ (unsigned long)value) * 1099511628211UL;
    if (tracing)
        fprintf(stderr, "%s %ld\n", what, value);
}

static void note_record(const char *what, struct record r)
{
    note(what, r.a + r.y[0] + r.y[1] * 2 + r.y[2] * 3 + r.y[3] * 5 + (long)r.bits * 7 + r.low * 11 + r.n.q * 13 +
                   r.n.c * 17 + r.flag * 19 + (long)(r.d * 4));
}

/* Every period-th call suspends. */
static async void rest(void)
{
    if (period && ++calls % period == 0)
        await async_yield();
}

/* give suspends before it ends, quick never does, bump changes an object while others wait. */
#define CALLEES(T, name)               \
    static async T give_##name(T x)    \
    {                                  \
        note("give " #name, (long)x);  \
        await rest();                  \
        return x;                      \
    }                                  \
    static async T quick_##name(T x)   \
    {                                  \
        note("quick " #name, (long)x); \
        return x;                      \
    }

#define BUMP(T, name)                         \
    static async T bump_##name(T *at, T x)    \
    {                                         \
        note("bump " #name, (long)x);         \
        *at += x;                             \
        await rest();                         \
        *at += 1;                             \
        await rest();                         \
        return *at;                           \
    }

CALLEES(_Bool, bool)
CALLEES(signed char, schar)
CALLEES(unsigned char, uchar)
CALLEES(short, short)
CALLEES(unsigned short, ushort)
CALLEES(int, int)
CALLEES(unsigned, unsigned)
CALLEES(long, long)
CALLEES(unsigned long, ulong)
CALLEES(float, float)
CALLEES(double, double)
BUMP(signed char, schar)
BUMP(unsigned short, ushort)
BUMP(int, int)
BUMP(long, long)
BUMP(volatile signed char, volatile_schar)
BUMP(volatile unsigned short, volatile_ushort)
BUMP(volatile int, volatile_int)
BUMP(volatile long, volatile_long)

static async int poke(int i, int x)
{
    note("poke", x);
    g[i & 3] += x;
    await rest();
    wide += x;
    return g[i & 3];
}

static async int *where(int i)
{
    note("where", i);
    await rest();
    return &g[i & 3];
}

static async struct record *record_at(int i)
{
    note("record_at", i);
    await rest();
    return &records[i & 1];
}

static async struct record make(int a, long q)
{
    note("make", a);
    await rest();
    note("make", q);
    return (struct record){.a = a, .y = {1, (short)a, 3}, .bits = a & 31, .n = {.q = q, .c = 4}, .d = a & 63};
}

static async struct record same_record(struct record r)
{
    note_record("same", r);
    await rest();
    return r;
}

static async struct pair pair(long a, long b)
{
    note("pair", a - b);
    await rest();
    return (struct pair){a, b};
}

static async void pause_for(int n)
{
    note("pause", n);
    for (int i = 0; i < (n & 3); i++)
        await rest();
}

typedef async int operation(int);

static async int negated(int x)
{
    note("negated", x);
    await rest();
    return -x;
}

static operation *const operations[] = {give_int, negated, quick_int};

static async int apply(operation *f, int x)
{
    return await f(await f(x) + 1);
}

static async operation *operation_at(int i)
{
    note("operation_at", i);
    await rest();
    return operations[i & 1];
}

/* ---- plain ones ---- */

static int tell(int x)
{
    note("tell", x);
    return x;
}

static int nudge(int x)
{
    note("nudge", x);
    return g[x & 3] += 3;
}

static int *place_now(int i)
{
    note("place_now", i);
    return &g[i & 3];
}

static long sum(int count, ...)
{
    va_list list;
    long total = 0;
    va_start(list, count);
    for (int i = 0; i < count; i++)
        total = total * 3 + (long)va_arg(list, double);
    va_end(list);
    note("sum", total);
    return total;
}

static void cleaned(int *at) { note("cleaned", *at); }

/* ---- the program ---- */

struct program {
    int seed;
    async int (*run)(void);
};

static async void run(const struct program *programs, int seed)
{
    while (programs->seed != seed)
        programs++;
    checksum = 14695981039346656037UL;
    fuel = 120;
    calls = 0;
    wide = 5;
    port = 2;
    for (int i = 0; i < 4; i++)
        g[i] = i * 3 - 2;
    for (int i = 0; i < 2; i++)
        records[i] = (struct record){.a = i, .y = {2, 4}, .bits = 9, .low = -3, .n = {7, 8}, .d = 1.5};
    note("run", await programs->run());
    for (int i = 0; i < 4; i++)
        note("g", g[i]);
    note("wide", wide);
    note("port", port);
    note_record("records", records[0]);
    note_record("records", records[1]);
    printf("%d checksum = %lx\n", seed, checksum);
}

#define PROGRAMS(...)                                                                  \
    static const struct program programs[] = {__VA_ARGS__};                            \
    async int main(int argc, char **argv)                                              \
    {                                                                                  \
        tracing = getenv("TRACE") != NULL;                                             \
        period = getenv("SUSPEND") ? atoi(getenv("SUSPEND")) : 0;                      \
        for (int i = 1; i < argc; i++)                                                 \
            await run(programs, atoi(argv[i]));                                        \
        return 0;                                                                      \
    }
