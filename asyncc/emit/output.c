/* output.c - applies edits to the text.
 *
 * Edits are sorted by place; one that lies inside another's range is dropped
 * with it. Where an edit has fewer or more lines than what it replaces, the text
 * behind it is brought back in step.
 */
#include "emit/output.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct numbered {
    struct edit edit;
    size_t order;
};

static int by_place(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    if (x->edit.begin != y->edit.begin)
        return x->edit.begin < y->edit.begin ? -1 : 1;
    bool x_inserts = x->edit.end == x->edit.begin, y_inserts = y->edit.end == y->edit.begin;
    if (x_inserts != y_inserts)
        return x_inserts ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

static void sort_edits(struct program *program)
{
    size_t count = program->edits.count;
    struct numbered *sorted = xmalloc(sizeof *sorted * (count + 1));
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct numbered){program->edits.data[i], i};
    qsort(sorted, count, sizeof *sorted, by_place);
    for (size_t i = 0; i < count; i++)
        program->edits.data[i] = sorted[i].edit;
    free(sorted);
}

static unsigned newlines(const char *text, size_t length)
{
    unsigned count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n';
    return count;
}

/* What gets the text after an edit back to its line. */
static void resync(struct program *program, struct strbuf *out, const struct edit *edit)
{
    unsigned before = newlines(program->text.bytes + edit->begin, edit->end - edit->begin);
    unsigned after = newlines(edit->with, strlen(edit->with));
    size_t length = strlen(edit->with);
    bool fresh_line = length > 0 && edit->with[length - 1] == '\n';
    if (!program->markers || fresh_line)
        return;
    bool marker = memchr(program->text.bytes + edit->begin, '#', edit->end - edit->begin) != NULL;
    if (after == before && !marker)
        return;
    if (after < before && !marker) {
        for (; after < before; after++)
            strbuf_putc(out, '\n');
        return;
    }
    struct origin origin = text_origin(&program->text, edit->end);
    strbuf_printf(out, "\n# %u \"%s\"\n", origin.line, origin.file);
}

typedef void copy_function(struct program *program, struct strbuf *out, uint32_t begin,
                           uint32_t end);

static void apply(struct program *program, struct strbuf *out, copy_function *copy)
{
    uint32_t at = 0;
    sort_edits(program);
    for (size_t i = 0; i < program->edits.count; i++) {
        const struct edit *edit = &program->edits.data[i];
        if (edit->begin < at)
            continue;
        copy(program, out, at, edit->begin);
        strbuf_puts(out, edit->with);
        resync(program, out, edit);
        at = edit->end;
    }
    copy(program, out, at, program->text.length);
}

static void copy_bytes(struct program *program, struct strbuf *out, uint32_t begin, uint32_t end)
{
    strbuf_add(out, program->text.bytes + begin, end - begin);
}

void output_for_compiler(struct program *program, struct strbuf *out)
{
    apply(program, out, copy_bytes);
}

/* ---- for people -------------------------------------------------------- */

/* asyncc's own headers stay in the output: it must compile without asyncc. */
static bool is_own_header(const char *file)
{
    const char *name = strrchr(file, '/');
    if (name == NULL)
        return false;
    return strcmp(name, "/async.h") == 0 ||
           (name - file >= 6 && strncmp(name - 6, "/async", 6) == 0);
}

/* The #include directive on a line of a source file, or NULL. */
static char *include_directive(struct program *program, const char *file, uint32_t line)
{
    FILE *in = fopen(file, "r");
    char buffer[1024], *found = NULL;
    if (in == NULL)
        return NULL;
    for (uint32_t n = 1; fgets(buffer, sizeof buffer, in) != NULL; n++)
        if (n == line) {
            char *p = buffer + strspn(buffer, " \t");
            if (*p == '#') {
                p += 1 + strspn(p + 1, " \t");
                char *name = p + strlen("include") + strspn(p + strlen("include"), " \t");
                bool named = strncmp(p, "include", 7) == 0 && (*name == '<' || *name == '"');
                char *close = named ? strchr(name + 1, *name == '<' ? '>' : '"') : NULL;
                if (close != NULL)
                    found = arena_printf(program->arena, "#include %.*s", (int)(close + 1 - name),
                                         name);
            }
            break;
        }
    fclose(in);
    return found;
}

/* The marker that leaves the file which marker `index` enters. */
static uint32_t leaving_marker(const struct text *text, uint32_t index)
{
    int depth = 1;
    for (uint32_t i = index + 1; i < text->marker_count; i++) {
        depth += text->markers[i].enter;
        if (text->markers[i].leave && --depth == 0)
            return i;
    }
    return text->marker_count;
}

