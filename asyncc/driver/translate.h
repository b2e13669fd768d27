/* translate.h - one C source to an object, assembly text or lowered C. */
#ifndef ASYNCC_TRANSLATE_H
#define ASYNCC_TRANSLATE_H

#include "diag/diag.h"
#include "driver/driver.h"
#include "support/strbuf.h"

struct facts;
struct frame_report;

/* Compiles `source` to `output` (NULL: there is none). Returns the exit status. */
int translate_source(struct driver *driver, const struct argument *source, const char *output);

/* Writes the source's lowered C to `output`, "-" being standard output. */
int translate_for_people(struct driver *driver, const struct argument *source, const char *output);

/* Adds what the source's frames hold to the report. Returns the exit status. */
int translate_frames(struct driver *driver, const struct argument *source,
                     struct frame_report *report);

/* Takes the source through the passes up to the lints. Findings' strings lie in the arena of the
 * facts; what the preprocessor said is added to `errors`. A source without async code has facts,
 * but no findings. False: it does not compile. */
bool translate_analyse(struct driver *driver, const struct argument *source, struct diag *diag,
                       struct facts *facts, struct strbuf *errors);

/* The -W options of the command line. */
void translate_set_warnings(struct diag *diag, const struct options *options);

/* Whether the source may hold async code, by a look at its own text. It may still
 * hold some that stands in a header's macros. */
bool translate_looks_async(const struct argument *source);

#endif
