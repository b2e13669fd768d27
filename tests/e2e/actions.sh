# RUN: %e2e %s
# -c, -S, -E, -fsyntax-only and a link, of plain and of async sources.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    for source in answer hello; do
        $asyncc -c $source.c
        file_type=$(od -An -c -N4 $source.o | tr -d ' ')
        [ "$file_type" = '177ELF' ] || bad "no object: $file_type"
        $asyncc -S $source.c
        says $source.s .text
        $asyncc -S $source.c -o - >assembly
        says assembly .text
        $asyncc -E $source.c -o $source.e
        says $source.e "# 1 \"$source.c\""
        $asyncc -E $source.c >out
        cmp out $source.e
        rm $source.*[ose]
        $asyncc -fsyntax-only $source.c
        [ ! -e $source.o ] && [ ! -e a.out ] || bad "-fsyntax-only wrote a file"
    done
    $asyncc $sanitize hello.c
    prints hello ./a.out
    $asyncc $sanitize hello.c -o prog
    prints hello ./prog
    rm a.out prog
done
