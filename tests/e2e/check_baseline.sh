# RUN: %e2e %s
# asyncc check --baseline: only new findings count.
cp "$inputs"/locks.c .
fails 2 $asyncc check --baseline=known.json locks.c
says err "cannot read the baseline 'known.json'"
fails 0 $asyncc check --write-baseline=known.json locks.c
[ ! -s out ] || bad "reported what it wrote down"
says known.json '"lock-across-await"'
fails 0 $asyncc check --baseline=known.json locks.c

# lines move; a second finding of the same kind is new
sed -i '1i /* moved */' locks.c
fails 0 $asyncc check --baseline=known.json locks.c
printf 'async int more(int fd)\n{\n    return fsync(fd);\n}\n' >>locks.c
fails 1 $asyncc check --baseline=known.json locks.c
says out "locks.c:26:12: warning: 'fsync' blocks"
says err "1 warning generated."
fails 1 $asyncc check --baseline=known.json --format=sarif locks.c
prints "1 results, 0 with flows, 1 with fixes" python3 "$root/tests/support/sarif_check.py" out

# settled ones are told
sed -i 's/pthread_mutex_lock(&lock);//' locks.c
fails 1 $asyncc check --baseline=known.json locks.c
says err "1 finding of the baseline is gone"
echo '{}' >known.json
fails 2 $asyncc check --baseline=known.json locks.c
says err "'known.json' is no baseline"
