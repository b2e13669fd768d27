# RUN: %e2e %s
# samples/checksum prints what cksum prints, for the README's folder and for one of the tree.
sample=$root/samples/checksum
sed -n '/^    mkdir/,/none$/s/^    //p' "$sample/README.md" >make-example
. ./make-example
[ -d example ] || bad "no folder was made"
reference() { find "$1" -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum; }
reference example | cmp - "$sample/expected"
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc -O1 -g -Wall -Wextra -Werror $sanitize "$sample/main.c" "$sample/crc.c" -o checksum
    ./checksum example | cmp - "$sample/expected"
    reference "$root/include" >expected
    for workers in 1 4 64; do
        ./checksum -j $workers "$root/include" | cmp - expected
    done
    script -qec './checksum example >out' /dev/null >err
    cmp out "$sample/expected"
    says err "[########################################] 3 of 3 files"

    fails 1 ./checksum nowhere
    says err "checksum: nowhere: No such file or directory"
    ln -sfn nowhere example/link
    fails 0 ./checksum example
    cmp out "$sample/expected"
    fails 2 ./checksum
    fails 2 ./checksum -j 65 example
done
