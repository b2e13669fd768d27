# RUN: %e2e %s
# An installed copy, moved elsewhere, compiles a program outside of the tree.
[ -z "$sanitize" ] || exit 0
cp "$inputs"/* .
$ASYNCC_CMAKE --install "$ASYNCC_BUILD" --prefix "$here/first" >/dev/null
mv "$here/first" "$here/second"
prefix=$here/second
for cc in $backends; do
    ASYNCC_CC=$cc $prefix/bin/asyncc hello.c -o hello
    prints hello ./hello
done
lib=$(dirname "$(find "$prefix" -name libasync.a)")
PKG_CONFIG_PATH=$lib/pkgconfig pkg-config --cflags --libs async >flags
says flags "-lasync"
says flags "-luv"
$prefix/bin/asyncc -c hello.c
PKG_CONFIG_PATH=$lib/pkgconfig
export PKG_CONFIG_PATH
$gcc hello.o -o hello2 $(pkg-config --libs async)
prints hello ./hello2
[ -f "$prefix/share/doc/asyncc/LICENSE" ]
