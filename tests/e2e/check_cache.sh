# RUN: %e2e %s
# asyncc check keeps what it knows of files that have not changed.
cp "$root"/tests/e2e/whole/Inputs/* .
touch -d '1 hour ago' ./*.c ./*.h
count() { find "$1" -name '*.json' | wc -l; }
cat >cc <<END
#!/bin/sh
echo run >>"$PWD/calls"
exec $clang "\$@"
END
chmod +x cc
export ASYNCC_CC=$PWD/cc
fails 1 $asyncc check --cache=kept ./*.c
cp out first
[ "$(count kept)" = 5 ] || bad "$(count kept) files in the cache"
[ "$(wc -l <calls)" = 5 ] || bad "$(wc -l <calls) calls of the compiler"

# unchanged, or only touched: no compiler runs; the whole program is looked at all the same
fails 1 $asyncc check --cache=kept ./*.c
cmp out first
touch -d '30 minutes ago' log.h
fails 1 $asyncc check --cache=kept ./*.c
cmp out first
[ "$(wc -l <calls)" = 5 ] || bad "the compiler was called for nothing"

# a changed header: the files that include it, and no other
echo '/* changed */' >>log.h
fails 1 $asyncc check --cache=kept ./*.c
cmp out first
[ "$(wc -l <calls)" = 8 ] || bad "$(wc -l <calls) calls after log.h"

# a comment that silences is a change; so are options and settings
touch -d '1 hour ago' log.h
fails 1 $asyncc check --cache=kept ./*.c
sed -i 's|fsync(2);|& // asyncc-ignore(blocking-call): a terminal|' log.c
fails 1 $asyncc check --cache=kept ./*.c
silent_on out blocking-call
fails 1 $asyncc check --cache=kept -Wno-async-lock-across-await ./*.c
silent_on out lock-across-await
echo 'off wrong-thread' >.asynccheck
fails 1 $asyncc check --cache=kept ./*.c
silent_on out wrong-thread
rm .asynccheck

# by default in XDG_CACHE_HOME; not at all
fails 1 $asyncc check plain.c answer.c
[ "$(count "$XDG_CACHE_HOME/asyncc")" = 2 ] || bad "nothing in XDG_CACHE_HOME"
rm -r "$XDG_CACHE_HOME" && fails 1 $asyncc check --no-cache plain.c answer.c
[ ! -e "$XDG_CACHE_HOME" ] || bad "--no-cache made a cache"

# what does not compile is not kept; a damaged file is not believed
echo 'int broken(' >broken.c
touch -d '1 hour ago' broken.c
printf '#include <async.h>\nasync int broken(' >broken.c
fails 2 $asyncc check --cache=kept broken.c
for file in kept/*.json; do echo '[' >"$file"; done
fails 2 $asyncc check --cache=kept ./*.c
