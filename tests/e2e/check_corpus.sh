# RUN: %e2e %s
# tests/corpus: of the bugs in bugs/ at least 14 of 15 are found, of each diagnostic; in programs that are
# right nothing is. `check` over all of them at once, so that facts of one file reach the others.
corpus=$root/tests/corpus
fails 1 $asyncc check --no-cache -j2 -Wasync-all --format=json "$corpus"/bugs/*.c
python3 "$corpus/count.py" out "$corpus"/bugs/*.c | tee count
[ "$(grep -c / count)" -ge 21 ] || bad "not all diagnostics have bugs"

good="$corpus/good/*.c $root/samples/*/*.c $root/docs/ci/*.c $root/tests/fuzz/tree.c $root/tests/bench/*.c"
fails 0 $asyncc check --no-cache -j2 $good
[ ! -s out ] || { cat out; bad "findings in programs that are right"; }
cat $good | wc -l
