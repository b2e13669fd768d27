/* attributes.c - attributes of async functions, in both syntaxes.
 *
 * One function of the user's becomes several. What concerns the linker goes to all that the
 * linker sees, what concerns the code to those that hold the body; the rest (deprecated, nonnull,
 * warn_unused_result...) says something about calls and stays with the plain prototype.
 */
#include "frontend/program.h"

#include <string.h>

enum attribute_kind {
    ATTRIBUTE_CALL,
    ATTRIBUTE_ENTRY,
    ATTRIBUTE_CODE,
    ATTRIBUTE_LINKER,
    ATTRIBUTE_REFUSED
};

static const struct {
    const char *name;
    enum attribute_kind kind;
} known[] = {
    {"weak", ATTRIBUTE_LINKER},
    {"visibility", ATTRIBUTE_LINKER},
    {"dllexport", ATTRIBUTE_LINKER},
    {"dllimport", ATTRIBUTE_LINKER},
    {"externally_visible", ATTRIBUTE_LINKER},
    {"used", ATTRIBUTE_LINKER},
    {"retain", ATTRIBUTE_LINKER},
    {"unused", ATTRIBUTE_LINKER},
    {"maybe_unused", ATTRIBUTE_LINKER},
    {"section", ATTRIBUTE_CODE},
    {"noinline", ATTRIBUTE_ENTRY}, /* into callers; the body may become part of the entry */
    {"noclone", ATTRIBUTE_ENTRY},
    {"noipa", ATTRIBUTE_ENTRY},
    {"flatten", ATTRIBUTE_CODE},
    {"hot", ATTRIBUTE_CODE},
    {"cold", ATTRIBUTE_CODE},
    {"optimize", ATTRIBUTE_CODE},
    {"optnone", ATTRIBUTE_CODE},
    {"minsize", ATTRIBUTE_CODE},
    {"target", ATTRIBUTE_CODE},
    {"aligned", ATTRIBUTE_CODE},
    {"no_sanitize", ATTRIBUTE_CODE},
    {"no_sanitize_address", ATTRIBUTE_CODE},
    {"no_sanitize_thread", ATTRIBUTE_CODE},
    {"no_sanitize_undefined", ATTRIBUTE_CODE},
    {"no_address_safety_analysis", ATTRIBUTE_CODE},
    {"no_instrument_function", ATTRIBUTE_CODE},
    {"no_profile_instrument_function", ATTRIBUTE_CODE},
    {"no_stack_protector", ATTRIBUTE_CODE},
    {"stack_protect", ATTRIBUTE_CODE},
    {"patchable_function_entry", ATTRIBUTE_CODE},
    {"alias", ATTRIBUTE_REFUSED},
    {"ifunc", ATTRIBUTE_REFUSED},
    {"weakref", ATTRIBUTE_REFUSED},
    {"naked", ATTRIBUTE_REFUSED},
    {"interrupt", ATTRIBUTE_REFUSED},
    {"constructor", ATTRIBUTE_REFUSED},
    {"destructor", ATTRIBUTE_REFUSED},
    {"target_clones", ATTRIBUTE_REFUSED},
    {"overloadable", ATTRIBUTE_REFUSED},
};

static enum attribute_kind kind_of(const char *name, size_t length)
{
    bool reserved =
        length > 4 && memcmp(name, "__", 2) == 0 && memcmp(name + length - 2, "__", 2) == 0;
    if (reserved)
        name += 2, length -= 4;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == length && memcmp(known[i].name, name, length) == 0)
            return known[i].kind;
    return ATTRIBUTE_CALL;
}

struct scan {
    const struct text *text;
    struct arena *arena;
    struct attributes *out;
};

static const char *append(struct scan *s, const char *list, const char *piece)
{
    return *list ? arena_printf(s->arena, "%s %s", list, piece) : piece;
}

