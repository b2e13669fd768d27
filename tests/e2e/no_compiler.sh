# RUN: %e2e %s
# No compiler at all, or not the one that was asked for.
cp "$inputs"/* .
mkdir empty
fails 1 env PATH="$PWD/empty" $asyncc -c answer.c
says err "asyncc: error: no C compiler found"
fails 1 env ASYNCC_CC=/no/such/cc $asyncc -c answer.c
says err "the compiler '/no/such/cc' named by ASYNCC_CC was not found"
printf '#!/no/such/shell\n' >broken
chmod +x broken
fails 1 env ASYNCC_CC=./broken $asyncc -c answer.c
says err "cannot run './broken'"
