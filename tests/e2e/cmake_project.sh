# RUN: %e2e %s
# A CMake project outside of the tree, with asyncc as launcher and the installed package.
[ -z "$sanitize" ] || exit 0
cp "$inputs"/* .
$ASYNCC_CMAKE --install "$ASYNCC_BUILD" --prefix "$here/prefix" >/dev/null
cat >CMakeLists.txt <<'EOF'
cmake_minimum_required(VERSION 3.20)
project(outside C)
find_package(asyncc REQUIRED)
set(CMAKE_C_COMPILER_LAUNCHER ${ASYNCC_EXECUTABLE})
add_executable(hello hello.c)
target_link_libraries(hello asyncc::async)
EOF
for cc in $backends; do
    $ASYNCC_CMAKE -G Ninja -B out -DCMAKE_C_COMPILER=$cc -DCMAKE_PREFIX_PATH="$here/prefix" >log
    $ASYNCC_CMAKE --build out >log || { cat log >&2; bad "does not build"; }
    prints hello out/hello
    # Ninja knows the header: nothing to do now, something after a change.
    $ASYNCC_CMAKE --build out >log
    says log "no work to do"
    printf '#define GREETING "changed"\n' >hello.h
    $ASYNCC_CMAKE --build out >log
    prints changed out/hello
    rm -rf out
    cp "$inputs/hello.h" .
done
