# RUN: %e2e %s
# A forgotten await: the message, its status, and no output.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    fails 1 $asyncc -c forgotten.c -o forgotten.o
    says err "forgotten.c:7:5: error: "
    says err "[-Wasync-unawaited]"
    says err "    7 |     f(1);"
    says err "1 error generated."
    [ ! -e forgotten.o ] || bad "wrote an object"
    fails 1 $asyncc -fcolor-diagnostics -c forgotten.c
    says err $'\033[0;1;31merror: '
done
