# RUN: %e2e %s
# A make project with CC="asyncc gcc" and dependency files.
cp "$inputs"/* .
cat >Makefile <<'EOF'
CFLAGS = -MMD -MP -O1
hello: hello.o
	$(CC) $(LDFLAGS) $^ -o $@
-include hello.d
EOF
for cc in $backends; do
    make CC="$asyncc $cc" LDFLAGS="$sanitize" >/dev/null
    prints hello ./hello
    sleep 1
    printf '#define GREETING "changed"\n' >hello.h
    make CC="$asyncc $cc" LDFLAGS="$sanitize" >/dev/null
    prints changed ./hello
    make clean >/dev/null 2>&1 || rm -f hello hello.o hello.d
    cp "$inputs/hello.h" .
done
