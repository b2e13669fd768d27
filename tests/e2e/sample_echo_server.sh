# RUN: %e2e %s
# samples/echo_server: a thousand connections held and answered; SIGINT ends it with them open.
sample=$root/samples/echo_server
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
server=
trap '[ -z "$server" ] || kill -KILL $server; chmod -R u+rwx "$here"; rm -rf "$here"' EXIT
for cc in $backends; do
    export ASYNCC_CC=$cc
    for source in main client; do
        $asyncc -O1 -g -Wall -Wextra -Werror $sanitize "$sample/$source.c" -o $source
    done
    for signal in INT TERM; do
        # Bash ignores SIGINT in its background jobs; env gives it back.
        rm -f address
        env --default-signal ./main >address 2>log &
        server=$!
        for try in {1..200}; do
            [ ! -s address ] || break
            sleep 0.05
        done
        port=$(sed -n 's/^listening on 127.0.0.1:\([0-9]*\)$/\1/p' address)
        timeout 60 ./client "$port" | cmp - "$sample/expected"

        exec 3<>"/dev/tcp/127.0.0.1/$port"
        echo "still there" >&3
        read -r -t 20 line <&3
        [ "$line" = "still there" ] || bad "answered '$line'"
        kill -$signal $server
        status=0
        wait $server || status=$?
        server=
        [ $status = $((128 + $(kill -l $signal))) ] || bad "status $status after SIG$signal"
        [ ! -s log ] || bad "$(cat log)"
        ! read -r -t 20 line <&3 || bad "heard '$line' after the end"
        exec 3<&- 3>&-
    done
    fails 1 timeout 60 ./client "$port" 3
    says err "connection refused"
    fails 1 timeout 20 ./main 99999
done
