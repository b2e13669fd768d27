# RUN: %e2e %s
# asyncc lower: C that gcc and clang compile without asyncc.
cp "$inputs"/* .
[ -z "$sanitize" ] || exit 0
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc lower hello.c -o hello.out.c
    $asyncc lower hello.c
    says hello.out.c '"hello.out.c"' # what its own lines are called
    sed 's/"hello.lowered.c"/"hello.out.c"/' hello.lowered.c | cmp - hello.out.c
    $asyncc lower hello.c -o - | sed 's/"lowered.c"/"hello.out.c"/' | cmp - hello.out.c
    $asyncc lower -I. -x c - <hello.c >stdin.c
    [ -s stdin.c ] || bad "nothing from standard input"
    silent_on hello.out.c 'await async_sleep'
    for compiler in $gcc $clang; do
        $compiler -std=c11 -Wall -Wextra -Werror -I"$ASYNCC_BUILD/include" hello.out.c -o prog \
            "$ASYNCC_BUILD/lib/libasync.a" -luv -lpthread
        prints hello ./prog
    done
done
# every header of ours stays in the text, each once
{
    for header in "$ASYNCC_BUILD"/include/async/*.h; do
        echo "#include <async/$(basename "$header")>"
    done
    echo '#include <async.h>'
    echo 'async int main(void) { async_task(void) t = async_spawn(async_yield()); return await async_wait_any(&t, 1); }'
} >headers.c
for cc in $backends; do
    ASYNCC_CC=$cc $asyncc lower -Wno-async-dropped-task headers.c
    for compiler in $gcc $clang; do
        $compiler -std=gnu17 -Wall -Wextra -Werror -I"$ASYNCC_BUILD/include" -c headers.lowered.c -o headers.o
    done
    ASYNCC_CC=$cc $asyncc lower -Wall -Wextra -Wno-async-dropped-task headers.c
    for compiler in $gcc $clang; do
        $compiler -std=gnu17 -Wall -Wextra -Werror -I"$ASYNCC_BUILD/include" -c headers.lowered.c -o headers.o
    done
done
$asyncc lower answer.c -o - | cmp - answer.c
fails 1 $asyncc lower forgotten.c -o no.c
says err "forgotten.c:7:5: error: "
[ ! -e no.c ] || bad "wrote no.c in spite of errors"
fails 1 $asyncc lower hello.c answer.c
fails 1 $asyncc lower
