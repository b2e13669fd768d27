/* vec.h - a growing array of any type:
 *
 *     struct { int *data; size_t count, capacity; } numbers = {0};
 *     *vec_push(&numbers) = 3;
 *     vec_deinit(&numbers);
 */
#ifndef ASYNCC_VEC_H
#define ASYNCC_VEC_H

#include "support/arena.h"

#include <stdlib.h>

#define VEC(type)               \
    struct {                    \
        type *data;             \
        size_t count, capacity; \
    }

static inline void *vec_grow(void *data, size_t *capacity, size_t size)
{
    *capacity = *capacity ? *capacity * 2 : 8;
    return xrealloc(data, *capacity * size);
}

/* The address of a new last element, whose contents are undefined. */
#define vec_push(v)                                                                   \
    ((void)((v)->count == (v)->capacity &&                                            \
            ((v)->data = vec_grow((v)->data, &(v)->capacity, sizeof *(v)->data), 0)), \
     &(v)->data[(v)->count++])

#define vec_deinit(v) (free((v)->data), (v)->data = NULL, (v)->count = (v)->capacity = 0)

#endif
