# RUN: %e2e %s
# Several sources, objects and libraries in one call.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc plain.c answer.c -o prog
    prints 42 ./prog
    $asyncc -c plain.c answer.c
    $asyncc plain.o answer.o -lm -o prog
    prints 42 ./prog
    $asyncc plain.c answer.o -lm
    prints 42 ./a.out
    ar rc libanswer.a answer.o
    $asyncc plain.c -L. -lanswer -o prog
    prints 42 ./prog
    rm -f prog a.out ./*.o
done
