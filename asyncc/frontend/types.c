/* libclang's types as ours. Sugar that can be spelled (typedefs, tags) is kept;
 * the rest (parentheses, typeof, attributes) is looked through. */
#include "frontend/frontend.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    CXType key;
    const struct type *type;
};

struct type_table {
    struct arena *arena;
    struct program *program;
    struct entry *entries;
    size_t count, capacity;
};

struct type_table *types_create(struct program *program)
{
    struct arena *arena = program->arena;
    struct type_table *types = arena_new(arena, struct type_table);
    types->arena = arena;
    types->program = program;
    types->capacity = 1024;
    types->entries = calloc(types->capacity, sizeof *types->entries);
    return types;
}

void types_destroy(struct type_table *types) { free(types->entries); }

static size_t hash_type(CXType type)
{
    return ((size_t)type.data[0] >> 4) * 31 + (size_t)type.data[1] * 7 + type.kind;
}

static struct entry *find(struct type_table *types, CXType key)
{
    size_t at = hash_type(key) & (types->capacity - 1);
    while (types->entries[at].type != NULL && (types->entries[at].key.data[0] != key.data[0] ||
                                               types->entries[at].key.kind != key.kind))
        at = (at + 1) & (types->capacity - 1);
    return &types->entries[at];
}

static void insert(struct type_table *types, CXType key, const struct type *type)
{
    if (types->count * 2 >= types->capacity) {
        struct entry *old = types->entries;
        size_t n = types->capacity;
        types->capacity *= 2;
        types->entries = calloc(types->capacity, sizeof *types->entries);
        for (size_t i = 0; i < n; i++)
            if (old[i].type != NULL)
                *find(types, old[i].key) = old[i];
        free(old);
    }
    *find(types, key) = (struct entry){key, type};
    types->count++;
}

static unsigned quals_of(CXType type)
{
    return (clang_isConstQualifiedType(type) ? QUAL_CONST : 0u) |
           (clang_isVolatileQualifiedType(type) ? QUAL_VOLATILE : 0u) |
           (clang_isRestrictQualifiedType(type) ? QUAL_RESTRICT : 0u);
}

static bool is_function_kind(enum CXTypeKind kind)
{
    return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

static bool is_array_kind(enum CXTypeKind kind)
{
    return kind == CXType_ConstantArray || kind == CXType_IncompleteArray ||
           kind == CXType_VariableArray || kind == CXType_DependentSizedArray;
}

/* Whether a typedef or tag is declared inside a function. */
static bool declared_locally(CXType type)
{
    CXCursor declaration = clang_getTypeDeclaration(type);
    for (int depth = 0; depth < 16; depth++) {
        enum CXCursorKind kind = clang_getCursorKind(declaration);
        if (kind == CXCursor_FunctionDecl)
            return true;
        if (clang_isInvalid(kind) || kind == CXCursor_TranslationUnit)
            return false;
        declaration = clang_getCursorSemanticParent(declaration);
    }
    return false;
}

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data);

/* Whether a field, at any depth, is const: such a record cannot be assigned. */
static bool has_const_field(CXType type)
{
    bool found = false;
    type = clang_getCanonicalType(type);
    while (is_array_kind(type.kind))
        type = clang_getElementType(type);
    if (type.kind == CXType_Record)
        clang_Type_visitFields(type, visit_field, &found);
    return found;
}

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    while (is_array_kind(type.kind))
        type = clang_getElementType(type);
    if (clang_isConstQualifiedType(type) || has_const_field(type))
        *(bool *)data = true;
    return CXVisit_Continue;
}

