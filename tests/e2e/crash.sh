# RUN: %e2e %s
# A back end that is killed in the middle of its output.
cp "$inputs"/* .
cat >dying-cc <<'EOF'
#!/bin/bash
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then printf half >"$2"; fi
    shift
done
kill -SEGV $$
EOF
chmod +x dying-cc
fails 1 env ASYNCC_CC=./dying-cc $asyncc -c answer.c -o answer.o
says err "asyncc: error: back end './dying-cc' was killed by signal 11 (Segmentation fault)"
[ ! -e answer.o ] || bad "half an object"
fails 1 env ASYNCC_CC=./dying-cc $asyncc plain.c answer.c -o prog
[ ! -e prog ] || bad "half a program"
printf old >answer.o
fails 1 env ASYNCC_CC=./dying-cc $asyncc -c answer.c -o answer.o
prints old cat answer.o
