/* install.h - where our headers, our library and our passes are. */
#ifndef ASYNCC_INSTALL_H
#define ASYNCC_INSTALL_H

#include "support/arena.h"

struct install {
    const char
        *include; /* the folder of async.h; NULL: not found, or one that is searched anyway */
    const char *library; /* libasync.a; NULL: not found */
    const char *passes;  /* passes.so; NULL: not found */
    const char *lints;   /* the folder of the diagnostics' pages; NULL: not found */
};

void install_find(struct install *install, struct arena *arena);

#endif
