# RUN: %e2e %s
# Dependency files: names and targets as the back end would choose, for plain sources.
cp "$inputs"/* .
mkdir out src
cp plain.c plain.h src
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc -MD -c src/plain.c
    lists plain.d plain.o src/plain.c src/plain.h stdio.h
    $asyncc -MMD -c src/plain.c -o out/p.o
    lists out/p.d out/p.o src/plain.c src/plain.h
    silent_on out/p.d stdio.h
    $asyncc -MMD -MP -MF out/x.dep -c src/plain.c -o out/q.o
    lists out/x.dep out/q.o src/plain.h
    says out/x.dep "src/plain.h:"
    $asyncc -MD -MT a/b -MF y.dep -c src/plain.c
    lists y.dep a/b src/plain.c
    $asyncc -MD -MQ 'a$b' -MFz.dep -c src/plain.c
    lists z.dep 'a$$b'
    $asyncc -c -MD src/plain.c -o 'out/a b.o'
    lists 'out/a b.d' 'out/a\ b.o'
    $asyncc -MM src/plain.c >m
    lists m plain.o src/plain.c src/plain.h
    $asyncc -M src/plain.c -o m2
    lists m2 plain.o stdio.h
    $asyncc -S -MD src/plain.c -o out/s.s
    lists out/s.d out/s.s
    rm -f ./*.d ./*.dep out/*
done
