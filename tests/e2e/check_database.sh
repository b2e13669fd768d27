# RUN: %e2e %s
# asyncc check -p: a project of several folders, configured by CMake.
for cc in gcc clang; do
    mkdir $cc $cc/app $cc/lib
    cp "$inputs"/locks.c $cc/app/main.c
    printf '#include <async.h>\nint twice(int n);\n' >$cc/lib/twice.h
    printf '#include "twice.h"\nint twice(int n) { return 2 * n * SCALE; }\n' >$cc/lib/twice.c
    cat >$cc/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.20)
project(sample C)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_library(twice lib/twice.c)
target_compile_definitions(twice PRIVATE SCALE=3)
add_executable(app app/main.c)
target_include_directories(app PRIVATE lib)
END
    (
        cd $cc
        "$ASYNCC_CMAKE" -B build -DCMAKE_C_COMPILER="$asyncc" -DCMAKE_BUILD_TYPE=Debug >/dev/null
        ASYNCC_CC=${!cc} fails 1 $asyncc check -p build -j 2
        says out "app/main.c:13:5: warning: lock '&lock' is held"
        cp out parallel
        ASYNCC_CC=${!cc} fails 1 $asyncc check -j 1
        cmp out parallel
        fails 0 $asyncc check lib/twice.c
        cd app
        fails 1 $asyncc check -p ../build main.c
        says out "main.c:13:5: warning: lock '&lock' is held"
        fails 2 $asyncc check -p ../build other.c
        says err "has no entry for 'other.c'"
        fails 2 $asyncc check -p ../lib
        says err "cannot read '../lib/compile_commands.json'"
    )
done

# a file of another folder is named by its whole path; databases with an array of arguments
mkdir else
cat >else/compile_commands.json <<END
[{"directory": "$PWD/gcc/app", "file": "main.c", "arguments": ["$gcc", "-O2", "-c", "main.c"]},
 {"directory": "$PWD/gcc/app", "file": "main.cc", "arguments": ["c++", "-c", "main.cc"]}]
END
(cd else && fails 1 $asyncc check && says out "$here/work/gcc/app/main.c:13:5: warning")
echo '[{"file": "main.c"}]' >else/compile_commands.json
fails 2 $asyncc check -p else
says err "entry 1 lacks"
echo '{' >else/compile_commands.json
fails 2 $asyncc check -p else/compile_commands.json
says err "is no compilation database"
