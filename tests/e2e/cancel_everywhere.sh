# RUN: %e2e %s
# The samples, cancelled at each of their awaits in turn (ASYNC_TEST, async/test.h), and with each
# of the runtime's allocations failing: they end, and leave nothing behind.
export ASYNCC_CC=$clang
samples=$root/samples

# everywhere FAULT PROGRAM... - until the fault is not met any more; the count is in `runs`.
everywhere() {
    local fault=$1 status
    shift
    for ((runs = 1; runs < 1000; runs++)); do
        status=0
        ASYNC_TEST=$mode,$fault=$runs timeout 60 "$@" >out 2>err || status=$?
        ! grep -q 'Sanitizer\|runtime error\|not closed\|not freed\|deadlock' err ||
            { cat err >&2; bad "$fault=$runs: $*"; }
        [ $status -le 1 ] || { cat err >&2; bad "$fault=$runs: status $status: $*"; }
        grep -q "cancelled at suspension $runs\|allocation $runs failed" err || break
    done
    [ "$runs" -lt 1000 ] || bad "no end: $*"
}

at_least() { [ "$runs" -gt "$1" ] || bad "only $runs runs, mode $mode"; }

$asyncc $sanitize -O1 -g "$samples/hello/main.c" -o hello
$asyncc $sanitize -O1 -g "$samples/checksum/main.c" "$samples/checksum/crc.c" -o checksum
$asyncc $sanitize -O1 -g "$samples/find_lines/main.c" -o find_lines
mkdir -p tree/a/b tree/c
for name in one a/two a/b/three a/b/four c/five c/six; do
    echo "$name" >tree/$name
done
$asyncc $sanitize -O1 -g "$samples/fan_out/main.c" -o fan_out
$asyncc $sanitize -O1 -g "$samples/echo_server/main.c" -o echo_server

for mode in clock=virtual clock=virtual,yield,seed=5; do
    everywhere cancel ./hello
    at_least 5
    diff <(sort out) <(sort "$samples/hello/expected")
    everywhere alloc ./hello
    at_least 2
    everywhere cancel ./checksum -j 2 tree
    at_least 10
    [ "$(wc -l <out)" -eq 6 ]
done
everywhere alloc ./checksum -j 2 tree
at_least 5

seq 30 >numbers
for mode in clock=virtual clock=virtual,yield,seed=5; do
    everywhere cancel ./find_lines -m 4 1 numbers numbers
    at_least 5
    [ "$(wc -l <out)" -eq 8 ]
done
everywhere alloc sh -c './find_lines -m 4 1 numbers numbers || [ $? -eq 2 ]' # as grep
at_least 5

# A server that answers whoever comes.
cat >server.py <<'PY'
import socket, sys
with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    while True:
        with server.accept()[0] as connection:
            try:
                if connection.recv(4096):
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody")
            except OSError:
                pass
PY
mkfifo port
python3 server.py >port &
server=$!
trap 'kill $server; chmod -R u+rwx "$here"; rm -rf "$here"' EXIT
read -r port <port
url=http://127.0.0.1:$port/
mode=yield,seed=3
everywhere cancel ./fan_out -j 1 "$url" "$url"
at_least 10
says out "2 pages, 0 missing, 8 bytes"
everywhere alloc ./fan_out -j 1 "$url" "$url"
at_least 10

# Each server is told to end when its client has what it wants, or the server is gone.
cat >client.py <<'PY'
import os, signal, socket, subprocess, sys
server = subprocess.Popen(["./echo_server"], stdout=subprocess.PIPE, text=True)
line = server.stdout.readline()
try:
    for i in range(2):
        with socket.create_connection(("127.0.0.1", int(line.rsplit(":")[-1])), 10) as connection:
            connection.settimeout(10)
            connection.sendall(b"hello")
            connection.recv(5)
except (OSError, ValueError):
    pass
server.send_signal(signal.SIGTERM)
status = server.wait(20)
sys.exit(0 if status == -signal.SIGTERM else status)
PY
everywhere cancel python3 client.py
at_least 3
