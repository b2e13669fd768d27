/* driver.h - one call of asyncc. */
#ifndef ASYNCC_DRIVER_H
#define ASYNCC_DRIVER_H

#include "driver/backend.h"
#include "driver/install.h"
#include "driver/options.h"

struct driver {
    struct arena arena;
    struct argv words; /* the command line, "@file" expanded, without our own name */
    size_t at;         /* the first word that is not read yet */
    struct backend backend;
    struct options options;
    struct install install;
};

/* The whole of asyncc: returns the exit status. */
int driver_main(int argc, char **argv);

/* Finds the back end and reads the options from words[at] on. False: reported. */
bool driver_prepare(struct driver *driver);

/* Whether the input is a file that can be read. False: reported. */
bool driver_can_read(const struct argument *input);

#endif
