# RUN: %e2e %s
# The launcher form: a compiler as the first argument, perhaps behind ccache.
cp "$inputs"/* .
export CCACHE_DIR=$here/ccache
for cc in $backends; do
    ASYNCC_CC=/no/such $asyncc $cc -c answer.c
    rm answer.o
    $asyncc $(basename $cc) -c answer.c plain.c
    $asyncc $cc answer.o plain.o -o prog
    prints 42 ./prog
    $asyncc ccache $cc -c answer.c -o answer2.o
    cmp answer.o answer2.o
    $asyncc $cc --version >version
    $cc --version | cmp - version
    rm answer.o
done
printf '#ifdef __cplusplus\nextern "C"\n#endif\nint answer() { return 42; }\n' >answer.cc
$asyncc $gcc -c answer.cc -o answer.o
$asyncc $gcc plain.c answer.o -o prog
prints 42 ./prog
