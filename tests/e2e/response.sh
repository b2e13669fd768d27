# RUN: %e2e %s
# Words from files, also from files named in files.
cp "$inputs"/* .
mkdir 'a folder'
mv plain.h 'a folder'
printf -- '-I"a folder" @second' >first
printf -- "-DX='1 2'\\n plain.c answer.c\\n-o prog" >second
$asyncc @first
prints 42 ./prog
