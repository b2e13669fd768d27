/* text.c - prints one diagnostic as clang 19 does:
 *
 *     a.c:3:5: error: coroutine 'f' is never awaited [-Wasync-unawaited]
 *         3 |     f(1);
 *           |     ^~~~
 *           |     await
 *
 * The source line comes from the user's file, each file read once; a file that
 * cannot be read gives no snippet. Columns count bytes; on the screen a tab
 * goes to the next multiple of eight and a UTF-8 sequence takes one cell.
 */
#include "diag/text.h"

#include "support/strbuf.h"

#include <stdlib.h>
#include <string.h>

enum { TAB = 8 };

struct text_file {
    struct text_file *next;
    char *name;
    struct strbuf text;
};

static const char *const level_names[] = {"", "note", "warning", "error"};
static const char *const level_colors[] = {"", "\033[0;1;36m", "\033[0;1;35m", "\033[0;1;31m"};
static const char caret_color[] = "\033[0;1;32m", fixit_color[] = "\033[0;32m";
static const char bold[] = "\033[1m", plain[] = "\033[0m";

void text_deinit(struct text_sink *sink)
{
    while (sink->files != NULL) {
        struct text_file *next = sink->files->next;
        strbuf_deinit(&sink->files->text);
        free(sink->files->name);
        free(sink->files);
        sink->files = next;
    }
}

static void paint(const struct text_sink *sink, const char *color)
{
    if (sink->color)
        fputs(color, sink->to);
}

static void read_file(struct strbuf *text, const char *name)
{
    FILE *from = fopen(name, "rb");
    if (from == NULL)
        return;
    char block[4096];
    size_t length;
    while ((length = fread(block, 1, sizeof block, from)) > 0)
        strbuf_add(text, block, length);
    fclose(from);
}

static const struct text_file *open_file(struct text_sink *sink, const char *name)
{
    for (struct text_file *file = sink->files; file != NULL; file = file->next)
        if (strcmp(file->name, name) == 0)
            return file;
    struct text_file *file = xmalloc(sizeof *file);
    *file = (struct text_file){.next = sink->files, .name = xstrdup(name)};
    read_file(&file->text, name);
    sink->files = file;
    return file;
}

/* The line's text; NULL if the file has no such line. */
static const char *find_line(const struct text_file *file, unsigned line, size_t *length)
{
    const char *start = file->text.length ? file->text.text : "";
    const char *end = start + file->text.length;
    while (start < end) {
        const char *stop = memchr(start, '\n', (size_t)(end - start));
        if (stop == NULL)
            stop = end;
        if (--line == 0) {
            *length = (size_t)(stop - start);
            if (*length > 0 && start[*length - 1] == '\r')
                --*length;
            return start;
        }
        start = stop + 1;
    }
    return NULL;
}

/* The cell of the screen after `cell` when `c` is printed there. */
static size_t advance(size_t cell, char c)
{
    if (c == '\t')
        return cell + TAB - cell % TAB;
    return cell + (((unsigned char)c & 0xC0) != 0x80);
}

/* The cell at which byte column `column` (from 1) of the line stands. */
static size_t cell_of(const char *line, size_t length, unsigned column)
{
    size_t cell = 0;
    for (size_t i = 0; i + 1 < column; i++)
        cell = advance(cell, i < length ? line[i] : ' ');
    return cell;
}

static void print_expanded(FILE *to, const char *line, size_t length)
{
    size_t cell = 0;
    for (size_t i = 0; i < length; i++) {
        size_t next = advance(cell, line[i]);
        if (line[i] == '\t')
            fprintf(to, "%*s", (int)(next - cell), "");
        else
            putc(line[i], to);
        cell = next;
    }
    putc('\n', to);
}

static int gutter_width(unsigned line)
{
    int digits = snprintf(NULL, 0, "%u", line);
    return (digits > 4 ? digits : 4) + 1;
}

static void print_source(const struct text_sink *sink, unsigned number, const char *line,
                         size_t length)
{
    fprintf(sink->to, "%*u | ", gutter_width(number), number);
    print_expanded(sink->to, line, length);
}

static void print_caret(const struct text_sink *sink, const struct diag_place *place,
                        const char *line, size_t length)
{
    size_t start = cell_of(line, length, place->column);
    size_t end = place->end_column > place->column ? cell_of(line, length, place->end_column) : 0;
    fprintf(sink->to, "%*s | ", gutter_width(place->line), "");
    paint(sink, caret_color);
    fprintf(sink->to, "%*s^", (int)start, "");
    for (size_t cell = start + 1; cell < end; cell++)
        putc('~', sink->to);
    paint(sink, plain);
    putc('\n', sink->to);
}

static void print_fixit(const struct text_sink *sink, const struct diag_record *record,
                        const char *line, size_t length)
{
    const struct diag_fixit *fixit = record->fixit;
    if (fixit == NULL || *fixit->text == '\0' || fixit->at.line != record->place.line ||
        fixit->at.column == 0)
        return;
    fprintf(sink->to, "%*s | ", gutter_width(record->place.line), "");
    paint(sink, fixit_color);
    fprintf(sink->to, "%*s%s", (int)cell_of(line, length, fixit->at.column), "", fixit->text);
    paint(sink, plain);
    putc('\n', sink->to);
}

static void print_snippet(struct text_sink *sink, const struct diag_record *record)
{
    const struct diag_place *place = &record->place;
    if (place->file == NULL || place->line == 0 || place->column == 0)
        return;
    size_t length = 0;
    const char *line = find_line(open_file(sink, place->file), place->line, &length);
    if (line == NULL)
        return;
    print_source(sink, place->line, line, length);
    print_caret(sink, place, line, length);
    print_fixit(sink, record, line, length);
}

static void print_place(const struct text_sink *sink, const struct diag_place *place)
{
    paint(sink, bold);
    fputs(place->file ? place->file : "asyncc", sink->to);
    if (place->line)
        fprintf(sink->to, ":%u", place->line);
    if (place->line && place->column)
        fprintf(sink->to, ":%u", place->column);
    fputs(": ", sink->to);
    paint(sink, plain);
}

static void print_head(const struct text_sink *sink, const struct diag_record *record,
                       const char *name, bool promoted)
{
    print_place(sink, &record->place);
    paint(sink, level_colors[record->level]);
    fprintf(sink->to, "%s: ", level_names[record->level]);
    paint(sink, plain);
    if (record->level != DIAG_NOTE)
        paint(sink, bold);
    fputs(record->message, sink->to);
    const char *werror = promoted ? "-Werror," : "";
    if (*name)
        fprintf(sink->to, " [%s-Wasync-%s]", werror, name);
    else if (record->option != NULL)
        fprintf(sink->to, " [%s%s]", werror, record->option);
    if (record->level != DIAG_NOTE)
        paint(sink, plain);
    putc('\n', sink->to);
}

void text_print(struct text_sink *sink, const struct diag_record *record, const char *name,
                bool promoted)
{
    print_head(sink, record, name, promoted);
    print_snippet(sink, record);
    for (const struct diag_record *note = record->notes; note != NULL; note = note->next) {
        print_head(sink, note, "", false);
        if (note->role != DIAG_ADVICE)
            print_snippet(sink, note);
    }
}
