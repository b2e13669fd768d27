# RUN: %e2e %s
# CMake with asyncc as the compiler itself.
[ -z "$sanitize" ] || exit 0
cp "$inputs"/* .
cat >CMakeLists.txt <<'EOF'
cmake_minimum_required(VERSION 3.20)
project(outside C)
add_executable(hello hello.c)
add_executable(plain plain.c answer.c)
EOF
for cc in $backends; do
    export ASYNCC_CC=$cc
    $ASYNCC_CMAKE -G Ninja -B out -DCMAKE_C_COMPILER="$asyncc" >log
    $ASYNCC_CMAKE --build out >log || { cat log >&2; bad "does not build"; }
    prints hello out/hello
    prints 42 out/plain
    rm -rf out
done
