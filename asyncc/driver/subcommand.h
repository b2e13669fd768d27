/* subcommand.h - asyncc lower, check, frames, explain; --help and --version. */
#ifndef ASYNCC_SUBCOMMAND_H
#define ASYNCC_SUBCOMMAND_H

#include "driver/driver.h"

/* The subcommand's function, or NULL if `word` names none. */
typedef int subcommand(struct driver *driver);
subcommand *subcommand_find(const char *word);

int subcommand_help(void);
int subcommand_version(struct driver *driver);

#endif
