#include "emit/writer.h"

#include <string.h>

enum { NEAR = 4 };

void writer_newline(struct writer *writer)
{
    if (writer->column == 0)
        return;
    strbuf_putc(&writer->out, '\n');
    writer->line++;
    writer->column = 0;
}

static void add_marker(struct writer *writer, const char *file, uint32_t line)
{
    strbuf_printf(&writer->out, "# %u \"", line);
    for (const char *p = file; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            strbuf_putc(&writer->out, '\\');
        strbuf_putc(&writer->out, *p);
    }
    strbuf_puts(&writer->out, "\"\n");
    writer->file = file;
    writer->line = line;
}

static bool same_file(const struct writer *writer, const char *file)
{
    return writer->file != NULL && (writer->file == file || strcmp(writer->file, file) == 0);
}

/* At the start of a line: makes it stand for `line`. */
static void sync(struct writer *writer, const char *file, uint32_t line)
{
    if (!writer->markers)
        return;
    if (same_file(writer, file) && line >= writer->line && line - writer->line <= NEAR) {
        for (; writer->line < line; writer->line++)
            strbuf_putc(&writer->out, '\n');
        return;
    }
    add_marker(writer, file, line);
}

static void add_text(struct writer *writer, const char *piece)
{
    strbuf_puts(&writer->out, piece);
    const char *last = strrchr(piece, '\n');
    for (const char *p = piece; *p != '\0'; p++)
        writer->line += *p == '\n';
    writer->column =
        last ? (uint32_t)strlen(last + 1) + 1 : writer->column + (uint32_t)strlen(piece);
}

static bool goes_on(const struct writer *writer, const char *file, uint32_t line, const char *piece)
{
    return writer->markers && writer->column > 0 && same_file(writer, file) &&
           writer->line == line &&
           (writer->width == 0 || writer->column + strlen(piece) < writer->width || *piece == '}');
}

/* Very deep code is not indented further: thousands of levels (`else if` with awaits) would make
 * hundreds of megabytes of blanks. Returns the number of columns. */
static unsigned put_indent(struct writer *writer)
{
    enum { DEEPEST = 24 };
    unsigned depth = writer->indent < DEEPEST ? writer->indent : DEEPEST;
    for (unsigned i = 0; i < depth; i++)
        strbuf_puts(&writer->out, "    ");
    return depth * 4;
}

void writer_put(struct writer *writer, const char *file, uint32_t line, const char *piece)
{
    if (goes_on(writer, file, line, piece)) {
        piece += strspn(piece, " ");
        strbuf_putc(&writer->out, ' ');
        writer->column++;
    } else {
        writer_newline(writer);
        sync(writer, file, line);
        writer->column = put_indent(writer) + 1;
    }
    add_text(writer, piece);
}

void writer_line(struct writer *writer, const char *piece)
{
    writer_newline(writer);
    put_indent(writer);
    writer->column = 1;
    add_text(writer, piece);
    writer_newline(writer);
}

void writer_own_lines(struct writer *writer, const char *text)
{
    writer_newline(writer);
    if (writer->markers)
        strbuf_puts(&writer->out, WRITER_OWN_MARKER);
    strbuf_puts(&writer->out, text);
    writer->file = NULL;
}

void writer_directive(struct writer *writer, const char *file, uint32_t line, const char *text)
{
    writer_newline(writer);
    sync(writer, file, line);
    strbuf_puts(&writer->out, text);
    writer->column = 1;
    writer_newline(writer);
}
