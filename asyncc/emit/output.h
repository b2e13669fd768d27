/* output.h - the lowered unit: the user's text with the edits of lowering in it. */
#ifndef ASYNCC_OUTPUT_H
#define ASYNCC_OUTPUT_H

#include "frontend/program.h"
#include "support/strbuf.h"

/* Text for the back end: everything else byte for byte, line markers kept. */
void output_for_compiler(struct program *program, struct strbuf *out);

/* Text for people and for other compilers (asyncc lower): system headers become
 * #include again, line markers #line directives, or nothing if program->markers is off. */
void output_for_people(struct program *program, struct strbuf *out);

#endif
