# RUN: %e2e %s
# samples/find_lines finds what grep finds, also past its blocks, and stops where it is told to.
sample=$root/samples/find_lines

$asyncc $sanitize -O2 -Wall -Wextra "$sample/main.c" -o find_lines
printf 'one\ntwo\none more\n' >example
./find_lines one example >out
diff out "$sample/expected"

seq 200000 >numbers
printf 'no newline at the end: 77' >>numbers
mkfifo forever
for word in 77 199999 'no newline' x 1; do
    for most in 0 1 3 1000000; do
        expected=0 status=0
        grep -nHF -m $most -e "$word" numbers example >wanted || expected=$?
        ./find_lines -m $most "$word" numbers example >out || status=$?
        diff wanted out
        [ $status -eq $expected ] || bad "status $status, $word"
    done
done

# The rest of the file is not waited for.
yes >forever &
writer=$!
./find_lines -m 2 y forever >out
wait $writer || true
[ "$(wc -l <out)" -eq 2 ]

status=0
./find_lines one example missing 2>err >out || status=$?
[ $status -eq 2 ] && diff out "$sample/expected" && grep -q '^find_lines: missing: no such file' err
