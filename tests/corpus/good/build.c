/* build - runs a graph of jobs, as make does: each when all that it needs is done, at most so many at a time.
 *
 *     TARGET: NEED... = WORK MILLISECONDS
 *
 * Each job waits for the events of those that it needs, then for a permit. What fails takes down all that needs it,
 * or with `keep_going` unset everything. Work is done on the thread pool; a job may have a time limit. Cycles are found
 * before anything runs.
 */
#include <async.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uv.h>

enum { MOST_JOBS = 16, MOST_NEEDS = 6, NAME = 16, LIMIT_MS = 200 };

enum state { IDLE, VISITING, WAITING, RUNNING, DONE, FAILED, SKIPPED };

struct job {
    char name[NAME], work[NAME], report[NAME];
    unsigned ms, rank; /* rank: in the order of ending */
    enum state state;
    size_t count;
    struct job *needs[MOST_NEEDS];
    async_event ended;
};

struct build {
    struct job jobs[MOST_JOBS];
    size_t count;
    unsigned running, most, ended;
    bool keep_going;
    async_semaphore permits;
    async_group_t *group;
};

/* What is noted is noted about the job that the task runs. */
static const async_local_key job_key = {"job"};

static void note(const char *text)
{
    struct job *job = async_local_get(&job_key);
    snprintf(job->report, sizeof job->report, "%s", text);
}

/* ---- the graph ------------------------------------------------------------------ */

static struct job *get_job(struct build *build, const char *name)
{
    for (size_t i = 0; i < build->count; i++)
        if (strcmp(build->jobs[i].name, name) == 0)
            return &build->jobs[i];
    if (build->count == MOST_JOBS)
        return NULL;
    struct job *job = &build->jobs[build->count++];
    *job = (struct job){.work = "none"};
    snprintf(job->name, sizeof job->name, "%s", name);
    async_event_init(&job->ended);
    return job;
}

static int parse_line(struct build *build, char *line)
{
    char *place, *colon = strchr(line, ':'), *equals = strchr(line, '=');
    if (colon == NULL || equals == NULL || equals < colon)
        return UV_EINVAL;
    *colon = *equals = '\0';
    struct job *job = get_job(build, line);
    if (job == NULL || sscanf(equals + 1, "%15s %u", job->work, &job->ms) != 2)
        return UV_EINVAL;
    for (char *word = strtok_r(colon + 1, " ", &place); word != NULL; word = strtok_r(NULL, " ", &place)) {
        struct job *need = get_job(build, word);
        if (need == NULL || job->count == MOST_NEEDS)
            return UV_E2BIG;
        job->needs[job->count++] = need;
    }
    return 0;
}

static int parse(struct build *build, const char *text)
{
    char copy[512], *place;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *line = strtok_r(copy, "\n", &place); line != NULL; line = strtok_r(NULL, "\n", &place)) {
        int error = parse_line(build, line);
        if (error < 0)
            return error;
    }
    return 0;
}

static bool has_cycle(struct job *job)
{
    if (job->state == WAITING)
        return false;
    if (job->state == VISITING)
        return true;
    job->state = VISITING;
    for (size_t i = 0; i < job->count; i++)
        if (has_cycle(job->needs[i]))
            return true;
    job->state = WAITING;
    return false;
}

/* ---- running ----------------------------------------------------------------------- */

/* The kinds of work; on the thread pool. */
static int do_sleep(unsigned ms)
{
    struct timespec time = {.tv_nsec = (long)ms * 1000000};
    return nanosleep(&time, NULL);
}

static int do_sum(unsigned ms)
{
    volatile uint64_t sum = 0;
    for (unsigned i = 0; i < ms * 1000; i++)
        sum += i;
    return 0;
}

static int do_fail(unsigned ms)
{
    do_sleep(ms);
    return UV_EIO;
}

/* Work that the loop can do itself. */
async static int do_none(unsigned ms)
{
    (void)ms;
    await async_yield();
    return 0;
}

async static int do_forever(unsigned ms)
{
    for (;;)
        await async_sleep(ms);
}

static const struct kind {
    const char *name;
    int (*blocking)(unsigned ms);
    async int (*light)(unsigned ms);
} kinds[] = {
    {"sleep", do_sleep, NULL},
    {"sum", do_sum, NULL},
    {"fail", do_fail, NULL},
    {"none", NULL, do_none},
    {"forever", NULL, do_forever},
};

