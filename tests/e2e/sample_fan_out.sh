# RUN: %e2e %s
# samples/fan_out: a real nginx, ten at a time are much faster; what cannot be fetched is told.
sample=$root/samples/fan_out
for cc in $backends; do
    export ASYNCC_CC=$cc
    CFLAGS="-O1 -Wall -Wextra -Werror $sanitize" DELAY_MS=20 "$sample/demo.sh" >out
    sed 's/127.0.0.1:[0-9]*/127.0.0.1:N/; s/ *[0-9]* ms/ N ms/g; s/^[0-9]* times/N times/' out |
        diff "$sample/expected" -
    slow=$(sed -n 's/^one by one: *\([0-9]*\) ms/\1/p' out)
    fast=$(sed -n 's/^ten at a time: *\([0-9]*\) ms/\1/p' out)
    [ "$slow" -ge 2000 ] && [ $((fast * 2)) -lt "$slow" ] || bad "$slow ms, $fast ms"

    $asyncc $sanitize "$sample/main.c" -o fan_out
    fails 1 ./fan_out http://127.0.0.1:1/ ftp://x/ http://:80/ http://127.0.0.1:0/ http://127.0.0.1x:
    says out "http://127.0.0.1:1/: connection refused"
    says out "ftp://x/: invalid argument"
    says out "5 pages, 5 missing, 0 bytes in "
    [ ! -s err ] || bad "a progress line without a terminal: $(cat err)"
    script -qec './fan_out http://127.0.0.1:1/ >out' /dev/null >err || true
    says err "0 of 1 pages, 1 on their way"
    fails 2 ./fan_out
    fails 2 ./fan_out -j 0 http://127.0.0.1:1/
done

# One answer each from nc-like servers of bash: cut short, no HTTP, no end of the head.
answer() { # TEXT - prints the fan_out line for a server that says it
    python3 - "$1" <<'PY'
import socket, subprocess, sys
with socket.create_server(("127.0.0.1", 0)) as server:
    server.settimeout(20)
    url = "http://127.0.0.1:%d" % server.getsockname()[1]
    client = subprocess.Popen(["./fan_out", url], stdout=subprocess.PIPE, text=True)
    with server.accept()[0] as connection:
        connection.settimeout(20)
        assert connection.recv(4096).startswith(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:")
        connection.sendall(sys.argv[1].encode().decode("unicode_escape").encode())
    print(client.communicate(timeout=20)[0].splitlines()[0].replace(url, "URL"))
PY
}
is() { # TEXT PATTERN
    local line
    line=$(answer "$1")
    [[ $line == $2 ]] || bad "'$line' is not '$2'"
}
is 'HTTP/1.1 200 OK\r\n\r\nbody' '200        4 bytes * ms  URL'
is 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n' '404        0 bytes * ms  URL'
is 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody' '*URL: end of file'
is 'SSH-2.0-x\r\n\r\n' '*URL: protocol error'
is 'HTTP/1.1 200 OK\r\n' '*URL: protocol error'
