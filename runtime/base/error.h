/* error.h - the few error codes that the scheduler itself makes.
 *
 * They have libuv's values, but the scheduler does not include libuv; the loop
 * checks that they agree.
 */
#ifndef ASYNC__BASE_ERROR_H
#define ASYNC__BASE_ERROR_H

#include <errno.h>

enum {
    ASYNC__ECANCELED = -ECANCELED,
    ASYNC__ETIMEDOUT = -ETIMEDOUT,
    ASYNC__ENOMEM = -ENOMEM,
    ASYNC__EINVAL = -EINVAL,
    ASYNC__EBUSY = -EBUSY,
    ASYNC__EPIPE = -EPIPE,
    ASYNC__EPERM = -EPERM,
    ASYNC__EAGAIN = -EAGAIN,
    ASYNC__EDEADLK = -EDEADLK, /* which libuv does not know */
    ASYNC__UNKNOWN = -4094,
    ASYNC__EOF = -4095
};

#endif
