/* passes.h - the passes, loaded when they are needed. */
#ifndef ASYNCC_PASSES_H
#define ASYNCC_PASSES_H

#include "driver/install.h"
#include "driver/pipeline.h"

struct driver;

struct passes {
    bool (*run)(const struct unit *unit, struct strbuf *out, struct diag *diag);
    const char *(*version)(void); /* of libclang */
    int (*check)(struct driver *driver);
};

/* Begins to load them while this thread does something else. */
void passes_preload(const struct install *install);

/* Ends what passes_preload began; call before the process ends. */
void passes_end_preload(void);

/* Loads them, once. NULL: reported why not. */
const struct passes *passes_load(const struct install *install);

/* pipeline_has_async, without loading anything. */
bool passes_has_async(const struct strbuf *text);

#endif
