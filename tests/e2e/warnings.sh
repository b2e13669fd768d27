# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# What the back end has to say about async functions: once, at the user's line.
cat >warned.c <<'END'
#include <async.h>
#include <stdio.h>
async int work(int n);
async int work(int n)
{
    int unused; // -Wunused-variable
    unsigned limit = 3;
    if (await work(n) < limit) // -Wsign-compare
        printf("%s\n", await work(1)); // -Wformat=
    switch (await work(2)) {
    case 1:
        n += await work(n);
        n++; // -Wimplicit-fallthrough
    case 2:
        n++;
    }
    if (n = 2) // -Wparentheses
        await async_yield();
    return n;
}
END
for cc in $backends; do
    ASYNCC_CC=$cc $asyncc -Wall -Wextra -Wimplicit-fallthrough -c warned.c >out 2>&1
    expected="parentheses:17 sign-compare:8 unused-variable:6"
    case $cc in
    *clang*) expected="format:9 implicit-fallthrough:14 $expected" ;;
    *) expected="format=:9 implicit-fallthrough=:13 $expected" ;;
    esac
    sed -nE 's/^warned.c:([0-9]+):.*warning: .*\[-W(.*)\]$/\2:\1/p' out | sort | tr '\n' ' ' >found
    [ "$(cat found)" = "$expected " ] || { cat out >&2; bad "$cc: $(cat found)"; }
    [ "$(grep -c warning: out)" -eq $(wc -w <<<"$expected") ] || { cat out >&2; bad "$cc: other warnings"; }
done
