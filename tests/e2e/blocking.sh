# RUN: %e2e %s
# -fasync-blocking: the same output, in both forms linked together too; gdb shows the call chain.
cat >inner.c <<'END'
#include <async.h>
async int inner(int n)
{
    int seen = n * 2;
    await async_sleep(1);
    return seen; // stop here
}
END
cat >outer.c <<'END'
#include <async.h>
#include <stdio.h>
async int inner(int n);
static async int middle(int n)
{
    return await inner(n) + 1;
}
async int main(void)
{
    int a = 0, b = 0;
    await async_gather(a = middle(1), b = middle(2));
    printf("%d %d\n", a, b);
    return 0;
}
END
for cc in $backends; do
    export ASYNCC_CC=$cc
    for form in "" -fasync-blocking; do
        $asyncc $sanitize -g $form -c inner.c -o inner$form.o
        $asyncc $sanitize -g $form -c outer.c -o outer$form.o
    done
    for one in "" -fasync-blocking; do
        for two in "" -fasync-blocking; do
            $asyncc $sanitize inner$one.o outer$two.o -o program
            ./program >out
            says out "3 5"
        done
    done
done
$asyncc $sanitize -g -fasync-blocking inner.c outer.c -o program
gdb -q -batch -ex 'break inner.c:6' -ex run -ex backtrace -ex 'print seen' ./program >out 2>&1
says out "inner__body"
says out "middle__body"
says out '= 2'
