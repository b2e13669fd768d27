#!/bin/bash
# run.sh [csmith|generate|mutate|bytes|tree|corpus] [SECONDS] [FIRST-SEED] - the fuzzers for a while (ten minutes each);
# corpus: the checker on the C sources of Debian packages, once;
# what they find is kept in build/fuzz, tree prints the seed. mutate, bytes and tree run on the build
# with sanitizers.
set -eu
cd "$(dirname "$0")/../.."
which=${1:-all} seconds=${2:-600} first=${3:-$(date +%s)}
status=0
for name in csmith generate; do
    if [ "$which" = $name ] || [ "$which" = all ]; then
        ASYNCC=$PWD/build/bin/asyncc python3 tests/fuzz/$name.py --first "$first" --count 1000000 \
            --seconds "$seconds" --keep build/fuzz/$name || status=1
    fi
done
if [ "$which" = mutate ] || [ "$which" = all ]; then
    ASYNCC=$PWD/build-asan/bin/asyncc python3 tests/fuzz/mutate.py --first "$first" --count 1000000 \
        --seconds "$seconds" --keep build/fuzz/mutate || status=1
fi
if [ "$which" = bytes ] || [ "$which" = all ]; then
    ASYNCC=$PWD/build/bin/asyncc python3 tests/fuzz/bytes.py --seed "$first" --seconds "$seconds" \
        --keep build/fuzz/bytes build-asan/bin/fuzz_bytes || status=1
fi
if [ "$which" = tree ] || [ "$which" = all ]; then
    program=$(mktemp)
    trap 'rm -f "$program"' EXIT
    ASYNCC_CC=clang-19 build-asan/bin/asyncc -fsanitize=address,undefined -O1 -g tests/fuzz/tree.c -o "$program"
    for ((end = SECONDS + seconds; SECONDS < end && status == 0; first += 20000)); do
        "$program" "$first" 20000 || status=1
    done
fi
if [ "$which" = corpus ] || [ "$which" = all ]; then
    ASYNCC=$PWD/build/bin/asyncc bash tests/corpus/debian.sh build/fuzz/corpus || status=1
fi
exit $status
