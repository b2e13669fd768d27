/* install.c - finds our files relative to the running executable, so that the build tree
 * and a moved installation work alike; the configured prefix is the second choice.
 *
 *     PREFIX/bin/asyncc   PREFIX/include/async.h   PREFIX/lib[/ARCH]/libasync.a
 *     PREFIX/share/asyncc/lints/                   PREFIX/lib[/ARCH]/asyncc/passes.so
 */
#include "driver/install.h"

#include "driver/config.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* The folder above the one of the executable; NULL if it cannot be told. */
static const char *own_prefix(struct arena *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');
        if (slash == NULL)
            return NULL;
        *slash = '\0';
    }
    return arena_copy(arena, path, strlen(path));
}

static const char *find(struct arena *arena, const char *prefix, const char *folder,
                        const char *file)
{
    if (prefix == NULL)
        return NULL;
    const char *path = arena_printf(arena, "%s/%s/%s", prefix, folder, file);
    return access(path, R_OK) == 0 ? path : NULL;
}

/* Naming a folder that the compiler searches by itself would change its order. */
static bool searched_anyway(const char *folder)
{
    return strcmp(folder, "/usr/include") == 0 || strcmp(folder, "/usr/local/include") == 0;
}

static void look_below(struct install *install, struct arena *arena, const char *prefix)
{
    if (install->include == NULL && find(arena, prefix, ASYNCC_INCLUDEDIR, "async.h"))
        install->include = arena_printf(arena, "%s/%s", prefix, ASYNCC_INCLUDEDIR);
    if (install->library == NULL)
        install->library = find(arena, prefix, ASYNCC_LIBDIR, "libasync.a");
    if (install->library == NULL)
        install->library = find(arena, prefix, "lib", "libasync.a");
    if (install->passes == NULL)
        install->passes = find(arena, prefix, ASYNCC_LIBDIR, "asyncc/passes.so");
    if (install->passes == NULL)
        install->passes = find(arena, prefix, "lib", "asyncc/passes.so");
    if (install->lints == NULL)
        install->lints = find(arena, prefix, "share/asyncc", "lints");
}

void install_find(struct install *install, struct arena *arena)
{
    *install = (struct install){0};
    look_below(install, arena, own_prefix(arena));
    look_below(install, arena, ASYNCC_PREFIX);
    if (install->include && searched_anyway(install->include))
        install->include = NULL;
}
