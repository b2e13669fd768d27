# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# gdb stops at the user's lines; `next` goes over an await to the line behind it.
cat >stepped.c <<'END'
#include <async.h>
static async int step(int n)
{
    return n + 1;
}
async int main(void)
{
    int n = 1;
    n += await step(n);
    n *= 2;
    n = await step(n) + n;
    return n != 13;
}
END
for cc in $backends; do
    ASYNCC_CC=$cc $asyncc -g -O0 stepped.c -o stepped
    gdb -q -batch -ex 'break stepped.c:9' -ex run -ex next -ex next -ex next ./stepped >out 2>&1
    sed -nE 's/^([0-9]+)\t.*/\1/p' out | uniq | tr '\n' ' ' >lines
    [ "$(cat lines)" = "9 10 11 12 " ] || { cat out >&2; bad "$cc: lines $(cat lines)"; }
done
