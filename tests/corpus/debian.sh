#!/bin/bash
# debian.sh FOLDER [PACKAGE...] - asyncc check on the C sources of Debian packages, which have no async
# code: nothing may be found, and nothing may crash. The sources are fetched into FOLDER, once.
#
# Files that do not even preprocess, for want of a configured tree, are left out and counted.
set -eu -o pipefail
folder=$(mkdir -p "$1" && realpath "$1")
shift
[ $# -gt 0 ] || set -- zlib lua5.4 lz4 bzip2 libyaml expat memcached redis curl nginx sqlite3 git
asyncc=${ASYNCC:-asyncc}

fetch() { # PACKAGE...
    mkdir -p "$folder/lists/partial"
    echo "deb-src http://deb.debian.org/debian bookworm main" >"$folder/sources.list"
    local apt=(apt-get -qq -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=-
        -o Dir::State::lists="$folder/lists")
    "${apt[@]}" update
    (cd "$folder" && "${apt[@]}" source --download-only "$@")
}

# check PACKAGE: prints a line; fails if there is a finding or a crash.
check() {
    local package=$1 tree=$folder/$1 status=0
    [ -d "$tree" ] || dpkg-source --no-check --skip-patches -x "$folder/$package"_*.dsc "$tree" >/dev/null
    cd "$tree"
    local files include
    mapfile -t files < <(find . -name '*.c' | sort | head -n 400)
    mapfile -t include < <(find . -name '*.h' -printf '-I%h\n' | sort -u | head -n 80)
    timeout 600 "$asyncc" check -j "$(nproc)" "${files[@]}" -- -D_GNU_SOURCE "${include[@]}" \
        >"$tree.out" 2>"$tree.err" || status=$?
    local left_out findings
    left_out=$(grep -c 'cannot be preprocessed' "$tree.err" || true)
    findings=$(grep -c 'warning:\|error:' "$tree.out" || true)
    echo "$package: ${#files[@]} files, $left_out left out, $findings findings, status $status"
    [ "$findings" -eq 0 ] && { [ $status -eq 0 ] || [ $status -eq 2 ]; }
}

missing=()
for package; do
    compgen -G "$folder/${package}_*.dsc" >/dev/null || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] || fetch "${missing[@]}"
failed=0
for package; do
    (check "$package") || failed=1
done
exit $failed
