/* translate.h - one C source to an object, assembly text or lowered C. */
#ifndef ASYNCC_TRANSLATE_H
#define ASYNCC_TRANSLATE_H

#include "driver/driver.h"

/* Compiles `source` to `output` (NULL: there is none). Returns the exit status. */
int translate_source(struct driver *driver, const struct argument *source, const char *output);

/* Writes the source's lowered C to `output`, "-" being standard output. */
int translate_for_people(struct driver *driver, const struct argument *source, const char *output);

/* Whether the source may hold async code, by a look at its own text. It may still
 * hold some that stands in a header's macros. */
bool translate_looks_async(const struct argument *source);

#endif