/* One attribute, the tokens [first, last), as it is written between the brackets. */
static void add(struct scan *s, uint32_t first, uint32_t last, bool gnu)
{
    const struct token *tokens = s->text->tokens;
    uint32_t name = first;
    while (name + 2 < last && text_token_is(s->text, name + 1, "::")) /* [[gnu::noinline]] */
        name += 2;
    const char *spelling = s->text->bytes + tokens[name].begin;
    const char *text = arena_printf(s->arena, gnu ? "__attribute__((%.*s))" : "[[%.*s]]",
                                    (int)(tokens[last - 1].end - tokens[first].begin),
                                    s->text->bytes + tokens[first].begin);
    switch (kind_of(spelling, tokens[name].end - tokens[name].begin)) {
    case ATTRIBUTE_LINKER:
        s->out->linker = append(s, s->out->linker, text);
        break;
    case ATTRIBUTE_ENTRY:
        s->out->entry = append(s, s->out->entry, text);
        break;
    case ATTRIBUTE_CODE:
        s->out->code = append(s, s->out->code, text);
        break;
    case ATTRIBUTE_REFUSED:
        s->out->refused = tokens[name].begin;
        break;
    default:
        if (gnu) /* the others lead the declaration, and stay there */
            s->out->call = append(s, s->out->call, text);
        break;
    }
}

/* The attributes behind the two opening brackets at `index`; the index behind the closing ones. */
static uint32_t scan_list(struct scan *s, uint32_t index, bool gnu)
{
    int depth = 0;
    uint32_t first = index;
    for (; index < s->text->token_count; index++) {
        bool closes = text_token_is(s->text, index, ")") || text_token_is(s->text, index, "]");
        if ((depth == 0 && closes) || (depth == 0 && text_token_is(s->text, index, ","))) {
            if (first < index)
                add(s, first, index, gnu);
            first = index + 1;
            if (closes)
                return index + 2;
        }
        depth += text_token_is(s->text, index, "(") || text_token_is(s->text, index, "[");
        depth -= closes;
    }
    return index;
}

/* The first token of the attributes that stand in front of a declaration. */
static uint32_t leading(const struct text *text, uint32_t index)
{
    for (;;) {
        if (index < 4 ||
            !(text_token_is(text, index - 1, "]") || text_token_is(text, index - 1, ")")))
            return index;
        int depth = 0;
        uint32_t at = index;
        do {
            at--;
            depth += text_token_is(text, at, "]") || text_token_is(text, at, ")");
            depth -= text_token_is(text, at, "[") || text_token_is(text, at, "(");
        } while (depth > 0 && at > 0);
        if (text_token_is(text, at, "[") && text_token_is(text, at + 1, "["))
            index = at;
        else if (at > 0 && (text_token_is(text, at - 1, "__attribute__") ||
                            text_token_is(text, at - 1, "__attribute")))
            index = at - 1;
        else
            return index;
    }
}

struct attributes attributes_of(struct program *program, uint32_t begin, uint32_t end)
{
    const struct text *text = &program->text;
    struct attributes out = {.linker = "", .entry = "", .code = "", .call = ""};
    struct scan s = {text, program->arena, &out};
    int depth = 0;
    for (uint32_t i = leading(text, text_token_at(text, begin));
         i < text->token_count && text->tokens[i].begin < end;) {
        bool gnu = text_token_is(text, i, "__attribute__") || text_token_is(text, i, "__attribute");
        if (depth == 0 && gnu) {
            i = scan_list(&s, i + 3, true);
            continue;
        }
        if (depth == 0 && text_token_is(text, i, "[") && text_token_is(text, i + 1, "[")) {
            i = scan_list(&s, i + 2, false);
            continue;
        }
        depth += text_token_is(text, i, "(") || text_token_is(text, i, "{");
        depth -= text_token_is(text, i, ")") || text_token_is(text, i, "}");
        i++;
    }
    return out;
}
