# RUN: %e2e %s
# A plain source gives the same object, messages and status with and without asyncc.
cat >warns.c <<'EOF'
#include <assert.h>
int f(int x)
{
    int unused;
    switch (x) {
    case 1:
        x++;
        /* fall through */
    case 2:
        return x;
    }
    assert(x);
    return 0;
}
EOF
printf '/* no async here */\n' | cat - warns.c >says.c
for cc in $backends; do
    for source in warns says; do
        $cc -g3 -O2 -Wall -Wextra -c $source.c -o expected.o 2>expected
        ASYNCC_CC=$cc $asyncc -g3 -O2 -Wall -Wextra -c $source.c -o $source.o 2>err
        cmp err expected
        objcopy -g --remove-section=.comment expected.o
        objcopy -g --remove-section=.comment $source.o
        cmp $source.o expected.o
        fails 1 $cc -Werror -Wall -c $source.c
        mv err expected
        ASYNCC_CC=$cc fails 1 $asyncc -Werror -Wall -c $source.c
        cmp err expected
    done
done
