/* parse_flags.h - the user's options that libclang's parse needs. */
#ifndef ASYNCC_PARSE_FLAGS_H
#define ASYNCC_PARSE_FLAGS_H

#include "driver/backend.h"
#include "driver/options.h"

/* Those about C's own warnings. */
void warning_flags_add(struct argv *flags, const struct options *options);

void parse_flags_add(struct argv *flags, const struct options *options,
                     const struct backend *backend);

#endif
