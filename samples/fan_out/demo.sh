#!/bin/bash
# demo.sh - a hundred pages from a real nginx on the loopback: one by one, then ten at a time.
#
# nginx (Debian: nginx-light) runs as the calling user, with a configuration, a port and a folder
# of its own, all of which are gone at the end. Its echo module lets each answer come
# DELAY_MS late, as over a network. Settings (environment): ASYNCC, CFLAGS, DELAY_MS.

set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
asyncc=${ASYNCC:-$here/../../build/bin/asyncc}
delay_ms=${DELAY_MS:-50}
pages=100
echo_module=/usr/lib/nginx/modules/ngx_http_echo_module.so

die() {
    echo "demo: $*" >&2
    exit 1
}

folder=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Pages of 300 to 64,000 bytes; prints the sum.
make_pages() {
    local i size sum=0
    mkdir -p "$folder/page"
    head -c 64000 /dev/zero | tr '\0' . >"$folder/dots"
    for ((i = 0; i < pages; i++)); do
        size=$((300 + i * i * 6371 % 63700))
        head -c $size "$folder/dots" >"$folder/page/$i"
        sum=$((sum + size))
    done
    echo $sum
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

configure() { # PORT
    local late=
    if [ -e $echo_module ]; then
        echo "load_module $echo_module;"
        late="location /page/ { echo_sleep $(printf '%d.%03d' $((delay_ms / 1000)) $((delay_ms % 1000))); echo_exec /late\$uri; }"
    else
        delay_ms=0
    fi
    cat <<CONF
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events { worker_connections 256; }
http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    server {
        listen 127.0.0.1:$1;
        root .;
        $late
        location /late/ { internal; alias ./; }
    }
}
CONF
}

# Starts nginx on a port that nobody has.
start_server() {
    local try
    for port in $(shuf -i 20000-32000 -n 20); do
        listens "$port" && continue
        configure "$port" >"$folder/nginx.conf"
        "$nginx" -p "$folder" -c nginx.conf -e error.log >/dev/null 2>&1 &
        server=$!
        for try in {1..100}; do
            [ -s "$folder/nginx.pid" ] && listens "$port" && return
            kill -0 $server 2>/dev/null || break
            sleep 0.05
        done
        kill $server 2>/dev/null || true
        wait $server || true
        server=
    done
    cat "$folder/error.log" >&2 || true
    die "nginx does not start"
}

# fetch LIMIT - fetches them all, leaves the lines in $folder/LIMIT.
fetch() {
    "$folder/fan_out" -j "$1" "${urls[@]}" >"$folder/$1" || { cat "$folder/$1"; die "pages are missing"; }
    grep -q "^$pages pages, 0 missing, $bytes bytes" "$folder/$1" || die "not what nginx has"
}

milliseconds() { sed -n 's/.* bytes in \([0-9]*\) ms.*/\1/p' "$folder/$1" | tail -n 1; }

nginx=$(PATH=$PATH:/usr/sbin:/sbin command -v nginx) || die "nginx is missing (apt-get install nginx-light)"
# shellcheck disable=SC2086
"$asyncc" ${CFLAGS:--O2} "$here/main.c" -o "$folder/fan_out"
bytes=$(make_pages)
start_server
[ -e $echo_module ] || delay_ms=0
urls=()
for ((i = 0; i < pages; i++)); do
    urls+=("http://127.0.0.1:$port/page/$i")
done

echo "$pages pages, $bytes bytes, from nginx on 127.0.0.1:$port; each answer comes $delay_ms ms late"
fetch 1
echo "one by one:    $(milliseconds 1) ms"
fetch 10
echo "ten at a time: $(milliseconds 10) ms"
sed -n '1,5p;$p' "$folder/10" | sed '5a ...' | sed 's/^/    /'
slow=$(milliseconds 1) fast=$(milliseconds 10)
echo "$((slow / (fast > 0 ? fast : 1))) times as fast"