static void fill_canonical(struct type_table *types, struct type *out, CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    enum CXTypeKind kind = canonical.kind;
    out->is_void = kind == CXType_Void;
    out->is_array = is_array_kind(kind);
    out->is_pointer =
        kind == CXType_Pointer || kind == CXType_BlockPointer || kind == CXType_NullPtr;
    out->is_function = is_function_kind(kind);
    out->is_record = kind == CXType_Record;
    out->is_atomic = kind == CXType_Atomic;
    out->const_member = out->is_record && has_const_field(canonical);
    out->is_scalar = !out->is_array && !out->is_function && !out->is_record && !out->is_void;
    CXType element = canonical;
    while (is_array_kind(element.kind))
        element = clang_getElementType(element);
    out->is_volatile =
        clang_isVolatileQualifiedType(canonical) || clang_isVolatileQualifiedType(element);
    out->is_const = clang_isConstQualifiedType(canonical) || clang_isConstQualifiedType(element);
    out->size = clang_Type_getSizeOf(canonical);
    out->align = clang_Type_getAlignOf(type); /* a typedef may have more than what it names */
    out->canonical =
        cursor_string(types->arena, clang_getTypeSpelling(clang_getUnqualifiedType(canonical)));
    CXType pointee = kind == CXType_Pointer ? clang_getPointeeType(canonical) : canonical;
    if (is_function_kind(pointee.kind)) {
        const struct convention *ours = types->program->convention;
        enum CXCallingConv convention = clang_getFunctionTypeCallingConv(pointee);
        out->is_generator = convention == ours->generator;
        out->is_async = out->is_generator || convention == ours->async;
        out->function =
            out->is_function && out->kind == TYPE_FUNCTION ? out : types_convert(types, pointee);
    }
}

/* An unnamed tag gets a name, written into its definition, so that temporaries
 * and frame slots of the type can be declared. */
static const char *name_tag(struct type_table *types, CXType type)
{
    struct program *program = types->program;
    const struct text *text = &program->text;
    CXCursor tag = clang_getTypeDeclaration(type);
    if (clang_Cursor_isAnonymousRecordDecl(tag))
        return NULL; /* its members are those of the record around it */
    struct range range = cursor_range(tag);
    uint32_t index = text_token_at(text, range.begin);
    const struct token *keyword = &text->tokens[index];
    while (index < text->token_count && !text_token_is(text, index, "{"))
        index++;
    if (index >= text->token_count || text->tokens[index].begin >= range.end)
        return NULL;
    uint32_t at = text->tokens[index].begin;
    const char *name = NULL;
    for (size_t i = 0; i < program->tag_names.count; i++)
        if (program->tag_names.data[i].begin == at)
            name = program->tag_names.data[i].with;
    if (name == NULL) {
        name = arena_printf(types->arena, "async_unnamed_%zu ", program->tag_names.count + 1);
        *vec_push(&program->tag_names) = (struct edit){at, at, name};
    }
    return arena_printf(types->arena, "%.*s %.*s", (int)(keyword->end - keyword->begin),
                        text->bytes + keyword->begin, (int)strlen(name) - 1, name);
}

static void convert_base(struct type_table *types, struct type *out, CXType type)
{
    out->kind = TYPE_BASE;
    out->quals = quals_of(type);
    out->name = cursor_string(types->arena, clang_getTypeSpelling(clang_getUnqualifiedType(type)));
    out->unnamed = strstr(out->name, "(unnamed") || strstr(out->name, "(anonymous");
    out->local = declared_locally(type);
    const char *given = out->unnamed ? name_tag(types, type) : NULL;
    if (given != NULL) {
        out->name = given;
        out->unnamed = false;
    }
    if (names_convention(types->program, out->name))
        out->unnamed = true;
}

static void convert_function(struct type_table *types, struct type *out, CXType type)
{
    out->kind = TYPE_FUNCTION;
    out->inner = types_convert(types, clang_getResultType(type));
    int count = clang_getNumArgTypes(type);
    out->param_count = count > 0 ? (unsigned)count : 0;
    out->params = arena_array(types->arena, const struct type *, out->param_count + 1);
    out->variadic = type.kind == CXType_FunctionProto && clang_isFunctionTypeVariadic(type);
    out->prototype = type.kind == CXType_FunctionProto;
    out->local = out->inner->local;
    out->unnamed = out->inner->unnamed;
    for (unsigned i = 0; i < out->param_count; i++) {
        const struct type *param = types_convert(types, clang_getArgType(type, i));
        if (param->kind == TYPE_VLA)
            param = type_pointer_to(types->arena, param->inner);
        param = type_starred(types->arena, param);
        out->params[i] = param;
        out->local |= param->local;
        out->unnamed |= param->unnamed;
        out->variable |= param->variable;
    }
}

