# RUN: %e2e %s
# The launcher form with async sources.
cp "$inputs"/* .
export CCACHE_DIR=$here/ccache
for cc in $backends; do
    $asyncc $cc $sanitize -c hello.c
    $asyncc $cc $sanitize hello.o -o prog
    prints hello ./prog
    $asyncc ccache $cc $sanitize -c hello.c -o hello2.o
    cmp hello.o hello2.o
    ASYNCC_CC="ccache $cc" $asyncc $sanitize -c hello.c -o hello3.o
    cmp hello.o hello3.o
    rm hello*.o
done
