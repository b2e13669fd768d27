# RUN: %e2e %s
# Files that the back end names after its output: coverage, split debug information.
cp "$inputs"/* .
mkdir out
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc --coverage -c answer.c -o out/answer.o
    [ -f out/answer.gcno ] || bad "no out/answer.gcno: $(ls out)"
    $asyncc -g -gsplit-dwarf -c answer.c -o out/split.o
    [ -f out/split.dwo ] || bad "no out/split.dwo: $(ls out)"
    $asyncc -save-temps -c answer.c -o out/saved.o
    [ -n "$(find . -name '*.i')" ] || bad "no preprocessed text"
    rm -f out/* ./*.i ./*.s ./*.bc
done