static void convert_array(struct type_table *types, struct type *out, CXType type)
{
    out->kind = type.kind == CXType_ConstantArray     ? TYPE_ARRAY
                : type.kind == CXType_IncompleteArray ? TYPE_OPEN_ARRAY
                                                      : TYPE_VLA;
    out->inner = types_convert(types, clang_getElementType(type));
    if (out->kind == TYPE_ARRAY)
        out->count = (uint64_t)clang_getArraySize(type);
    out->local = out->inner->local;
    out->unnamed = out->inner->unnamed;
    out->variable = out->kind == TYPE_VLA || out->inner->variable;
    if (out->kind == TYPE_VLA)
        out->bound = arena_new(types->arena, struct bound);
}

/* Through pointers too. */
static bool is_variably_modified(CXType type)
{
    type = clang_getCanonicalType(type);
    while (type.kind == CXType_Pointer || is_array_kind(type.kind)) {
        if (type.kind == CXType_VariableArray)
            return true;
        type =
            type.kind == CXType_Pointer ? clang_getPointeeType(type) : clang_getElementType(type);
    }
    return false;
}

static bool keeps_its_name(CXType type)
{
    switch (type.kind) {
    case CXType_Typedef:
    case CXType_Elaborated:
    case CXType_Record:
    case CXType_Enum:
        return true;
    default:
        return false;
    }
}

/* A typedef whose target cannot be written by its name alone at file scope can
 * still be written by the typedef's name. */
static void convert_shape(struct type_table *types, struct type *out, CXType type)
{
    if (type.kind == CXType_Elaborated && clang_Type_getNamedType(type).kind == CXType_Typedef) {
        convert_shape(types, out, clang_Type_getNamedType(type));
        out->quals |= quals_of(type);
    } else if (type.kind == CXType_Typedef && is_variably_modified(type)) {
        CXCursor declaration = clang_getTypeDeclaration(type);
        const struct type *named =
            types_convert(types, clang_getTypedefDeclUnderlyingType(declaration));
        *out = *named;
        out->quals |= quals_of(type);
    } else if (keeps_its_name(type)) {
        convert_base(types, out, type);
    } else if (type.kind == CXType_Pointer) {
        out->kind = TYPE_POINTER;
        out->quals = quals_of(type);
        out->inner = types_convert(types, clang_getPointeeType(type));
        out->local = out->inner->local;
        out->unnamed = out->inner->unnamed;
        out->variable = out->inner->variable;
    } else if (is_function_kind(type.kind)) {
        convert_function(types, out, type);
    } else if (is_array_kind(type.kind)) {
        convert_array(types, out, type);
    } else {
        CXType canonical = clang_getCanonicalType(type);
        if (canonical.kind == CXType_VariableArray) /* typeof(a): its sizes are those of a */
            *out = *types_convert(types, canonical);
        else if (!clang_equalTypes(canonical, type) && canonical.kind != CXType_Invalid)
            convert_shape(types, out, canonical);
        else
            convert_base(types, out, type);
    }
}

/* Clang's own placeholders ("<builtin fn type>") have no size to be asked for. */
static bool is_placeholder(CXType type)
{
    CXString spelling = clang_getTypeSpelling(type);
    bool result = clang_getCString(spelling)[0] == '<';
    clang_disposeString(spelling);
    return result;
}

const struct type *types_convert(struct type_table *types, CXType type)
{
    struct entry *known = find(types, type);
    if (known->type != NULL)
        return known->type;
    struct type *out = arena_new(types->arena, struct type);
    if (type.kind == CXType_Invalid || is_placeholder(type)) {
        *out = (struct type){.kind = TYPE_BASE,
                             .name = "int",
                             .canonical = "int",
                             .is_scalar = true,
                             .size = 4,
                             .align = 4};
        return out;
    }
    convert_shape(types, out, type);
    fill_canonical(types, out, type);
    insert(types, type, out);
    return out;
}
