/* temps.h - temporary files, and outputs that appear whole or not at all.
 *
 * Temporaries go to one folder below TMPDIR. They, and unfinished outputs, are
 * gone at temps_remove and when the process ends by SIGINT, SIGTERM, SIGHUP, SIGPIPE or
 * by a bug of ours (SIGABRT, SIGSEGV).
 */
#ifndef ASYNCC_TEMPS_H
#define ASYNCC_TEMPS_H

#include "support/arena.h"

#include <stdbool.h>
#include <sys/types.h>

/* Catches the signals; call once before anything else here. */
void temps_init(void);
void temps_remove(void);

/* The child to end together with this process; 0: none. */
void temps_set_child(pid_t child);

/* A path in the folder for `name` with `suffix` for its extension, unique and
 * the same in each run below the folder. NULL: reported why not. */
const char *temps_path(struct arena *arena, const char *name, const char *suffix);

/* An output under way: to be written at `temporary`. */
struct temps_output {
    const char *path, *temporary;
};

/* `direct`: write at the path itself. So is what is no regular file, as /dev/null. */
struct temps_output temps_output(struct arena *arena, const char *path, bool direct);

/* Puts the output in place, or removes what there is of it. False: reported why not. */
bool temps_finish(const struct temps_output *output, bool success);

#endif