async static int work(const struct job *job)
{
    for (const struct kind *kind = kinds; kind < kinds + sizeof kinds / sizeof kinds[0]; kind++) {
        if (strcmp(kind->name, job->work) != 0)
            continue;
        int result = kind->light != NULL ? await kind->light(job->ms) : await async_offload(kind->blocking(job->ms));
        if (result < 0)
            async_fail(result);
        return result;
    }
    async_fail(UV_ENOSYS);
}

async static bool wait_for_needs(struct job *job)
{
    bool good = true;
    for (size_t i = 0; i < job->count; i++) {
        await async_event_wait(&job->needs[i]->ended);
        good = good && job->needs[i]->state == DONE;
    }
    return good;
}

static void end_job(struct build *build, struct job *job, enum state state)
{
    static const char *const texts[] = {[DONE] = "done", [FAILED] = "failed", [SKIPPED] = "skipped"};
    job->state = state;
    job->rank = build->ended++;
    note(texts[state]);
    async_event_set(&job->ended);
    if (state == FAILED && !build->keep_going)
        async_group_cancel(build->group);
}

async static void run_job(struct build *build, struct job *job)
{
    int result = 0, late = 0;
    int error = async_local_set(&job_key, job, NULL);
    if (error < 0)
        async_fail(error);
    async_task_set_name(NULL, job->name);
    if (!await wait_for_needs(job)) {
        end_job(build, job, SKIPPED);
        return;
    }
    await async_semaphore_acquire(&build->permits);
    defer async_semaphore_release(&build->permits);
    job->state = RUNNING;
    if (++build->running > build->most)
        build->most = build->running;
    defer build->running--;
    error = await async_catch(late = async_timeout(LIMIT_MS, result = work(job)));
    end_job(build, job, error < 0 || late < 0 || result < 0 ? FAILED : DONE);
}

async static int run(struct build *build, size_t parallel, bool keep_going)
{
    for (size_t i = 0; i < build->count; i++)
        if (has_cycle(&build->jobs[i]))
            return UV_ELOOP;
    build->keep_going = keep_going;
    async_semaphore_init(&build->permits, parallel);
    async_group (group) {
        build->group = group;
        for (size_t i = 0; i < build->count; i++)
            async_group_spawn(group, run_job(build, &build->jobs[i]));
    }
    for (size_t i = 0; i < build->count; i++)
        if (build->jobs[i].state != DONE)
            return UV_EIO;
    return 0;
}

/* ---- the self-test -------------------------------------------------------------------- */

static bool in_order(const struct build *build)
{
    for (size_t i = 0; i < build->count; i++)
        for (size_t j = 0; j < build->jobs[i].count; j++)
            if (build->jobs[i].needs[j]->rank >= build->jobs[i].rank)
                return false;
    return true;
}

async static void try_it(const char *title, const char *text, size_t parallel, bool keep_going)
{
    struct build build = {0};
    int error = parse(&build, text);
    if (error == 0)
        error = await run(&build, parallel, keep_going);
    printf("%s: %s, at most %u at a time, %s\n", title, error < 0 ? uv_err_name(error) : "complete", build.most,
           in_order(&build) ? "in order" : "stopped");
    for (size_t i = 0; i < build.count; i++)
        if (keep_going || build.jobs[i].state == FAILED)
            printf("    %s %s\n", build.jobs[i].name, build.jobs[i].report);
}

async int main(void)
{
    static const char chain[] = "c: b = none 0\nb: a = sum 2\na: = sleep 3\n";
    static const char wide[] = "all: p q r s t = none 0\np: base = sleep 20\nq: base = sleep 20\nr: base = sleep 20\n"
                               "s: base = sleep 20\nt: base = sum 1\nbase: = none 0\n";
    static const char broken[] = "all: good bad = none 0\nlib: = fail 2\nbad: lib = sum 1\ngood: lib2 = none 0\n"
                                 "lib2: lib3 = none 0\nlib3: = sleep 5\n";
    static const char stuck[] = "x: y = none 0\ny: = forever 10\n";
    static const char cycle[] = "x: y = none 0\ny: z = none 0\nz: x = none 0\n";
    await try_it("chain", chain, 1, true);
    await try_it("wide", wide, 3, false);
    await try_it("broken", broken, 2, true);
    await try_it("stopped", broken, 1, false);
    await try_it("stuck", stuck, 1, true);
    await try_it("cycle", cycle, 1, false);
    return 0;
}
