/* type.h - C types as far as lowering must know them, with a printer.
 *
 * A type is what a variable or temporary is declared with in the output. Names
 * of typedefs and tags are kept as the user wrote them.
 */
#ifndef ASYNCC_TYPE_H
#define ASYNCC_TYPE_H

#include "support/arena.h"
#include "support/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

enum type_kind {
    TYPE_BASE, /* printed by name: arithmetic, tag, typedef, vector, void */
    TYPE_POINTER,
    TYPE_ARRAY,
    TYPE_OPEN_ARRAY, /* [] */
    TYPE_VLA,
    TYPE_FUNCTION
};

enum { QUAL_CONST = 1, QUAL_VOLATILE = 2, QUAL_RESTRICT = 4 };

/* The size of a variable-length array: evaluated where the array's type is declared, then
 * kept. Types that share a declaration share it. */
struct bound {
    const char *access; /* how generated code names the value, or NULL */
    bool declared;      /* its expression has been seen */
};

struct type {
    enum type_kind kind;
    unsigned quals;
    const char *name;         /* TYPE_BASE, without qualifiers */
    const struct type *inner; /* pointee, element, result */
    uint64_t count;           /* TYPE_ARRAY */
    struct bound *bound;      /* TYPE_VLA: NULL where the size is of no interest ([*]) */
    const struct type **params;
    unsigned param_count;
    bool variadic, prototype;

    /* Of the canonical type, looking through typedefs. */
    bool is_void, is_array, is_pointer, is_function, is_record, is_scalar;
    bool is_volatile, is_const, is_atomic;
    bool const_member;           /* a record that cannot be assigned */
    bool is_async;               /* an async function, or a pointer to one */
    bool is_generator;           /* is_async, and what it awaits are items */
    bool mixes_async;            /* an async function type somewhere inside */
    bool local;                  /* names a type that is declared inside a function */
    bool unnamed;                /* cannot be written: an unnamed tag inside */
    bool variable;               /* variably modified */
    int64_t size, align;         /* of an object, or negative */
    const char *canonical;       /* spelling that is the same for the same unqualified type */
    const struct type *function; /* is_async or function pointer: its function type */
};

/* Adds the declaration of `declarator` (a name, "*name", or "") with the type. */
void type_declare(struct strbuf *out, const struct type *type, const char *declarator);

/* The same as a string of the arena. */
char *type_declaration(struct arena *arena, const struct type *type, const char *declarator);

/* The type without its outermost qualifiers (for arrays: those of the elements). */
const struct type *type_unqualified(struct arena *arena, const struct type *type);

const struct type *type_pointer_to(struct arena *arena, const struct type *type);

/* The type with [*] for each size that is not constant, as a prototype may name it. */
const struct type *type_starred(struct arena *arena, const struct type *type);

#endif
