# RUN: %e2e %s
# A file that may not be read. The superuser may read everything: then as nobody.
cp "$inputs"/* .
chmod 000 answer.c
chmod 777 . "$here" "$TMPDIR"
run=
if [ "$(id -u)" = 0 ]; then
    # The tree itself may be closed to nobody.
    cp "$asyncc" ./copy
    run="setpriv --reuid=65534 --regid=65534 --clear-groups ./copy"
fi
fails 1 ${run:-$asyncc} -c answer.c
says err "asyncc: error: cannot read 'answer.c': Permission denied"
