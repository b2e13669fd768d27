# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# gcov of gcc and of clang count the user's lines, around awaits too. A line whose await has suspended may count
# twice: the function comes back to it.
cat >counted.c <<'END'
#include <async.h>
static async int step(int n)
{
    await async_yield();
    return n + 1; // 7
}
async int main(void)
{
    int n = 0;
    for (int i = 0; i < 5; i++) {
        n = await step(n); // 5
        if (n == 2) // 5
            n = await step(n); // 1
        else if (n > 100)
            n = await step(0); // 0
    }
    n = n + await step(1); // 1
    return n != 8; // 1
}
END

# counts FILE: its counts are those of the comments
counts() {
    awk '
        !/\/\/ [0-9]+$/ { next }
        { count = $1 == "#####:" ? 0 : $1 + 0; executed = $NF + 0; all++ }
        count < executed || count > executed * (/await/ ? 2 : 1) { wrong++ }
        END { exit wrong || all != 7 }' "$1" || { cat "$1" >&2; bad "counts of $1"; }
}

# measure COMPILER GCOV...
measure() {
    rm -f *.gc*
    ASYNCC_CC=$1 $asyncc --coverage -O0 counted.c -o counted
    ./counted
    "${@:2}" counted-counted.gcda >/dev/null
    counts counted.c.gcov
}

measure $gcc gcov
measure $clang llvm-cov-19 gcov

# clang's own mapping knows nothing of line markers
ASYNCC_CC=$clang $asyncc -fprofile-instr-generate -fcoverage-mapping -c counted.c 2>err
says err "asyncc: warning: '-fcoverage-mapping' takes no account of line markers"
says err "'--coverage' does"
