/* response.h - "@file" on the command line. */
#ifndef ASYNCC_RESPONSE_H
#define ASYNCC_RESPONSE_H

#include "driver/argv.h"

/* Adds argv's words to `out`, those of each @file in its place. As with gcc and clang an
 * "@file" that cannot be read is a word like another. */
void response_expand(struct argv *out, int argc, char **argv);

/* The words of a command line in one string. */
void response_split(struct argv *out, const char *text);

#endif
