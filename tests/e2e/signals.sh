# RUN: %e2e %s
# SIGINT, SIGTERM, SIGHUP: the process ends by that signal and leaves nothing.
cp "$inputs"/* .
cat >slow-cc <<'EOF'
#!/bin/bash
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then printf half >"$2"; fi
    shift
done
touch started
exec sleep 60
EOF
chmod +x slow-cc
for signal in INT TERM HUP; do
    rm -f started
    # Bash ignores SIGINT in its background jobs; env gives it back.
    ASYNCC_CC=./slow-cc env --default-signal $asyncc -c answer.c -o answer.o &
    job=$!
    while [ ! -e started ]; do sleep 0.05; done
    kill -$signal $job
    status=0
    wait $job || status=$?
    [ $status = $((128 + $(kill -l $signal))) ] || bad "status $status after SIG$signal"
    [ ! -e answer.o ] || bad "half an object after SIG$signal"
    no_temporaries
done
