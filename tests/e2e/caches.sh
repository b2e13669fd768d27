# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# ccache before or behind asyncc knows what it has compiled; distcc behind it has the lowered C compiled by a server.
cp "$inputs"/hello.* .
export CCACHE_DIR=$here/ccache DISTCC_DIR=$here/distcc DISTCC_FALLBACK=0
mkdir "$DISTCC_DIR"

hits() { ccache --print-stats | awk '/^(direct|preprocessed)_cache_hit/ { sum += $2 } END { print sum }'; }

# cached COMMAND...: compiles twice, the second time from the cache
cached() {
    local n
    ccache -C -z >/dev/null 2>&1
    for n in 0 1; do
        "$@" -c hello.c -o $n.o
        [ "$(hits)" -eq $n ] || bad "$*: $(hits) hits, not $n"
    done
    cmp 0.o 1.o
}

for cc in $backends; do
    cached $asyncc ccache $cc
    cached env ASYNCC_CC=$cc ccache $asyncc
done

# serve: starts distccd on a free port
serve() {
    local tries
    for ((tries = 0; tries < 20; tries++)); do
        port=$((20000 + RANDOM % 10000))
        TMPDIR=/tmp distccd --no-detach --daemon --listen 127.0.0.1 --allow 127.0.0.1 --port $port --log-stderr \
            --log-level info >served 2>&1 &
        server=$!
        while kill -0 $server 2>/dev/null; do
            (: </dev/tcp/127.0.0.1/$port) 2>/dev/null && return
            sleep 0.05
        done
    done
    bad "distccd does not start: $(cat served)"
}

serve
trap 'kill $server; chmod -R u+rwx "$here"; rm -rf "$here"' EXIT
for cc in $backends; do
    DISTCC_HOSTS=127.0.0.1:$port $asyncc distcc $(basename $cc) -c hello.c -o far.o
    $asyncc $cc far.o -o hello
    prints hello ./hello
done
[ "$(grep -c 'COMPILE_OK' served)" -eq $(wc -w <<<"$backends") ] || { cat served >&2; bad "not compiled by distccd"; }
