# RUN: %e2e %s
# Outputs that are no regular files, and ones that exist already.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc -c answer.c -o /dev/null
    [ -c /dev/null ] || bad "/dev/null is gone"
    $asyncc -S answer.c -o /dev/stdout | grep -q answer
    printf old >answer.o
    fails 1 $asyncc -c -DE -Dint=x answer.c -o answer.o
    umask 027
    $asyncc -c answer.c -o mode.o
    prints 640 stat -c %a mode.o
    $asyncc plain.c answer.c -o prog
    prints 750 stat -c %a prog
    umask 022
    rm -f ./*.o prog
done
