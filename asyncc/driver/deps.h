/* deps.h - dependency files for make and Ninja. */
#ifndef ASYNCC_DEPS_H
#define ASYNCC_DEPS_H

#include "driver/argv.h"
#include "driver/options.h"

/* Adds the -M options, with the file and the target named as the back end would name
 * them were it to do all in one call. */
void deps_add(struct argv *argv, const struct options *options, const struct argument *source);

#endif
