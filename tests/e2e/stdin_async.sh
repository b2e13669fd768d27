# RUN: %e2e %s
# An async source from standard input.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc $sanitize -I. -x c - -o prog <hello.c
    prints hello ./prog
    $asyncc $sanitize -c -I. -x c - -o hello.o <hello.c
    $asyncc $sanitize hello.o -o prog
    prints hello ./prog
    fails 1 $asyncc -c -x c - -o bad.o <forgotten.c
    says err '<stdin>:7'
done
