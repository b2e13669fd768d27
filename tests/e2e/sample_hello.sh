# RUN: %e2e %s
# The README's program is samples/hello, compiles as the README says, and prints what it says.
sample=$root/samples/hello
sed -n '/^```c$/,/^```$/p' "$root/README.md" | sed '1d;$d' | cmp - "$sample/main.c"
sed -n '/asyncc main.c -o hello/,/^$/p' "$root/README.md" | sed '1d;$d;s/^    //' |
    cmp - "$sample/expected"
for cc in $backends; do
    ASYNCC_CC=$cc $asyncc $sanitize "$sample/main.c" -o hello
    ./hello | cmp - "$sample/expected"
done
sed 's/= await serve/= serve/' "$sample/main.c" >main.c
fails 1 $asyncc -c main.c
grep -E '^ +main.c:[0-9:]+ error: ' "$root/README.md" | sed 's/^ *//' >line
says err "$(cat line)"
