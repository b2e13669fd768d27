/* writer.h - lines of output that know which line of the source they stand for.
 *
 * What belongs to one source line is written on one line, so that the output
 * keeps step with the source and a line marker is needed only where it cannot.
 * Without markers (asyncc lower -P) every piece gets a line of its own.
 */
#ifndef ASYNCC_WRITER_H
#define ASYNCC_WRITER_H

#include "support/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

struct writer {
    struct strbuf out;
    bool markers;
    unsigned width; /* lines for people: about how long at most; 0: as long as need be */
    unsigned indent;
    const char *file; /* what the current output line stands for */
    uint32_t line;
    uint32_t column; /* bytes on the current line; 0: nothing yet */
};

/* Adds a piece (a statement, a brace, a declaration) for a source line. It may
 * hold newlines, which stand for source lines too. */
void writer_put(struct writer *writer, const char *file, uint32_t line, const char *piece);

/* Ends the current line. */
void writer_newline(struct writer *writer);

/* A line for no source line in particular: it takes that of the last piece. */
void writer_line(struct writer *writer, const char *piece);

/* Whole lines that stand for no source line: after a marker that output.c turns
 * into the output's own name and line. */
#define WRITER_OWN_MARKER "# 0 \"<own>\"\n"
void writer_own_lines(struct writer *writer, const char *text);

/* `#pragma` and the like: alone on a line, from the first column. */
void writer_directive(struct writer *writer, const char *file, uint32_t line, const char *text);

#endif
