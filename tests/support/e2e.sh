# e2e.sh SCRIPT - runs a test of the driver in an empty folder of its own.
#
# Every command of the script must succeed; these help:
#
#   fails STATUS COMMAND...   the command ends with that status; see out and err
#   says FILE TEXT            the file holds the text (a fixed string)
#   silent_on FILE TEXT       it does not
#   prints TEXT COMMAND...    the command prints exactly that line
#   lists FILE TARGET NAME... the dependency file's rule: its target, and files in it
#
# $gcc and $clang are the two back ends, $asyncc the compiler. At the end no temporary file may
# be left in TMPDIR and none beside the outputs.

set -eu -o pipefail

asyncc=$ASYNCC gcc=$ASYNCC_TEST_GCC clang=$ASYNCC_TEST_CLANG root=$ASYNCC_ROOT
script=$(realpath "$1")
inputs=$root/tests/e2e/Inputs
if [ -n "$ASYNCC_SANITIZE" ]; then
    # The runtime needs the sanitizer's library, which asyncc does not add by itself.
    sanitize="-fsanitize=$ASYNCC_SANITIZE" backends="$clang"
else
    sanitize= backends="$gcc $clang"
fi

here=$(mktemp -d)
trap 'chmod -R u+rwx "$here"; rm -rf "$here"' EXIT
mkdir "$here/tmp" "$here/work"
export TMPDIR=$here/tmp XDG_CACHE_HOME=$here/cache
cd "$here/work"

bad() {
    echo "$(basename "$script"): $*" >&2
    exit 1
}

fails() {
    local expected=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ $status -eq "$expected" ] || { cat out err >&2; bad "status $status, not $expected: $*"; }
}

says() { grep -qF -e "$2" "$1" || { cat "$1" >&2; bad "'$1' lacks '$2'"; }; }

silent_on() { ! grep -qF -e "$2" "$1" || { cat "$1" >&2; bad "'$1' has '$2'"; }; }

prints() {
    local expected=$1 text
    shift
    text=$("$@")
    [ "$text" = "$expected" ] || bad "'$*' printed '$text', not '$expected'"
}

lists() {
    local file=$1 target=$2 name
    shift 2
    [ -f "$file" ] || bad "no file '$file': $(ls)"
    [ "$(sed -n '1s/: .*//;1s/:$//;1p' "$file")" = "$target" ] ||
        { cat "$file" >&2; bad "'$file' is not for '$target'"; }
    for name in "$@"; do
        says "$file" "$name"
    done
}

no_temporaries() {
    [ -z "$(ls -A "$TMPDIR")" ] || bad "left in TMPDIR: $(ls -A "$TMPDIR")"
    local left
    left=$(find "$here/work" -name '.*.tmp')
    [ -z "$left" ] || bad "left beside an output: $left"
}

. "$script"
no_temporaries
