# RUN: %e2e %s
# --version, --help, -print-*, -v, -###, explain.
cp "$inputs"/* .
$asyncc --version >out
says out "asyncc 0."
says out "clang version"
$asyncc --help >out
says out "usage: asyncc"
$asyncc explain >out
says out "-Wasync-unawaited (error)"
$asyncc explain async-pointer >out
says out "-Wasync-pointer"
fails 1 $asyncc explain no-such-thing
for cc in $backends; do
    export ASYNCC_CC=$cc
    for option in -dumpmachine -print-search-dirs -print-file-name=libc.so; do
        $asyncc $option >out
        $cc $option | cmp - out
    done
    $asyncc -v 2>err
    says err "version"
    $asyncc -### -c answer.c >out 2>&1
    says out answer.c
    [ ! -e answer.o ] || bad "-### compiled"
    $asyncc -v -c answer.c 2>err
    says err "answer.c"
    rm answer.o
done
