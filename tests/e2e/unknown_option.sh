# RUN: %e2e %s
# The back end says itself what it thinks of an option.
cp "$inputs"/* .
for cc in $backends; do
    for option in -fno-such-thing --no-such-thing; do
        fails 1 $cc $option -c answer.c
        grep -v generated err >expected
        ASYNCC_CC=$cc fails 1 $asyncc $option -c answer.c
        grep -v generated err | cmp - expected
        [ ! -e answer.o ] || bad "wrote an object"
    done
done
