/* install.h - where our headers and our library are. */
#ifndef ASYNCC_INSTALL_H
#define ASYNCC_INSTALL_H

#include "support/arena.h"

struct install {
    const char
        *include; /* the folder of async.h; NULL: not found, or one that is searched anyway */
    const char *library; /* libasync.a; NULL: not found */
};

void install_find(struct install *install, struct arena *arena);

#endif
