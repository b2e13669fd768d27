// clause 9.13: a null character, here in a string literal.
// RUN: printf '#include <async.h>\nasync const char *name(void) { return "a\0b"; }\n' >%t.c
// RUN: not %asyncc -w -c %t.c -o %t.o 2>&1 | %filecheck %s
// CHECK: :2:{{[0-9]+}}: error: null character in a file with async code [-Wasync-unsupported]
// CHECK: note: in literals write '\0'
