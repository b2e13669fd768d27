/* settings.h - what a project adds to the tables of the lints (its .asynccheck file). */
#ifndef ASYNCC_LINT_SETTINGS_H
#define ASYNCC_LINT_SETTINGS_H

#include "support/vec.h"

#include <stdbool.h>

/* Two functions that belong together: one takes or makes something, the other gives it back. */
struct setting_pair {
    const char *first, *second;
};

struct lint_settings {
    VEC(const char *) blocking;     /* functions that block */
    VEC(const char *) not_blocking; /* that do not, whatever the table says */
    VEC(struct setting_pair) locks;
    VEC(struct setting_pair) resources;
};

/* Whether the list, which may be that of no settings, has the name. */
#define settings_have(settings, list, name) \
    ((settings) != NULL && settings_find((settings)->list.data, (settings)->list.count, name))
bool settings_find(const char *const *names, size_t count, const char *name);

#endif
