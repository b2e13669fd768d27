/* document.h - findings as JSON. */
#ifndef ASYNCC_CHECK_DOCUMENT_H
#define ASYNCC_CHECK_DOCUMENT_H

#include "check/check.h"

#include <cjson/cJSON.h>

/* One finding; names of files become absolute, relative ones being below `directory`. */
cJSON *document_finding(struct arena *arena, const char *directory,
                        const struct diag_record *record);

#endif
