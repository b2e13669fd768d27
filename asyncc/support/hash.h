/* hash.h - of text (FNV-1a). */
#ifndef ASYNCC_HASH_H
#define ASYNCC_HASH_H

#include <stdint.h>

static inline uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261u;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

#endif
