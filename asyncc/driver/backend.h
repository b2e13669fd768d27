/* backend.h - the user's compiler, which does the preprocessing and all behind lowering. */
#ifndef ASYNCC_BACKEND_H
#define ASYNCC_BACKEND_H

#include "driver/argv.h"

#include <stdbool.h>

struct backend {
    struct argv words;   /* the command without options: "gcc", or "ccache clang" */
    struct argv options; /* the options that ASYNCC_CC has behind it: "-m32" */
    bool launched;       /* named on the command line: "asyncc gcc -c x.c" */
    bool plain;          /* no C compiler (g++): its sources are not ours */
};

/* Takes a compiler at the front of `words` (from *at on), else that of ASYNCC_CC, else the first
 * that is installed. False: reported that there is none. */
bool backend_find(struct backend *backend, const struct argv *words, size_t *at);
void backend_deinit(struct backend *backend);

/* The compiler's name without folders. */
const char *backend_name(const struct backend *backend);

#endif
