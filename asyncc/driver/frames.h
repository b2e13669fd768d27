/* frames.h - `asyncc frames`. */
#ifndef ASYNCC_FRAMES_H
#define ASYNCC_FRAMES_H

#include "driver/driver.h"

/* Prints what the frames of the sources on the command line hold. Returns the exit status. */
int frames_command(struct driver *driver);

#endif
