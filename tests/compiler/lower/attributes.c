// clause 2.13: attributes in both syntaxes reach what the function becomes.
// RUN: %run-all %s | %prints %s
// RUN: %asyncc -c %s -o %t.o && llvm-nm-19 %t.o | %filecheck --check-prefix=SYMBOLS %s
// SYMBOLS: W three__async
// SYMBOLS: W three__begin
// SYMBOLS: {{[VW]}} three__fn
// RUN: llvm-objdump-19 -h %t.o | %filecheck --check-prefix=SECTION %s
// SECTION: .text.mine
#include <async.h>
#include <stdio.h>
__attribute__((visibility("hidden"))) async int declared(int x) __attribute__((weak));
static async int cpp(int x) { await async_yield(); return x; }
__attribute__((noinline, cold)) static async int one(int x) { await async_yield(); return x; }
static __attribute__((unused, hot)) async int two(int x) { return x; }
async int __attribute__((weak, section(".text.mine"))) three(int *x) __attribute__((nonnull(1)));
async int __attribute__((weak, section(".text.mine"))) three(int *x) { await async_yield(); return *x; }
async __attribute__((noreturn)) void never(void) { await async_yield(); for (;;) await async_sleep(1000); }
__attribute__((__unused__)) static async void nothing(void) { await async_yield(); }
async int main(void)
{
    int v = 4;
    int r = await one(1) + await three(&v) + await cpp(3) + 1;
    if (r == 0) await never();
    printf("%d\n", r); // CHECK: 9
    return 0;
}
