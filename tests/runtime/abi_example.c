/* abi_example.c - async functions written by hand; docs/abi.md quotes this file.
 *
 * In async C it is:
 *
 *     async uint64_t elapsed(uint64_t ms) {
 *         uint64_t before = async_now();
 *         await async_sleep(ms);
 *         return async_now() - before;
 *     }
 *
 *     async uint64_t longest(uint64_t a, uint64_t b) {
 *         uint64_t x, y;
 *         if (a == 0 && b == 0) async_fail(UV_EINVAL);
 *         await async_gather(x = elapsed(a), y = elapsed(b));
 *         return x > y ? x : y;
 *     }
 */
/* [elapsed] */
#define ASYNC_ABI_ONLY
#include <async.h>

ASYNC_DECLARE(elapsed, (async_task * task, uint64_t *result, uint64_t ms));

struct elapsed_frame {
    async_frame base; /* must be first */
    uint64_t *result;
    uint64_t ms, before;
};

static async_status elapsed_resume(async_task *task, async_frame *base)
{
    struct elapsed_frame *frame = (struct elapsed_frame *)(void *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    frame->before = async_now();
    status = async_sleep__async(task, NULL, frame->ms);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &elapsed__fn, 1, status);
resume_1:
    *frame->result = async_now() - frame->before;
    async_pop(task, frame);
    return ASYNC_DONE;
}

/* The stack is full: the same call again on a new segment. */
static ASYNC_COLD async_status elapsed_grow(async_task *task, uint64_t *result, uint64_t ms)
{
    async_segment *segment = async_grow(task, ASYNC_FRAME_SIZE(struct elapsed_frame));
    if (segment == NULL)
        return ASYNC_FAILED;
    return async_shrink(task, segment, elapsed__async(task, result, ms));
}

/* The await. */
async_status elapsed__async(async_task *task, uint64_t *result, uint64_t ms)
{
    struct elapsed_frame *frame = async_push(task, ASYNC_FRAME_SIZE(struct elapsed_frame));
    if (frame == NULL)
        return elapsed_grow(task, result, ms);
    frame->base.state = 0;
    frame->result = result;
    frame->ms = ms;
    return elapsed_resume(task, &frame->base);
}

/* The root frame of a task. */
void elapsed__begin(async_task *task, uint64_t *result, uint64_t ms)
{
    struct elapsed_frame *frame =
        async_push_root(task, &elapsed__fn, ASYNC_FRAME_SIZE(struct elapsed_frame), 0);
    frame->result = result;
    frame->ms = ms;
}

static const uint32_t elapsed_awaits[] = {6}; /* the line of each await */
static uint32_t elapsed_high_water;

const async_function elapsed__fn = {
    .resume = elapsed_resume,
    .call = (void (*)(void))elapsed__async,
    .begin = (void (*)(void))elapsed__begin,
    .name = "elapsed",
    .file = "example.c",
    .line = 4,
    .awaits = elapsed_awaits,
    .await_count = 1,
    .frame_size = ASYNC_FRAME_SIZE(struct elapsed_frame),
    .stack = ASYNC_FRAME_SIZE(struct elapsed_frame),
    .high_water = &elapsed_high_water,
};
/* [end] */

/* [longest] */
ASYNC_DECLARE(longest, (async_task * task, uint64_t *result, uint64_t a, uint64_t b));

struct longest_frame {
    async_frame base;
    uint64_t *result;
    uint64_t a, b, x, y;
    async_gather gather;
};

static async_status longest_resume(async_task *task, async_frame *base)
{
    struct longest_frame *frame = (struct longest_frame *)(void *)base;
    async_status status;
    async_task *child;
    if (base->state == 1)
        goto resume_1;
    if (frame->a == 0 && frame->b == 0)
        return async_throw_at(task, base, &longest__fn, 12, -22 /* UV_EINVAL */);
    async_gather_init(&frame->gather, task);
    child = async_gather_child(&frame->gather, &elapsed__fn, "example.c:13");
    if (child != NULL)
        elapsed__begin(child, &frame->x, frame->a);
    child = async_gather_child(&frame->gather, &elapsed__fn, "example.c:13");
    if (child != NULL)
        elapsed__begin(child, &frame->y, frame->b);
    status = async_gather_await(task, &frame->gather);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &longest__fn, 1, status);
resume_1:
    *frame->result = frame->x > frame->y ? frame->x : frame->y;
    async_pop(task, frame);
    return ASYNC_DONE;
}
/* [end] */

void longest__begin(async_task *task, uint64_t *result, uint64_t a, uint64_t b)
{
    struct longest_frame *frame =
        async_push_root(task, &longest__fn, ASYNC_FRAME_SIZE(struct longest_frame), 0);
    frame->result = result;
    frame->a = a;
    frame->b = b;
}

static const uint32_t longest_awaits[] = {13};

const async_function longest__fn = {
    .resume = longest_resume,
    .begin = (void (*)(void))longest__begin,
    .name = "longest",
    .file = "example.c",
    .line = 10,
    .awaits = longest_awaits,
    .await_count = 1,
    .frame_size = ASYNC_FRAME_SIZE(struct longest_frame),
    .stack = ASYNC_FRAME_SIZE(struct longest_frame),
};
