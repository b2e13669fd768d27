# RUN: %e2e %s
# The programs of the right corpus that test themselves: no message, and one output, with both back ends, as blocking
# functions, and with a suspension at each call in a drawn order; on a clock that a busy machine does not hurry.
for name in broker build crawler heartbeat jobs memcache resolver shipper; do
    for cc in $backends; do
        for form in -O2 "-O1 -fasync-blocking"; do
            ASYNCC_CC=$cc $asyncc $sanitize -std=gnu17 $form -Wall -Wextra "$root/tests/corpus/good/$name.c" -o $name \
                >messages 2>&1 || { cat messages >&2; bad "$cc $form: $name"; }
            [ ! -s messages ] || { cat messages >&2; bad "$cc $form: $name"; }
            ASYNC_TEST=clock=virtual timeout 60 ./$name >out || bad "$cc $form: $name: status $?"
            [ -e $name.first ] || cp out $name.first
            cmp out $name.first || bad "$cc $form: $name: another output"
        done
    done
    ASYNC_TEST=yield,seed=3,clock=virtual timeout 60 ./$name >out || bad "$name in test mode: status $?"
    cmp out $name.first || bad "$name in test mode: another output"
    [ "$(wc -l <out)" -ge 4 ] || bad "$name printed nothing"
done
