/* context.c - coroutines on stacks of their own, for code compiled with -fasync-blocking.
 *
 * Such a function is plain C: its variables are locals and an await is a call that returns when
 * the callee has ended. What makes that possible is a C stack for each such call that does not
 * come from another: to wait, it is left (swapcontext), and its frame on the task's stack,
 * which holds the arguments, is suspended in its place like any other. So both kinds of code
 * may call each other.
 */
#include "sched.h"

#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum { STACK_SIZE = 8 * 1024 * 1024 }; /* as a thread has */

struct async_context {
    ucontext_t here, back;
    async_status (*run)(async_task *task, async_frame *frame);
    async_task *task;
    async_frame *frame;
    async_context *outer; /* what was running when this one was entered */
    async_status status;  /* of what was waited for; in the end, of the function */
    bool ended, emits;
    void *fake_stack, *back_fake_stack;
    const void *back_bottom;
    size_t back_size;
};

static _Thread_local async_context *current, *spare;

/* ---- AddressSanitizer wants to know which stack is in use ----------------- */

void __sanitizer_start_switch_fiber(void **save, const void *bottom, size_t size)
    __attribute__((weak));
void __sanitizer_finish_switch_fiber(void *saved, const void **bottom, size_t *size)
    __attribute__((weak));

static void start_switch(void **save, const void *bottom, size_t size)
{
    if (__sanitizer_start_switch_fiber != NULL)
        __sanitizer_start_switch_fiber(save, bottom, size);
}

static void finish_switch(void *saved, const void **bottom, size_t *size)
{
    if (__sanitizer_finish_switch_fiber != NULL)
        __sanitizer_finish_switch_fiber(saved, bottom, size);
}

/* ---- stacks -------------------------------------------------------------- */

/* The record lies at the end of its stack, which begins behind a page that faults. */
static char *stack_of(async_context *context) { return (char *)(context + 1) - STACK_SIZE; }

/* Not inlined: gcc fears for its variables at getcontext, which may return twice. */
__attribute__((noinline)) static async_context *context_new(void)
{
    async_context *context = spare;
    if (context != NULL) {
        spare = context->outer;
        return context;
    }
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, guard + STACK_SIZE, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    mprotect(memory, guard, PROT_NONE);
    return (async_context *)(void *)(memory + guard + STACK_SIZE) - 1;
}

static void context_free(async_context *context)
{
    context->outer = spare;
    spare = context;
}

void async__contexts_close(void)
{
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    while (spare != NULL) {
        char *stack = stack_of(spare);
        spare = spare->outer;
        munmap(stack - guard, guard + STACK_SIZE);
    }
}

/* ---- switching ----------------------------------------------------------- */

static void leave(async_context *context)
{
    current = context->outer;
    start_switch(context->ended ? NULL : &context->fake_stack, context->back_bottom,
                 context->back_size);
    swapcontext(&context->here, &context->back);
    finish_switch(context->fake_stack, &context->back_bottom, &context->back_size);
}

static void body(void)
{
    async_context *context = current;
    finish_switch(NULL, &context->back_bottom, &context->back_size);
    context->status = context->run(context->task, context->frame);
    context->ended = true;
    leave(context);
}

static void enter(async_context *context)
{
    context->outer = current;
    current = context;
    start_switch(&context->back_fake_stack, stack_of(context),
                 (size_t)((char *)context - stack_of(context)));
    swapcontext(&context->back, &context->here);
    finish_switch(context->back_fake_stack, NULL, NULL);
}

static async_context *begin(async_task *task, async_frame *frame,
                            async_status (*run)(async_task *task, async_frame *frame))
{
    async_context *context = context_new();
    if (context == NULL)
        return NULL;
    context->run = run;
    context->task = task;
    context->frame = frame;
    context->ended = context->emits = false;
    getcontext(&context->here);
    context->here.uc_stack.ss_sp = stack_of(context);
    context->here.uc_stack.ss_size = (size_t)((char *)context - stack_of(context)) & ~(size_t)15;
    context->here.uc_link = NULL;
    makecontext(&context->here, body, 0);
    return context;
}

/* ---- doors ---------------------------------------------------------------- */

bool async_context_runs(const async_task *task) { return current != NULL && current->task == task; }

async_status async__block(void)
{
    async_context *context = current;
    leave(context);
    return context->status;
}

/* Leaves the stack of a generator to its consumer, which comes back for the next item. */
async_status async_items_block(async_items *items)
{
    async_context *context = current;
    items->emitted = context->frame;
    context->emits = true;
    leave(context);
    return context->status;
}

async_status async_context_resume(async_task *task, async_frame *frame,
                                  const async_function *function,
                                  async_status (*run)(async_task *task, async_frame *frame),
                                  async_context **place, async_status status)
{
    if (frame->state == 0) {
        *place = begin(task, frame, run);
        if (*place == NULL) {
            async__pop(task, frame, function);
            return async__fail(async__task_of(task), ASYNC__ENOMEM);
        }
    }
    async_context *context = *place;
    context->status = status;
    enter(context);
    if (context->emits) {
        context->emits = false;
        frame->function = function;
        frame->state = 1;
        return ASYNC_DONE;
    }
    if (!context->ended)
        return async_leave(task, frame, function, 1, ASYNC_PENDING);
    status = context->status;
    context_free(context);
    async__pop(task, frame, function);
    return status;
}
