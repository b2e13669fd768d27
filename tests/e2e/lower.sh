# RUN: %e2e %s
# asyncc lower: C that gcc and clang compile without asyncc.
cp "$inputs"/* .
[ -z "$sanitize" ] || exit 0
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc lower hello.c -o hello.out.c
    $asyncc lower hello.c
    cmp hello.lowered.c hello.out.c
    $asyncc lower hello.c -o - | cmp - hello.out.c
    $asyncc lower -I. -x c - <hello.c >stdin.c
    [ -s stdin.c ] || bad "nothing from standard input"
    silent_on hello.out.c 'await async_sleep'
    for compiler in $gcc $clang; do
        $compiler -std=c11 -Wall -Wextra -Werror -I"$ASYNCC_BUILD/include" hello.out.c -o prog \
            "$ASYNCC_BUILD/lib/libasync.a" -luv -lpthread
        prints hello ./prog
    done
done
$asyncc lower answer.c -o - | cmp - answer.c
fails 1 $asyncc lower forgotten.c -o no.c
says err "forgotten.c:7:5: error: "
[ ! -e no.c ] || bad "wrote no.c in spite of errors"
fails 1 $asyncc lower hello.c answer.c
fails 1 $asyncc lower
