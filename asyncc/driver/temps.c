/* temps.c - the files to be removed, in a table that a signal handler can read.
 *
 * Entries are only added, and cleared once their file is gone, so the handler
 * sees a consistent table at any moment. It may use nothing but unlink, rmdir,
 * kill and waitpid: all safe there (POSIX 2.4.3). The process then ends by the
 * same signal, so that make and the shell see what happened.
 */
#include "driver/temps.h"

#include "driver/message.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_FILES = 4096 };

static const char *volatile files[MAX_FILES];
static volatile sig_atomic_t file_count;
static char folder[PATH_MAX];
static volatile sig_atomic_t folder_made;
static volatile pid_t running_child;

void temps_set_child(pid_t child) { running_child = child; }

void temps_remove(void)
{
    for (int i = 0; i < file_count; i++) {
        const char *path = files[i];
        if (path != NULL)
            unlink(path);
    }
    if (folder_made)
        rmdir(folder);
    folder_made = 0;
    file_count = 0;
}

static void end_by_signal(int number)
{
    pid_t child = running_child;
    if (child > 0) {
        kill(child, number == SIGPIPE ? SIGTERM : number);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    temps_remove();
    signal(number, SIG_DFL);
    raise(number);
}

static void watch(int number)
{
    struct sigaction old, action = {.sa_handler = end_by_signal};
    sigfillset(&action.sa_mask);
    if (sigaction(number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void temps_init(void)
{
    watch(SIGINT);
    watch(SIGTERM);
    watch(SIGHUP);
    watch(SIGPIPE);
    watch(SIGABRT);
    watch(SIGSEGV);
}

static bool remember(const char *path)
{
    if (file_count == MAX_FILES) {
        message_error("too many temporary files");
        return false;
    }
    files[file_count] = path;
    file_count++;
    return true;
}

static void forget(const char *path)
{
    for (int i = 0; i < file_count; i++)
        if (files[i] == path)
            files[i] = NULL;
}

static bool make_folder(void)
{
    if (folder_made)
        return true;
    const char *parent = getenv("TMPDIR");
    if (parent == NULL || *parent == '\0')
        parent = "/tmp";
    snprintf(folder, sizeof folder, "%s/asyncc-XXXXXX", parent);
    if (mkdtemp(folder) == NULL) {
        message_error("cannot make a temporary folder in '%s': %s", parent, strerror(errno));
        return false;
    }
    folder_made = 1;
    return true;
}

static bool is_taken(const char *path)
{
    for (int i = 0; i < file_count; i++)
        if (files[i] && strcmp(files[i], path) == 0)
            return true;
    return false;
}

const char *temps_path(struct arena *arena, const char *name, const char *suffix)
{
    if (!make_folder())
        return NULL;
    const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    const char *dot = strrchr(base, '.');
    int stem = dot && dot != base ? (int)(dot - base) : (int)strlen(base);
    const char *path = arena_printf(arena, "%s/%.*s%s", folder, stem, base, suffix);
    for (int i = 1; is_taken(path); i++)
        path = arena_printf(arena, "%s/%.*s-%d%s", folder, stem, base, i, suffix);
    return remember(path) ? path : NULL;
}

static bool replaceable(struct arena *arena, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0)
        return false;
    if (lstat(path, &status) == 0)
        return S_ISREG(status.st_mode) && access(path, W_OK) == 0;
    const char *slash = strrchr(path, '/');
    const char *parent =
        slash ? arena_copy(arena, path, (size_t)(slash - path) + 1) : (const char *)".";
    return access(parent, W_OK) == 0;
}

struct temps_output temps_output(struct arena *arena, const char *path, bool direct)
{
    struct temps_output output = {path, path};
    if (path == NULL || direct || !replaceable(arena, path))
        return output;
    const char *slash = strrchr(path, '/');
    int parent = slash ? (int)(slash - path) + 1 : 0;
    const char *temporary =
        arena_printf(arena, "%.*s.%s.%ld.tmp", parent, path, path + parent, (long)getpid());
    if (remember(temporary))
        output.temporary = temporary;
    return output;
}

static bool is_regular(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool temps_finish(const struct temps_output *output, bool success)
{
    if (output->path == NULL)
        return true;
    if (!success) {
        if (is_regular(output->temporary))
            unlink(output->temporary);
        return true;
    }
    if (output->temporary == output->path)
        return true;
    /* A back end that was asked for no file (-###) made none. */
    if (rename(output->temporary, output->path) != 0 && errno != ENOENT) {
        message_error("cannot write '%s': %s", output->path, strerror(errno));
        unlink(output->temporary);
        return false;
    }
    forget(output->temporary);
    return true;
}
