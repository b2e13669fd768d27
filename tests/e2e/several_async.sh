# RUN: %e2e %s
# An async source, a plain one, an object and a library in one call; all of which that fail are reported.
cp "$inputs"/* .
cat >both.c <<'EOF'
#include <async.h>
#include "plain.h"
#include <stdio.h>
async int main(void) { await async_sleep(0); printf("%d\n", answer()); return 0; }
EOF
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc $sanitize both.c answer.c -lm -o prog
    prints 42 ./prog
    $asyncc $sanitize -c answer.c -o other.o
    $asyncc $sanitize both.c other.o -o prog
    prints 42 ./prog
    rm prog
    fails 1 $asyncc forgotten.c missing.c both.c answer.c -o prog
    says err "forgotten.c:7:5: error: "
    says err "cannot read 'missing.c'"
    [ ! -e prog ] || bad "linked in spite of errors"
done