static uint32_t line_start(const struct text *text, uint32_t offset)
{
    while (offset > 0 && text->bytes[offset - 1] != '\n')
        offset--;
    return offset;
}

static void hide_system_headers(struct program *program)
{
    const struct text *text = &program->text;
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const struct line_marker *marker = &text->markers[i];
        if (!marker->enter || !marker->system || is_own_header(marker->file))
            continue;
        struct origin at = text_origin(text, marker->begin);
        uint32_t leave = leaving_marker(text, i);
        if (leave == text->marker_count)
            return;
        /* the marker that leaves names the line after the directive */
        const struct line_marker *back = &text->markers[leave];
        char *directive = include_directive(program, at.file, back->line > 0 ? back->line - 1 : 0);
        if (directive != NULL)
            *vec_push(&program->edits) =
                (struct edit){line_start(text, marker->begin), back->begin,
                              arena_printf(program->arena, "%s\n", directive)};
        i = leave;
    }
}

/* Markers as #line directives where the numbering really changes. */
static void copy_for_people(struct program *program, struct strbuf *out, uint32_t begin,
                            uint32_t end)
{
    const struct text *text = &program->text;
    uint32_t at = begin;
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const struct line_marker *marker = &text->markers[i];
        if (marker->begin < begin || marker->begin >= end)
            continue;
        strbuf_add(out, text->bytes + at, marker->begin - at);
        at = marker->offset < end ? marker->offset : end;
        if (program->markers && marker->file && marker->file[0] != '<')
            strbuf_printf(out, "# %u \"%s\"\n", marker->line, marker->file);
    }
    if (at < end)
        strbuf_add(out, text->bytes + at, end - at);
}

/* Feature-test macros must stand before the first #include again. */
static void add_feature_macros(struct program *program, struct strbuf *out)
{
    FILE *in = fopen(program->name, "r");
    char buffer[1024];
    if (in == NULL)
        return;
    while (fgets(buffer, sizeof buffer, in) != NULL) {
        char *p = buffer + strspn(buffer, " \t");
        if (*p++ != '#')
            continue;
        p += strspn(p, " \t");
        if (strncmp(p, "define _", 8) == 0)
            strbuf_puts(out, buffer);
    }
    fclose(in);
}

/* ---- lines -------------------------------------------------------------- */

/* The text for people, line by line: runs of empty lines shrink to one, and line
 * markers become #line where they still mean something. */
struct tidy {
    struct strbuf *out;
    const char *own_name;
    bool pending, own; /* a marker waits to be written, for the output itself */
    uint32_t line;     /* of the next line: as the marker says, moved on by each line since */
    const char *file;
    int file_length;
    bool blank; /* the last line was empty */
};

static bool is_line_marker(const char *line)
{
    return line[0] == '#' && line[1] == ' ' && isdigit((unsigned char)line[2]);
}

static void note_marker(struct tidy *t, const char *line, size_t length)
{
    char *end;
    t->pending = true;
    t->line = (uint32_t)strtoul(line + 2, &end, 10);
    t->own = t->line == 0;
    t->file = end + 1;
    t->file_length = (int)(line + length - t->file);
}

static void write_marker(struct tidy *t)
{
    if (t->own)
        strbuf_printf(t->out, "#line %u \"%s\"\n", newlines(t->out->text, t->out->length) + 2,
                      t->own_name);
    else
        strbuf_printf(t->out, "#line %u %.*s\n", t->line, t->file_length, t->file);
    t->pending = false;
}

static void tidy_line(struct tidy *t, const char *line, size_t length)
{
    bool empty = strspn(line, " \t") >= length;
    if (is_line_marker(line)) {
        note_marker(t, line, length);
        return;
    }
    if (empty && t->blank) /* goes, and what follows must find its number again */
        t->pending = t->file != NULL;
    if (!empty && t->pending)
        write_marker(t);
    if (!empty || (!t->blank && !t->pending)) {
        strbuf_add(t->out, line, length);
        strbuf_putc(t->out, '\n');
    }
    t->blank = empty;
    t->line++;
}

static void tidy(struct program *program, struct strbuf *out, const char *text)
{
    struct tidy t = {.out = out,
                     .own_name = program->output_name ? program->output_name : "lowered.c"};
    while (*text != '\0') {
        const char *end = strchr(text, '\n');
        size_t length = end ? (size_t)(end - text) : strlen(text);
        tidy_line(&t, text, length);
        text = end ? end + 1 : text + length;
    }
}

void output_for_people(struct program *program, struct strbuf *out)
{
    struct strbuf raw = {0};
    hide_system_headers(program);
    add_feature_macros(program, out);
    apply(program, &raw, copy_for_people);
    strbuf_puts(out, "");
    tidy(program, out, raw.text ? raw.text : "");
    strbuf_deinit(&raw);
}
