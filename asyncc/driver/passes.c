/* passes.c - loads the passes (pipeline.c and all below it) from passes.so.
 *
 * They need libclang, whose loading takes longer than compiling a small file
 * does. Most calls (plain sources, links, questions about the version) never need it: so
 * the passes are a module, which uses diag/ and support/ of the executable.
 */
#include "driver/passes.h"

#include "driver/message.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

static pthread_t loader;
static bool loading;

static void *find(void *module, const char *name)
{
    void *symbol = dlsym(module, name);
    if (symbol == NULL)
        message_error("cannot load the passes: %s", dlerror());
    return symbol;
}

static void *open_module(const struct install *install)
{
    void *module = install->passes ? dlopen(install->passes, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (module == NULL)
        message_error("cannot load the passes: %s",
                      install->passes ? dlerror() : "asyncc/passes.so is not installed");
    return module;
}

static void *load_in_background(void *path) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }

void passes_preload(const struct install *install)
{
    sigset_t all, old;
    if (loading || install->passes == NULL)
        return;
    sigfillset(&all); /* signals are the main thread's */
    pthread_sigmask(SIG_SETMASK, &all, &old);
    loading = pthread_create(&loader, NULL, load_in_background, (void *)install->passes) == 0;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* The background's result does not matter: what it loaded is only opened again. */
void passes_end_preload(void)
{
    if (loading)
        pthread_join(loader, NULL);
    loading = false;
}

const struct passes *passes_load(const struct install *install)
{
    static struct passes passes;
    if (passes.run)
        return &passes;
    passes_end_preload();
    void *module = open_module(install);
    void *run = module ? find(module, "pipeline_run") : NULL;
    void *version = module ? find(module, "frontend_version") : NULL;
    void *check = module ? find(module, "check_command") : NULL;
    if (run == NULL || version == NULL || check == NULL)
        return NULL;
    /* POSIX promises that a function's address fits; C has no cast for it. */
    memcpy(&passes.run, &run, sizeof run);
    memcpy(&passes.version, &version, sizeof version);
    memcpy(&passes.check, &check, sizeof check);
    return &passes;
}

bool passes_has_async(const struct strbuf *text)
{
    return text->length && (memmem(text->text, text->length, "__async", 7) ||
                            memmem(text->text, text->length, "__await", 7));
}
