# RUN: %e2e %s
# A source from standard input.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc -c -x c - -o answer.o <answer.c
    $asyncc plain.c answer.o -o prog
    prints 42 ./prog
    $asyncc -x c - -x none answer.o -o prog <plain.c
    prints 42 ./prog
    $asyncc -E -x c - <answer.c >out
    says out '# 1 "<stdin>"'
    printf 'int f(void) { return x; }\n' >bad.c
    fails 1 $asyncc -c -x c - -o bad.o <bad.c
    says err '<stdin>:1:'
done
