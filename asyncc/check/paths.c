/* Names of files: absolute between processes, short for people. */
#include "check/check.h"

#include <string.h>

/* "a/./b/../c//d" becomes "a/c/d"; links are not followed. */
static void tidy(char *path)
{
    char *out = path;
    for (const char *in = path; *in != '\0';) {
        size_t length = strcspn(in + 1, "/");
        const char *name = in + 1;
        bool dots = length == 2 && name[0] == '.' && name[1] == '.';
        if (dots) {
            while (out > path && *--out != '/')
                continue;
        } else if (length > 0 && !(length == 1 && *name == '.')) {
            memmove(out, in, length + 1);
            out += length + 1;
        }
        in += length + 1;
    }
    *out = '\0';
}

const char *path_absolute(struct arena *arena, const char *directory, const char *path)
{
    char *whole = *path == '/' ? arena_copy(arena, path, strlen(path))
                               : arena_printf(arena, "%s/%s", directory, path);
    tidy(whole);
    return whole;
}

const char *path_short(const char *directory, const char *path)
{
    size_t length = strlen(directory);
    if (strncmp(path, directory, length) != 0 || path[length] != '/')
        return path;
    return path + length + 1;
}
