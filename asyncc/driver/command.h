/* command.h - the command lines of the back end, one for each step. */
#ifndef ASYNCC_COMMAND_H
#define ASYNCC_COMMAND_H

#include "driver/driver.h"

/* Everything as the user wrote it, with our headers and, when it links, our libraries. */
void command_whole(struct argv *command, const struct driver *driver, const char *output);

/* One input alone, as the user wrote it, up to the driver's action or `-c`. */
void command_plain(struct argv *command, const struct driver *driver, const struct argument *input,
                   const char *output);

/* One source through the preprocessor to standard output. `deps`: dependency files too. */
void command_preprocess(struct argv *command, const struct driver *driver,
                        const struct argument *source, bool deps);

/* Lowered text at `path`, with `more` options. */
void command_lowered(struct argv *command, const struct driver *driver, const char *path,
                     const char *output, const struct argv *more);

/* Links: `objects` holds what each source became, in order. */
void command_link(struct argv *command, const struct driver *driver, const struct argv *objects,
                  const char *output);

#endif
