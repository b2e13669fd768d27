# RUN: %e2e %s
# Debug information of lowered code names the user's file; twice the same object.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc -g -O1 -c hello.c -o one.o
    $asyncc -g -O1 -c hello.c -o two.o
    cmp one.o two.o
    llvm-dwarfdump-19 --debug-info one.o >out
    says out 'DW_AT_name	("hello.c")'
    silent_on out "$TMPDIR"
done
