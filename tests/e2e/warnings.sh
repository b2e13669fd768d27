# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# C's own warnings about async functions: those that the same functions get as plain ones, each
# once, at the user's line.
cp "$inputs"/warned.c .

# told FILE: "line option" of each warning
told() { sed -nE 's/^warned.c:([0-9]+):.*(warning|error): .*\[(-Werror[,=])?(-W)?(.*)\]$/\1 \5/p' "$1" | sort -n; }

for cc in $backends; do
    for flags in "-Wall -Wextra -O0" "-Wall -Wextra -O2" "" \
        "-Wall -Wextra -Wshadow -Wdeclaration-after-statement -Wmissing-prototypes -Wconversion -O1"; do
        $cc -DPLAIN $flags -c warned.c -o plain.o 2>plain.err
        told plain.err >expected
        for form in "" -fasync-blocking; do
            ASYNCC_CC=$cc $asyncc $form $flags -c warned.c 2>err || bad "$cc $form $flags: status $?"
            told err >found
            # gcc sees the address of the blocking form's variable leave it a second time
            diff expected <(grep -v dangling-pointer found) || bad "$cc $form $flags: other warnings"
        done
    done
    [ $(wc -l <expected) -ge 20 ] || bad "$cc: $(wc -l <expected) warnings expected"

    # in two steps: what the first does not tell the second does
    ASYNCC_CC=$cc $asyncc lower -Wall -Wextra warned.c -o lowered.i 2>err
    $cc -I"$ASYNCC_BUILD/include" -Wall -Wextra -x c -c lowered.i -o lowered.o 2>>err
    $cc -DPLAIN -Wall -Wextra -c warned.c -o plain.o 2>plain.err
    diff <(told plain.err) <(told err) || bad "$cc: other warnings in two steps"

    # levels
    warns() { ASYNCC_CC=$cc $asyncc "$@" -c warned.c >err 2>&1; }
    warns -Wall -Wextra -w || bad "$cc -w: status $?"
    [ ! -s err ] || bad "$cc: warnings with -w"
    warns -Wextra -Wno-unused-parameter && ! grep unused-parameter err || bad "$cc: -Wno-unused-parameter"
    warns -Wall -Wextra -Werror=unused-parameter && bad "$cc: -Werror=unused-parameter"
    grep -q "warned.c:19:33: error: unused parameter 'unused' \[-Werror,-Wunused-parameter\]" err ||
        { cat err >&2; bad "$cc: no error"; }
    warns -Wall -Wextra -Werror && bad "$cc: -Werror"
    warns -Wall -Wextra -Werror -Wno-error && grep -q warning: err || bad "$cc: -Wno-error"

    # pragmas
    {
        echo '#pragma GCC diagnostic ignored "-Wunused-parameter"'
        sed -e '/^async int parameters.*)$/i #pragma GCC diagnostic push\n#pragma GCC diagnostic error "-Wunused-parameter"' \
            -e '/^async int variables.*;$/i #pragma GCC diagnostic pop' warned.c
        echo 'async int unused_too(int a);'
        echo 'async int unused_too(int a) { await async_yield(); return 0; }'
    } >pragmas.c
    ! ASYNCC_CC=$cc $asyncc -Wall -Wextra -c pragmas.c >err 2>&1 || bad "$cc: no error by pragma"
    [ $(grep -c unused-parameter err) = 1 ] && grep -q 'error: unused parameter' err ||
        { cat err >&2; bad "$cc: other levels by pragma"; }
done
