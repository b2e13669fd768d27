# RUN: %e2e %s
# ASYNCC_CC may hold options and programs in front of the compiler; libclang hears of the options too.
cp "$inputs"/* .
cat >long.c <<'EOF'
#include <async.h>
#include <wchar.h>
_Static_assert(sizeof(wchar_t) == 2, "-fshort-wchar");
async int main(void) { await async_sleep(0); return L"x"[0] == 'x' ? 0 : SIZE; }
EOF
for cc in $backends; do
    ASYNCC_CC="env X=1 $cc -fshort-wchar -DSIZE=1" $asyncc $sanitize long.c -o long
    ./long
    fails 1 env ASYNCC_CC="$cc -DSIZE=1" $asyncc -c long.c
done
fails 1 env ASYNCC_CC=" " PATH=/no/such $asyncc -c answer.c
says err "no C compiler found"
