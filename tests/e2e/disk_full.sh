# RUN: %e2e %s
# No room for the output.
cp "$inputs"/* .
for cc in $backends; do
    export ASYNCC_CC=$cc
    status=0
    $asyncc -c answer.c -o /dev/full 2>err || status=$?
    [ $status -ne 0 ] || bad "status 0"
    says err "No space left on device"
    status=0
    (trap '' XFSZ; ulimit -f 0; $asyncc -c answer.c -o answer.o) >/dev/null 2>&1 || status=$?
    [ $status -ne 0 ] || bad "status 0"
    [ ! -e answer.o ] || bad "half an object"
    rm -f "$TMPDIR"/symbolizer-* # clang's own
done
fails 1 $asyncc lower answer.c -o /dev/full
says err "asyncc: error: cannot write '/dev/full': No space left on device"
