# RUN: %e2e %s
# What goes wrong before any compiler runs.
cp "$inputs"/* .
fails 1 $asyncc
says err "asyncc: error: no input files"
fails 1 $asyncc -c
says err "no input files"
fails 1 $asyncc -c missing.c
says err "asyncc: error: cannot read 'missing.c': No such file or directory"
fails 1 $asyncc missing.c -o prog
says err "cannot read 'missing.c'"
[ "$(wc -l <err)" = 1 ] || bad "reported more than once"
mkdir folder.c
fails 1 $asyncc -c folder.c
says err "asyncc: error: cannot read 'folder.c': Is a directory"
fails 1 $asyncc -c plain.c answer.c -o both.o
says err "cannot specify '-o'"
fails 1 $asyncc -c plain.c -o
says err "argument to '-o' is missing"
fails 1 $asyncc -c plain.c -o no/such/folder/x.o
[ -s err ] || bad "silent"
fails 1 $asyncc -c plain.c -fasync-nonsense
says err "unknown option '-fasync-nonsense'"
$asyncc -c plain.c -Wasync-nonsense 2>err
says err "unknown warning option '-Wasync-nonsense'"
fails 2 $asyncc check
says err "needs a file or a compilation database"
