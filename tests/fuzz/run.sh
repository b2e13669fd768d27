#!/bin/bash
# run.sh [csmith|mutate] [SECONDS] [FIRST-SEED] - the fuzzers for a while (ten minutes);
# what they find is kept in build/fuzz. mutate runs on the build with sanitizers.
set -eu
cd "$(dirname "$0")/../.."
which=${1:-both} seconds=${2:-600} first=${3:-$(date +%s)}
status=0
if [ "$which" != mutate ]; then
    ASYNCC=$PWD/build/bin/asyncc python3 tests/fuzz/csmith.py --first "$first" --count 1000000 \
        --seconds "$seconds" --keep build/fuzz/csmith || status=1
fi
if [ "$which" != csmith ]; then
    ASYNCC=$PWD/build-asan/bin/asyncc python3 tests/fuzz/mutate.py --first "$first" --count 1000000 \
        --seconds "$seconds" --keep build/fuzz/mutate || status=1
fi
exit $status
