/* document.h - findings and facts as JSON. */
#ifndef ASYNCC_CHECK_DOCUMENT_H
#define ASYNCC_CHECK_DOCUMENT_H

#include "check/check.h"
#include "lint/facts.h"

#include <cjson/cJSON.h>

/* One finding; names of files become absolute, relative ones being below `directory`. */
cJSON *document_finding(struct arena *arena, const char *directory,
                        const struct diag_record *record);

/* What document.c and summary.c share. */
void document_add_place(cJSON *object, struct arena *arena, const char *directory,
                        const struct diag_place *place);
struct diag_place document_place(struct check *check, const cJSON *object);
const char *document_string(struct check *check, const cJSON *object, const char *name);
unsigned document_number(const cJSON *object, const char *name);
bool document_flag(const cJSON *object, const char *name);

/* summary.c: the facts of a file. */
cJSON *summary_write(const struct facts *facts, const char *directory);
void summary_read(struct check *check, const cJSON *summary, struct facts *facts);

#endif
