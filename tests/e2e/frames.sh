# RUN: %e2e %s
# asyncc frames: bytes of a function, of its variables and at each await; the deepest stack.
cat >inner.c <<'END'
#include <async.h>
async int inner(int a)
{
    char buffer[100];
    buffer[a] = 1;
    await async_sleep(1);
    return buffer[a];
}
END
cat >outer.c <<'END'
#include <async.h>
async int inner(int a);
async int unknown(int a);
static async int down(int depth) { return depth ? await down(depth - 1) : 0; }
static async int three(void) { return 3; }
static async int outer(long first)
{
    long second = await inner(1) + first;
    long third = await inner(2);
    {
        defer await async_sleep(1);
        second += third;
    }
    return (int)second;
}
static async int through(async int (*f)(int)) { return await f(1); }
async int main(void)
{
    int a, b;
    await async_gather(a = outer(1), b = unknown(2));
    return a + b + await outer(2) + await three() + await down(3) + await through(inner);
}
END
$asyncc frames inner.c >out
says out "inner.c:2: inner: 144 bytes"
says out "        36     100  buffer           variable, line 4"
says out "        32       4  a                parameter, line 2"
says out "    line 6: await of async_sleep, 104 bytes live: a, buffer"
says out "    stack of a task that runs it: 144 bytes (inner)"

$asyncc frames inner.c outer.c >out
says out "outer.c:6: outer: 64 bytes"
says out "line 9: await of inner, 12 bytes live: second, tmp_2"
says out "line 11: await of async_sleep, 20 bytes live: second, exit_1"
says out "stack of a task that runs it: 208 bytes (outer > inner)"
says out "three: 32 bytes as the first of a task, none when awaited"
says out "stack of a task that runs it: no bound (down > down)"
says out "what the last needs (through > a call through a pointer)"
says out "stack of a task that runs it: no bound (main > down > down)"
says out "await of async_gather"

# What is not here is not guessed; main's own part is all that it can promise.
$asyncc frames outer.c >out
says out "bytes, and what the last needs (outer > inner)"

# With -O0 variables keep their storage to the end of their block.
$asyncc frames -O0 outer.c >out
says out "outer.c:6: outer: "

fails 1 $asyncc frames
says err "'asyncc frames' takes C sources"
fails 1 $asyncc frames missing.c
says err "missing.c"
cp "$inputs"/forgotten.c .
fails 1 $asyncc frames forgotten.c
says err "forgotten.c:7:5: error: "
if [ -w /dev/full ]; then
    status=0
    $asyncc frames inner.c >/dev/full 2>err || status=$?
    [ $status -eq 1 ] || bad "a full disk went unnoticed"
fi

# The figures are those of the C compiler.
export ASYNCC_CC=$clang
cp -r "$root"/tests/compiler/lower/Inputs .
cp "$root"/tests/compiler/lower/{local_alignment,local_bit_fields,local_types,vla,group,op_nested,type_vector}.c .
differ=$(bash "$root/tests/support/frame-sizes" *.c "$root"/samples/*/main.c)
[ -z "$differ" ] || bad "other sizes than those of the C compiler: $differ"
