# RUN: %e2e %s
# The same for async sources; -save-temps shows the lowered C.
cp "$inputs"/* .
mkdir out
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc --coverage -c hello.c -o out/hello.o
    [ -f out/hello.gcno ] || bad "no out/hello.gcno: $(ls out)"
    $asyncc -g -gsplit-dwarf -c hello.c -o out/split.o
    [ -f out/split.dwo ] || bad "no out/split.dwo: $(ls out)"
    $asyncc $sanitize -save-temps -c hello.c -o out/saved.o
    says hello.i async_sleep
    says hello.lowered.c async_sleep
    rm -f out/* ./*.i ./*.s ./*.bc hello.lowered.c
done
