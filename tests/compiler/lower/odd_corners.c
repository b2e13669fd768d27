// clauses 1.4, 3.5, 6.1, 7.3: odd corners of C and GNU C around awaits; each value is that of the
// same program without async and await.
// RUN: %run-all -Wno-async-leak-on-cancel %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <string.h>
#include <stdatomic.h>
#include <stdlib.h>
static async int get(int x) { await async_yield(); return x; }
#define TRY(e) do { int r_ = (e); if (r_ < 0) return r_; } while (0)
#define HIDDEN(x) (await get(x))
#define TWICE(x) (HIDDEN(x) + HIDDEN(x))
enum color { RED, GREEN = 5 };
struct flex { int n; char data[]; };
struct bits { unsigned a : 3, b : 5; int : 0; signed c : 9; };
typedef int v4 __attribute__((vector_size(16)));
_Thread_local int tls = 3;
static async int digraphs(void) <%
    int a<:3:> = <% await get(1), 2, await get(3) %>;
    return a<:0:> + a<:1:> + a<:2:>;
%>
static async int asm_goto(int n)
{
    int r = await get(n);
    __asm__ volatile("addl $1, %0" : "+r"(r) : : "cc");
    __asm__ goto("testl %0, %0; jnz %l[nonzero]" : : "r"(r) : "cc" : nonzero);
    return -1;
nonzero:
    r += await get(1);
    int in = r, out;
    __asm__("movl %1, %0" : "=r"(out) : "r"(in));
    return out;
}
static async long wide(void)
{
    __int128 big = (__int128)await get(1) << 100;
    _Complex double z = await get(2) + 3.0i;
    z *= await get(2);
    v4 v = {1, 2, await get(3), 4};
    v += await get(1);
    v4 w = v * 2;
    w[await get(0)] += await get(10);
    struct bits b = {.a = (unsigned)await get(5), .c = -3};
    b.b = (unsigned)await get(31) & 31u;
    b.a += (unsigned)await get(1);
    struct flex *f = malloc(sizeof *f + 8);
    f->n = await get(4);
    f->data[await get(2)] = (char)await get('x');
    long r = (long)(big >> 98) + (long)__real__ z + (long)__imag__ z + w[0] + w[2] + (long)b.a + (long)b.b + b.c + f->n + f->data[2];
    free(f);
    return r;
}
static async int local_types(int n)
{
    enum color { BLUE = 7, RED };
    struct { int x; union { int y; float z; }; } anon = {.x = await get(n), .y = await get(2)};
    typedef struct inner { int v; struct inner *next; } inner;
    inner one = {await get(1), NULL}, two = {2, &one};
    struct inner2 { inner a[2]; } *p = &(struct inner2){{[1] = {.v = await get(9)}}};
    int sum = anon.x + anon.y + two.next->v + p->a[1].v + BLUE + (int)RED;
    { enum color { RED = 100 }; sum += (int)RED + await get(0); }
    return sum;
}
static async int auto_types(void)
{
    __auto_type x = await get(3);
    typeof(x) y = x + (typeof(await get(1)))await get(2);
    const int *restrict q = &y;
    register int r = await get(*q);
    _Atomic int at = 0;
    at += await get(2);
    atomic_fetch_add(&at, await get(3));
    volatile int vol = await get(1);
    vol += await get(1);
    static int counter = 0;
    counter += await get(1);
    extern _Thread_local int tls;
    tls += await get(1);
    return y + r + at + vol + counter + tls + _Generic(x, int: 1000, default: 0) + __builtin_choose_expr(1, 5, "x");
}
static async int labels(int n)
{
    static void *table[] = {&&a, &&b, &&c};
    int sum = 0, i = 0;
next:
    if (i >= n) return sum;
    goto *table[(i++ + await get(0)) % 3];
a: sum += await get(1); goto next;
b: sum += await get(10); goto next;
c: sum += await get(100); goto next;
}
static async int duff(int count)
{
    int n = (count + 3) / 4, sum = 0;
    switch (count % 4) {
    case 0: do { sum += await get(1); __attribute__((fallthrough));
    case 3: sum += await get(2); __attribute__((fallthrough));
    case 2: sum += await get(3); __attribute__((fallthrough));
    case 1: sum += await get(4);
            } while (--n > 0);
    }
    switch (await get(count)) { case 0 ... 4: sum += 1000; break; case 5 ... 9: sum += 2000; await get(1); break; default: sum = -1; }
    return sum;
}
static async int pragmas(int n)
{
    int s = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
    _Pragma("GCC diagnostic ignored \"-Wunused-value\"")
    for (int i = 0; i < n; i++)
        s += await get(i);
#pragma GCC diagnostic pop
    _Static_assert(sizeof(int) == 4, "int");
    TRY(await get(s) - 100 < 0 ? 0 : -5);
    return s + TWICE(2) + (int)strlen(__func__) + (__LINE__ > 0) + __COUNTER__ * 0 + (await get(0) ?: 7) + ({ int t = await get(1); t + ({ await get(2); }); });
}
static async const char *strings(void)
{
    char local[] = "hello", grid[][6] = {"ab", "cd"};
    local[await get(0)] = 'J';
    grid[1][await get(0)] = local[0];
    static char out[32];
    snprintf(out, sizeof out, "%s %s %s", local, grid[1], await get(1) ? "yes" : "no");
    return out;
}
async int main(void)
{
    printf("%d\n", await digraphs()); // CHECK: 6
    printf("%d\n", await asm_goto(4)); // CHECK: 6
    printf("%ld\n", await wide()); // CHECK: 194
    printf("%d\n", await local_types(3)); // CHECK: 130
    printf("%d\n", await auto_types()); // CHECK: 1027
    printf("%d\n", await labels(7)); // CHECK: 223
    printf("%d\n", await duff(7)); // CHECK: 2019
    printf("%d\n", await pragmas(4)); // CHECK: 28
    printf("%s\n", await strings()); // CHECK: Jello Jd yes
    return 0;
}
