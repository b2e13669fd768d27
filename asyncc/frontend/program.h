/* program.h - what the front end hands to the passes: text and trees, no cursors. */
#ifndef ASYNCC_PROGRAM_H
#define ASYNCC_PROGRAM_H

#include "ast/ast.h"
#include "diag/diag.h"
#include "frontend/lexer.h"

/* A replacement in the output: [begin, end) of the text becomes `with`. */
struct edit {
    uint32_t begin, end;
    const char *with;
};

/* A declaration of an async function at `end` of which its symbols are declared.
 * For one in a block, `end` is the start of the function around it. */
struct async_declaration {
    struct symbol *symbol;
    const struct type *type;
    uint32_t begin, end; /* equal for one in a block */
    bool system;
};

/* A declaration of an async function, the first or a later one. */
struct redeclaration {
    struct symbol *symbol;
    uint32_t begin, name;
};

/* A diagnostic pragma in a file of the user's: `action` is "push", "ignored \"-W...\"". */
struct pragma {
    const char *file;
    unsigned line;
    const char *action;
};

struct lint_settings;
struct convention; /* of frontend/ alone */

/* The user's options about C's own warnings, as they came. */
struct warning_options {
    const char *const *list;
    size_t count;
    bool wanted; /* those about async functions are told by asyncc (warnings.h) */
};

struct program {
    struct arena *arena;
    struct diag *diag;
    const char *name;
    struct text text;
    VEC(struct function *) functions; /* async definitions, in order */
    VEC(struct function *) plain;     /* plain definitions of the user's files */
    VEC(struct node *) initialisers;  /* of file-scope variables */
    VEC(struct async_declaration) declarations;
    VEC(struct edit) edits;
    VEC(struct edit) tag_names; /* insertions that name unnamed tags */
    uint8_t *await_claimed; /* by token index: a node, a message or an unevaluated operand has it */
    VEC(struct redeclaration) redeclarations; /* of async functions in the user's files */
    VEC(uint32_t) c_errors;                   /* offsets of the parser's own errors */
    struct place_map *places;                 /* of place.c */
    VEC(struct pragma) pragmas;               /* of silence.c */
    const struct lint_settings *settings;     /* of the project, or NULL */
    const struct convention *convention;      /* what carries 'async' in clang's types */
    struct warning_options warnings;
    bool from_gcc;     /* text made by gcc's preprocessor */
    bool hides_atomic; /* `_Atomic` is hidden from clang (mask.c) */
    bool markers;      /* line markers in the output */
    bool for_people;
    bool blocking;               /* coroutines become functions with C stacks */
    struct times *times;         /* or NULL */
    struct frame_report *frames; /* filled in for each function, or NULL */
    bool share_storage;          /* frames as small as they can be */
    int pointer_size;            /* bytes */
    const char *output_name;     /* how the output's own lines are named, for people */
    bool knows_locks;            /* of plain functions (lint) */
    bool failed;
};

/* ---- frontend/parse.c ---- */

struct parse_input {
    const char *const *flags;
    size_t flag_count;
};

/* Parses program->text and fills in the trees. Errors of C are reported and set
 * program->failed. False: there are no trees. */
bool frontend_parse(struct program *program, const struct parse_input *input);
const char *frontend_version(void);

/* ---- frontend/attributes.c --------------------------------------------- */

/* The attributes of a declaration, as text in front of what it becomes. */
struct attributes {
    const char *linker; /* for all that the linker sees */
    const char *entry;  /* for the function that callers call */
    const char *code;   /* for the functions that hold the body */
    const char *call;   /* for the plain prototype, of those that do not stand in front of it */
    uint32_t refused;   /* offset of one that cannot be kept, or 0 */
};

struct attributes attributes_of(struct program *program, uint32_t begin, uint32_t end);

/* ---- frontend/fallthrough.c ---- */

/* Puts back into the text what comments said: gcc reads them. Comes before the parse. */
void fallthrough_restore(struct program *program);

/* ---- frontend/place.c ---- */

/* The place of a range in the user's file, with the column of its own source line. */
struct diag_place place_of(struct program *program, uint32_t begin, uint32_t end);

/* The bytes of the user's file that [begin, end) is, all in one line: what a fix-it may
 * replace. False if it ends inside of what a macro made. begin == end: the point before `begin`. */
bool place_exact(struct program *program, uint32_t begin, uint32_t end, struct diag_place *place);

/* The text of an exact place. */
const char *place_text(struct program *program, const struct diag_place *place);

/* The user's file itself. */
const struct source *place_source(struct program *program, const char *file);

#endif
