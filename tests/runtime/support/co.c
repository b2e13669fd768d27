/* co.c - see co.h. */
#include "co.h"
#include "../../../runtime/sched/mode.h"

const uint32_t co_lines[8] = {101, 102, 103, 104, 105, 106, 107, 108};
char co_log[256];

static uint64_t now;

static uint64_t virtual_now(void) { return now; }

static const char *name_of(int error) { return error == ASYNC__ECANCELED ? "ECANCELED" : "E"; }

static const char *text_of(int error)
{
    static char text[32];
    snprintf(text, sizeof text, "error %d", error);
    return text;
}

static const async__driver driver = {virtual_now, name_of, text_of};

struct co *co_root(async_task *task, const async_function *function)
{
    struct co *co = async_push_root(task, function, ASYNC_FRAME_SIZE(struct co), 0);
    memset((char *)co + sizeof co->base, 0, sizeof *co - sizeof co->base);
    co->result = async_task_result(task);
    return co;
}

struct co *co_spawn(const async_function *function, async_handle *handle)
{
    async_task *task = async_task_create(function, sizeof(long), "spawn.c:1");
    struct co *co = task ? co_root(task, function) : NULL;
    *handle = async_task_start(task);
    return co;
}

struct co *co_child(async_gather *gather, const async_function *function)
{
    async_task *task = async_gather_child(gather, function, "gather.c:1");
    return task ? co_root(task, function) : NULL;
}

static async_status call_on_new_segment(async_task *task, const async_function *function, long n,
                                        long other)
{
    async_segment *segment = async_grow(task, ASYNC_FRAME_SIZE(struct co));
    return segment != NULL ? async_shrink(task, segment, co_call(task, function, n, other))
                           : ASYNC_FAILED;
}

async_status co_call(async_task *task, const async_function *function, long n, long other)
{
    struct co *co = async_push(task, ASYNC_FRAME_SIZE(struct co));
    if (co == NULL)
        return call_on_new_segment(task, function, n, other);
    memset((char *)co + sizeof co->base, 0, sizeof *co - sizeof co->base);
    co->base.state = 0;
    co->n = n;
    co->other = other;
    return function->resume(task, &co->base);
}

bool co_waits(async_handle handle)
{
    const async_task *task = &task_of(handle)->base;
    return task->kind > ASYNC__YIELD && !(task->flags & ASYNC__ENDED);
}

static const async_test_options *options(void)
{
    static const async_test_options none;
    return async__here.mode != NULL ? &async__here.mode->test : &none;
}

bool co_is_shuffled(void) { return options()->shuffle; }

bool co_yields(void) { return options()->yield; }

void co_note(char c)
{
    size_t length = strlen(co_log);
    if (length + 1 < sizeof co_log)
        co_log[length] = c;
}

void sched_begin(void)
{
    now = UINT64_C(1000000000);
    memset(co_log, 0, sizeof co_log);
    cr_assert_eq(async__sched_open(&driver), 0);
    async__mode_open();
    async__here.driver = &driver; /* the clock is the test's, whatever ASYNC_TEST says */
}

void sched_turn(void) { async__run_ready(256); }

void sched_settle(void)
{
    do
        sched_turn(); /* one even if nothing is ready, as the loop does: it counts */
    while (async__is_ready());
}

void sched_finish(void)
{
    sched_settle();
    while (async__timers_next() != UINT64_MAX) {
        now = async__timers_next();
        async__timers_run();
        sched_settle();
    }
}

/* Criterion does not count an assertion that fails behind a test; a crash there, it does. */
static void must_be_none(long count, const char *what)
{
    if (count == 0)
        return;
    cr_log_error("%ld %s", count, what);
    abort();
}

void sched_end(void)
{
    must_be_none((long)async__local.live, "tasks are alive");
    async__sched_close();
    must_be_none(async__memory_live(), "blocks are not freed");
}

uint64_t sched_ms(void) { return now / 1000000 - 1000; }

void sched_advance(uint64_t ms)
{
    now += ms * 1000000 + 1000; /* a little more: deadlines of one instant are apart by 1 ns */
    async__timers_run();
    sched_settle();
}

size_t sched_live(void) { return async__local.live; }
