/* frames.c - `asyncc frames`: what the frames of some sources hold. */
#include "driver/frames.h"

#include "driver/message.h"
#include "driver/translate.h"
#include "lower/report.h"

#include <stdio.h>
#include <string.h>

/* ---- the stack that a task needs --------------------------------------- */

enum chain_kind { CHAIN_BOUNDED, CHAIN_OPEN, CHAIN_ENDLESS };

/* The longest way down from a function: its frame, then that of what it awaits. */
struct chain {
    enum chain_kind kind;
    bool known, busy;
    int64_t size;
    const struct frame_await *await; /* the next step, or NULL */
    size_t next;                     /* its function, or NOWHERE: one that is not here */
    size_t shown;                    /* in the chain printed as the n-th */
};

enum { NOWHERE = SIZE_MAX };

struct chains {
    const struct frame_report *report;
    struct chain *chains; /* by function */
};

/* A static one of the same file first. */
static size_t find_function(const struct frame_report *report, const char *name, const char *file)
{
    size_t found = (size_t)NOWHERE;
    for (size_t i = 0; i < report->functions.count; i++) {
        const struct frame_facts *facts = &report->functions.data[i];
        if (strcmp(facts->function, name) != 0)
            continue;
        if (strcmp(facts->file, file) == 0)
            return i;
        if (!facts->is_static)
            found = i;
    }
    return found;
}

static const struct chain *chain_of(struct chains *c, size_t index);

/* Whatever has no end beats what is not known, and that beats any size. */
static void consider(struct chain *chain, int64_t own, struct chain step)
{
    int64_t size = own + step.size;
    if (step.kind < chain->kind || (step.kind == chain->kind && size <= chain->size))
        return;
    chain->kind = step.kind;
    chain->size = size;
    chain->await = step.await;
    chain->next = step.next;
}

static struct chain step_of(struct chains *c, const struct frame_facts *facts,
                            const struct frame_await *await)
{
    struct chain step = {.await = await, .next = (size_t)NOWHERE};
    if (await->callee != NULL)
        step.next = find_function(c->report, await->callee, facts->file);
    if (step.next != (size_t)NOWHERE) {
        const struct chain *callee = chain_of(c, step.next);
        step.kind = callee->busy ? CHAIN_ENDLESS : callee->kind;
        step.size = callee->size;
    } else if (await->stack >= 0) {
        step.size = await->stack;
    } else if (await->callee != NULL || await->on_stack) {
        step.kind = CHAIN_OPEN;
    }
    return step;
}

static const struct chain *chain_of(struct chains *c, size_t index)
{
    const struct frame_facts *facts = &c->report->functions.data[index];
    struct chain *chain = &c->chains[index];
    int64_t own = facts->frameless ? 0 : facts->size;
    if (chain->known || chain->busy)
        return chain;
    *chain = (struct chain){.busy = true, .size = own, .next = (size_t)NOWHERE};
    for (size_t i = 0; i < facts->awaits.count; i++)
        consider(chain, own, step_of(c, facts, &facts->awaits.data[i]));
    chain->busy = false;
    chain->known = true;
    return chain;
}

/* An endless one up to where it begins again. */
static void print_steps(struct chains *c, size_t index)
{
    struct chain *chain = &c->chains[index];
    printf("%s", c->report->functions.data[index].function);
    while (chain->await != NULL && chain->shown != index + 1) {
        chain->shown = index + 1;
        printf(" > %s", chain->await->what);
        if (chain->next == (size_t)NOWHERE)
            return;
        chain = &c->chains[chain->next];
    }
}

static void print_chain(struct chains *c, size_t index)
{
    const struct chain *chain = chain_of(c, index);
    static const char *const forms[] = {"%lld bytes",
                                        "at least %lld bytes, and what the last needs", "no bound"};
    printf("    stack of a task that runs it: ");
    printf(forms[chain->kind], (long long)chain->size); /* "no bound" takes none */
    printf(" (");
    print_steps(c, index);
    printf(")\n");
}

/* ---- one frame --------------------------------------------------------- */

static void print_members(const struct frame_facts *facts)
{
    printf("    %6d  %6lld  state and links\n", 0, (long long)facts->head);
    for (size_t i = 0; i < facts->members.count; i++) {
        const struct frame_member *member = &facts->members.data[i];
        printf("    %6lld  %6lld  %-16s %s, line %u\n", (long long)member->offset,
               (long long)member->size, member->name, member->what, member->line);
    }
}

static void print_await(const struct frame_facts *facts, const struct frame_await *await)
{
    printf("    line %u: await of %s, %lld bytes live", await->line, await->what,
           (long long)await->live_bytes);
    for (size_t i = 0; i < await->live.count; i++)
        printf("%s%s", i ? ", " : ": ", facts->members.data[await->live.data[i]].name);
    printf("\n");
}

static void print_function(struct chains *c, size_t index)
{
    const struct frame_facts *facts = &c->report->functions.data[index];
    printf("%s:%u: %s: %s%lld bytes%s\n", facts->file, facts->line, facts->function,
           facts->is_guess ? "about " : "", (long long)facts->size,
           facts->frameless ? " as the first of a task, none when awaited" : "");
    print_members(facts);
    for (size_t i = 0; i < facts->awaits.count; i++)
        print_await(facts, &facts->awaits.data[i]);
    print_chain(c, index);
}

static void print_report(const struct frame_report *report)
{
    struct chains c = {report, xmalloc(sizeof *c.chains * (report->functions.count + 1))};
    memset(c.chains, 0, sizeof *c.chains * report->functions.count);
    for (size_t i = 0; i < report->functions.count; i++)
        print_function(&c, i);
    free(c.chains);
}

/* ---- the command ------------------------------------------------------- */

static bool collect(struct driver *driver, struct frame_report *report)
{
    const struct options *options = &driver->options;
    bool success = true;
    if (options->source_count == 0)
        message_error("'asyncc frames' takes C sources");
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *source = &options->arguments.data[i];
        if (options_is_source(source))
            success &= driver_can_read(source) && translate_frames(driver, source, report) == 0;
    }
    return success && options->source_count > 0;
}

static void report_deinit(struct frame_report *report)
{
    for (size_t i = 0; i < report->functions.count; i++) {
        struct frame_facts *facts = &report->functions.data[i];
        for (size_t k = 0; k < facts->awaits.count; k++)
            vec_deinit(&facts->awaits.data[k].live);
        vec_deinit(&facts->members);
        vec_deinit(&facts->awaits);
    }
    vec_deinit(&report->functions);
}

int frames_command(struct driver *driver)
{
    struct frame_report report = {.arena = &driver->arena};
    bool success = driver_prepare(driver) && collect(driver, &report);
    print_report(&report);
    report_deinit(&report);
    return success && fflush(stdout) == 0 ? 0 : 1;
}
