/* frame.h - the frame of one function: slots, the scopes they belong to, and the struct made of
 * them. */
#ifndef ASYNCC_LOWER_FRAME_H
#define ASYNCC_LOWER_FRAME_H

#include "ast/ast.h"

struct lower;

/* What the C compiler will make of it. */
struct extent {
    int64_t size, align;
};

/* A member of the frame. */
struct slot {
    const char *name;
    const struct type *type;
    const char *declaration;  /* instead of what the type says, or NULL */
    const char *alignas_text; /* the variable's own alignment, or NULL */
    bool is_guess;            /* the alignment */
    bool raw;                 /* bytes: the type cannot be written at file scope */
    struct extent extent;
    int64_t offset;              /* set by layout_make */
    const struct symbol *symbol; /* the variable, or NULL */
    const struct node *node;     /* what a temporary or record serves, or NULL */
    struct spans live;           /* the points at which nothing else may be stored here */
    struct span own;             /* what `live` is for all but variables */
};

typedef VEC(struct slot *) slot_list;

/* Slots that may be alive together, and scopes of which one is alive at a time. */
struct frame_scope {
    struct frame_scope *parent;
    struct span points;
    slot_list slots, held, free; /* all; temporaries in use; those to be used again */
    VEC(struct frame_scope *) children;
};

enum layout_kind { LAYOUT_SLOT, LAYOUT_STRUCT, LAYOUT_UNION };

/* A slot, members behind one another, or members in the same place. */
struct layout {
    enum layout_kind kind;
    struct slot *slot;
    VEC(struct layout *) members;
    VEC(struct span) taken; /* of a group: the points at which any of it is needed, ascending */
    struct extent extent;
};

/* Those of a frame's members, in a hash table; `next` makes another name of it. */
struct member_names {
    struct member_name {
        const char *name;
        unsigned next;
    } * slots;
    size_t count, capacity;
};

/* ---- frame.c ---- */

void frame_init(struct lower *l);
void frame_deinit(struct lower *l);

/* A scope for what lives no longer than `node`. */
void frame_enter(struct lower *l, const struct node *node);
void frame_leave(struct lower *l);

/* A new slot of the current scope, and for as long as that; returns how it is named. */
const char *frame_slot(struct lower *l, const char *name, const struct type *type);

/* How a member that holds a value of the type is named. */
const char *frame_access(struct lower *l, const char *member, const struct type *type);

/* A slot for a value that `node` needs, stored before the point `begin` is reached or later. */
const char *frame_temporary(struct lower *l, const struct node *node, const struct type *type,
                            uint32_t begin);

/* The temporaries of what stands in `node` have been read, before the point `end`. */
void frame_release(struct lower *l, const struct node *node, uint32_t end);

/* Bytes of those that are in use there. */
int64_t frame_held(const struct lower *l, const struct node *node);

/* A slot for a compound literal of the block. */
const char *frame_literal(struct lower *l, const struct node *literal, const struct node *block);

/* A slot for a record of the runtime's or of ours. */
const char *frame_record(struct lower *l, const struct node *node, const char *name,
                         const char *declaration, struct extent extent);

/* Gives a variable its place; sets symbol->access. */
void frame_variable(struct lower *l, struct symbol *symbol);

/* The whole, once all slots are there. */
const struct layout *frame_layout(struct lower *l);
int64_t frame_head(const struct lower *l); /* bytes before the slots */
void frame_print(struct lower *l, struct strbuf *out, const char *function_name);
void frame_print_members(struct lower *l, struct strbuf *out);

/* ---- layout.c ---- */

/* Lays out the slots behind the frame's head of `head` bytes: by scopes or, if `tight` and that
 * is smaller, by what is alive together. Sets the slots' offsets. */
struct layout *layout_make(struct arena *arena, const struct frame_scope *root, int64_t head,
                           bool tight);
void layout_deinit(struct layout *layout);

/* Puts a member behind the others. */
void extent_add(struct extent *all, struct extent member);

#endif
