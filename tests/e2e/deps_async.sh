# RUN: %e2e %s
# Dependency files of async sources; our own headers are system headers.
cp "$inputs"/* .
mkdir out src
cp hello.c hello.h src
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc -MD -c src/hello.c
    lists hello.d hello.o src/hello.c src/hello.h async.h
    $asyncc -MMD -c src/hello.c -o out/p.o
    lists out/p.d out/p.o src/hello.c src/hello.h
    silent_on out/p.d async.h
    $asyncc -MMD -MP -MF out/x.dep -c src/hello.c -o out/q.o
    lists out/x.dep out/q.o src/hello.h
    says out/x.dep "src/hello.h:"
    $asyncc -MD -MT a/b -MF y.dep -c src/hello.c
    lists y.dep a/b src/hello.c
    $asyncc -c -MMD src/hello.c -o 'out/a b.o'
    lists 'out/a b.d' 'out/a\ b.o'
    $asyncc $sanitize -MMD src/hello.c -o out/prog
    lists out/prog.d out/prog src/hello.c
    prints hello ./out/prog
    $asyncc -MMD -MF - -c src/hello.c >m
    lists m hello.o src/hello.h
    $asyncc -MM src/hello.c >m
    lists m hello.o src/hello.h
    silent_on m async.h
    $asyncc -c -Wp,-MMD,wp.d src/hello.c
    lists wp.d hello.o src/hello.h
    rm -f ./*.d ./*.dep out/*
done
