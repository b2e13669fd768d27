# RUN: %e2e %s
# asyncc check FILE... -- FLAGS: what is found, the exit status, the levels.
cp "$inputs"/* .
fails 1 $asyncc check locks.c
says out "locks.c:13:5: warning: lock '&lock' is held while the coroutine waits [-Wasync-lock-across-await]"
says out "locks.c:13:36: warning: 'log_line' blocks the loop's thread: it comes to 'fsync' [-Wasync-blocking-call]"
says out "locks.c:15:12: warning: 'fsync' blocks the loop's thread [-Wasync-blocking-call]"
says err "3 warnings generated."
silent_on out "locks.c:20"

fails 0 $asyncc check hello.c answer.c -- -I.
[ ! -s out ] || bad "found something in good files"
fails 0 $asyncc check locks.c -Wno-async-blocking -Wno-async-lock-across-await
fails 1 $asyncc check -Wno-async-all -Werror=async-blocking-call locks.c
says out "error: 'fsync' blocks the loop's thread [-Wasync-blocking-call]"
fails 1 $asyncc check -Werror locks.c
says out "[-Werror,-Wasync-blocking-call]"
fails 1 $asyncc check forgotten.c
says out "forgotten.c:7:5: error: "

# compiling says the same
$asyncc -c locks.c -o locks.o 2>err
says err "locks.c:15:12: warning: 'fsync' blocks the loop's thread [-Wasync-blocking-call]"

# what goes wrong
fails 2 $asyncc check
says err "needs a file or a compilation database"
fails 2 $asyncc check none.c
says err "cannot read 'none.c': No such file"
fails 2 $asyncc check --frmat=text locks.c
says err "no option '--frmat=text'"
fails 2 $asyncc check --format=xml locks.c
says err "unknown format 'xml'"
fails 2 $asyncc check -Wasync-nothing locks.c
says err "unknown warning option '-Wasync-nothing'"
fails 2 $asyncc check -j none locks.c
fails 2 $asyncc check -p
says err "argument to '-p' is missing"
echo '#include "missing.h"' >broken.c
fails 2 $asyncc check broken.c locks.c
says err "missing.h"
says err "cannot check 'broken.c': it does not compile"
says out "locks.c:13:5: warning"
