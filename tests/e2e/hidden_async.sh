# RUN: %e2e %s
# Async code that only a header's macros spell is found.
cat >hidden.h <<'EOF'
#include <async.h>
#define MAIN async int main(void)
#define NAP await async_sleep(1)
EOF
cat >hidden.c <<'EOF'
#include "hidden.h"
#include <stdio.h>
MAIN
{
    NAP;
    puts("found");
    return 0;
}
EOF
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc $sanitize hidden.c -o prog
    prints found ./prog
    $asyncc $sanitize -c hidden.c
    $asyncc $sanitize hidden.o -o prog
    prints found ./prog
done
