# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# Standards, optimization levels, -flto and sanitizers of every compiler: the same output, and no warning.
cp "$inputs"/rich.c .
$asyncc rich.c -o first
./first >expected
says expected "task 21"

# tries OPTION...: the program is compiled without a word, and prints what it should
tries() {
    $asyncc "$@" -Wall -Wextra -Wpedantic -Werror rich.c -o program >messages 2>&1 ||
        { cat messages >&2; bad "$ASYNCC_CC $*"; }
    [ -s messages ] && bad "$ASYNCC_CC $*: $(cat messages)"
    ./program | cmp - expected || bad "$ASYNCC_CC $*: another output"
}

with() { ASYNCC_CC=$1 tries "${@:2}"; }

with $gcc -std=c11 -O0
with $gcc -std=gnu17 -O2
with $gcc -std=c2x -O3 -flto
with $gcc -std=gnu17 -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
with $clang -std=gnu11 -O1
with $clang -std=c17 -O3
with $clang -std=gnu2x -O2 -flto
with $clang -std=gnu17 -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
with clang-14 -std=c11 -O0
with clang-14 -std=gnu17 -O2

# for 32 bits too, as far as a compiler goes
for cc in $gcc $clang clang-14; do
    ASYNCC_CC=$cc $asyncc -m32 -O1 -Wall -Wextra -Wpedantic -Werror -c rich.c -o narrow.o
done

# the headers in C++, where the functions can be called by hand
{
    for header in "$ASYNCC_BUILD"/include/async.h "$ASYNCC_BUILD"/include/async/*.h; do
        echo "#include \"$header\""
    done
    echo 'int main() { return async_uv_loop() != 0; }'
} >headers.cpp
for standard in c++17 c++20; do
    $clang -x c++ -std=$standard -Wall -Wextra -I"$ASYNCC_BUILD/include" -fsyntax-only headers.cpp 2>messages ||
        { cat messages >&2; bad "C++"; }
done
