/* timer.c - sleeping: a heap of deadlines, four children to a node.
 *
 * Entries are 16 bytes; a sleeping task knows its place in the heap, so withdrawing
 * is logarithmic. The loop arms one timer for the earliest deadline
 * (async__timers_next) and calls async__timers_run when it fires. Deadlines are
 * nanoseconds from a fresh reading of the clock. Those made at the same reading are a
 * nanosecond apart, which keeps them in the order of their making.
 */
#include "sched.h"
#include "primitive.h"

#define MS UINT64_C(1000000)

static void put(struct async__timer timer, uint32_t at)
{
    async__here.timers[at] = timer;
    timer.task->wait.timer = at;
}

static void sift_up(struct async__timer timer, uint32_t at)
{
    struct async__timer *heap = async__here.timers;
    while (at > 0) {
        uint32_t parent = (at - 1) / 4;
        if (heap[parent].deadline <= timer.deadline)
            break;
        put(heap[parent], at);
        at = parent;
    }
    put(timer, at);
}

static uint32_t least_child(const struct async__timer *heap, uint32_t first, uint32_t end)
{
    uint32_t least = first;
    for (uint32_t at = first + 1; at < end; at++) {
        if (heap[at].deadline < heap[least].deadline)
            least = at;
    }
    return least;
}

static void sift_down(struct async__timer timer, uint32_t at)
{
    struct async__timer *heap = async__here.timers;
    uint32_t count = async__here.timer_count, first;
    while ((first = 4 * at + 1) < count) {
        uint32_t least = least_child(heap, first, first + 4 < count ? first + 4 : count);
        if (heap[least].deadline >= timer.deadline)
            break;
        put(heap[least], at);
        at = least;
    }
    put(timer, at);
}

static void remove_at(uint32_t at)
{
    struct async__timer last = async__here.timers[--async__here.timer_count];
    if (at == async__here.timer_count)
        return;
    if (at > 0 && async__here.timers[(at - 1) / 4].deadline > last.deadline)
        sift_up(last, at);
    else
        sift_down(last, at);
}

static bool reserve(void)
{
    if (async__here.timer_count < async__here.timer_capacity)
        return true;
    uint32_t capacity = async__here.timer_capacity ? async__here.timer_capacity * 2 : 64;
    void *timers = async__realloc(async__here.timers, capacity * sizeof *async__here.timers);
    if (timers == NULL)
        return false;
    async__here.timers = timers;
    async__here.timer_capacity = capacity;
    return true;
}

/* `ms` behind `from`, which is now or the clock's zero. */
static uint64_t deadline_in(uint64_t from, uint64_t now, uint64_t ms)
{
    async__here.last_tick = now == async__here.last_now ? async__here.last_tick + 1 : 0;
    async__here.last_now = now;
    if (ms > (UINT64_MAX - 1 - from - async__here.last_tick) / MS)
        return UINT64_MAX - 1;
    return from + ms * MS + async__here.last_tick;
}

static bool start(async__task *task, enum async__kind kind, uint64_t from, uint64_t now,
                  uint64_t ms)
{
    if (ASYNC_UNLIKELY(!reserve()))
        return false;
    task->base.kind = (uint8_t)kind;
    sift_up((struct async__timer){deadline_in(from, now, ms), task}, async__here.timer_count++);
    return true;
}

/* The task waits for the clock, as TIMER or as TIMEOUT; false: out of memory. */
bool async__timer_start(async__task *task, enum async__kind kind, uint64_t ms)
{
    uint64_t now = async__here.driver->now();
    return start(task, kind, now, now, ms);
}

async_status async_sleep__async(async_task *head, void *result, uint64_t ms)
{
    async__task *task = async__task_of(head);
    if (ms == 0)
        return async_yield__async(head, result);
    if (ASYNC_UNLIKELY(async__is_cancelled(task)))
        return async__fail_cancelled(task);
    if (ASYNC_UNLIKELY(!async__timer_start(task, ASYNC__TIMER, ms)))
        return async__fail(task, ASYNC__ENOMEM);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_sleep, void, (async_task * task, void *result, uint64_t ms), uint64_t ms;
                 , frame->ms = ms;, (task, frame->result, frame->ms))

async_status async_sleep_until__async(async_task *head, void *result, uint64_t deadline)
{
    async__task *task = async__task_of(head);
    uint64_t now = async__here.driver->now();
    if (deadline <= now / MS)
        return async_yield__async(head, result);
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    if (!start(task, ASYNC__TIMER, 0, now, deadline))
        return async__fail(task, ASYNC__ENOMEM);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_sleep_until, void, (async_task * task, void *result, uint64_t deadline),
                 uint64_t deadline;
                 , frame->deadline = deadline;, (task, frame->result, frame->deadline))

/* ---- points of time ---------------------------------------------------------- */

uint64_t async__ms_until(uint64_t deadline)
{
    uint64_t now = async_now();
    return deadline > now ? deadline - now : 0;
}

void async_interval_init(async_interval *interval, uint64_t period)
{
    interval->period = period > 0 ? period : 1;
    interval->next = async_now() + interval->period;
}

uint64_t async_interval_next(async_interval *interval)
{
    uint64_t now = async_now(), due = interval->next;
    if (due < now)
        due += (now - due) / interval->period * interval->period;
    interval->next = due + interval->period;
    return due;
}

/* ---- the clock strikes -------------------------------------------------------- */

bool async__timer_cancel(async__task *task)
{
    remove_at(task->wait.timer);
    return true;
}

uint64_t async__timers_next(void)
{
    return async__here.timer_count ? async__here.timers[0].deadline : UINT64_MAX;
}

/* Runs the tasks whose deadline is not in the future, earliest first. */
void async__timers_run(void)
{
    uint64_t now = async__here.driver->now();
    while (async__timers_next() <= now) {
        async__task *task = async__here.timers[0].task;
        remove_at(0);
        if (ASYNC_UNLIKELY(task->base.kind == ASYNC__TIMEOUT))
            async__gather_timed_out(task);
        else
            async__complete(task, ASYNC_DONE);
    }
}
