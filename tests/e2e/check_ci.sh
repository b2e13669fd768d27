# RUN: %e2e %s
# What docs/ci, the workflow and the pre-commit hook promise, as far as it runs without a network.
[ -z "$sanitize" ] || exit 0
mkdir bin ci
ln -s "$asyncc" bin/asyncc
export PATH=$PWD/bin:$PATH
cp -r "$root"/docs/ci/* ci
cp ci/greet.c ci/meson
spoil() { sed -i 's/    defer free(text);//; s/    puts(text);/    puts(text); free(text);/' "$1"; }

# make
(
    cd ci/make
    make -s && prints "hello you" ./greet
    make -s check
    spoil ../greet.c
    fails 2 make -s check
    says out "leak-on-cancel"
    make -s check CHECKFLAGS=-Wno-async-leak-on-cancel
    cp "$root/docs/ci/greet.c" ..
)

# CMake: the installed package, a target and a test
$ASYNCC_CMAKE --install "$ASYNCC_BUILD" --prefix "$here/prefix" >/dev/null
(
    cd ci/cmake
    $ASYNCC_CMAKE -G Ninja -B build -DCMAKE_C_COMPILER="$clang" -DCMAKE_PREFIX_PATH="$here/prefix" >log
    $ASYNCC_CMAKE --build build -t greet-check >log || { cat log >&2; bad "findings in the example"; }
    (cd build && ctest >log) || bad "the test of the example fails"
    spoil ../greet.c
    fails 1 "$ASYNCC_CMAKE" --build build -t greet-check
    says out "error: memory 'text' leaks"
    (cd build && fails 8 ctest --output-on-failure && says out "greet-check")
    cp "$root/docs/ci/greet.c" ..
    echo 'asyncc_check(greet UNKNOWN)' >>CMakeLists.txt
    fails 1 "$ASYNCC_CMAKE" build
    says err "asyncc_check: unknown argument 'UNKNOWN'"
)

# Meson
(
    cd ci/meson
    CC=asyncc meson setup build >log || { cat log >&2; bad "meson cannot configure"; }
    ninja -C build >log || { cat log >&2; bad "meson's build fails"; }
    prints "hello you" build/greet
    meson test -C build >log || { cat log >&2; bad "meson's test fails"; }
    spoil greet.c
    fails 1 ninja -C build check-async
    says out "leak-on-cancel"
    fails 1 meson test -C build
)

# GitHub: the check's own step, with what the runner would set
python3 "$root/tests/support/workflow_step.py" "$root/.github/workflows/check.yml" Check >step
(
    cd ci/meson
    export GITHUB_OUTPUT=$PWD/output DATABASE=build OPTIONS=
    bash -e ../../step >log
    prints "status=1" cat output
    prints "1 results, 1 with flows, 0 with fixes" \
        python3 "$root/tests/support/sarif_check.py" asyncc.sarif
    says log "memory 'text' leaks"
    rm output
    OPTIONS=-Wno-async-leak-on-cancel bash -e ../../step >log
    prints "status=0" cat output
)

# pre-commit: the entry with the files of a commit
entry=$(python3 -c "import sys, yaml; print(yaml.safe_load(open(sys.argv[1]))[0]['entry'])" \
    "$root/.pre-commit-hooks.yaml")
(cd ci/meson && fails 1 $entry greet.c && says out "leak-on-cancel")
