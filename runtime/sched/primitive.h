/* primitive.h - begin and descriptor of an async function that needs no frame.
 *
 * The runtime's own async functions wait in the task's wait record, so awaiting one takes no
 * stack. Spawned, gathered or called through a pointer they need a root frame
 * like any other: it keeps the arguments, makes the call and ends with it.
 *
 *   ASYNC__PRIMITIVE(name, result type, parameters of name__async,
 *                    fields for the arguments, statements that fill them,
 *                    arguments taken from `task` and `frame`)
 *   ASYNC__TAKER(...)  the same for a function whose end gives something that must not be lost
 */
#ifndef ASYNC__PRIMITIVE_H
#define ASYNC__PRIMITIVE_H

#define ASYNC__PRIMITIVE(...) ASYNC__PRIMITIVE_OF(0, __VA_ARGS__)
#define ASYNC__TAKER(...) ASYNC__PRIMITIVE_OF(1, __VA_ARGS__)

#define ASYNC__PRIMITIVE_OF(TAKES, NAME, RESULT, PARAMETERS, FIELDS, STORE, ARGUMENTS)     \
    struct NAME##__frame {                                                                 \
        async_frame base;                                                                  \
        RESULT *result;                                                                    \
        FIELDS                                                                             \
    };                                                                                     \
    static async_status NAME##__resume(async_task *task, async_frame *base)                \
    {                                                                                      \
        struct NAME##__frame *frame = (struct NAME##__frame *)(void *)base;                \
        if (base->state == 0) {                                                            \
            async_status status = NAME##__async ARGUMENTS;                                 \
            if (status != ASYNC_DONE)                                                      \
                return async_leave(task, base, &NAME##__fn, 1, status);                    \
        }                                                                                  \
        async_pop(task, frame);                                                            \
        return ASYNC_DONE;                                                                 \
    }                                                                                      \
    void NAME##__begin PARAMETERS                                                          \
    {                                                                                      \
        struct NAME##__frame *frame =                                                      \
            async_push_root(task, &NAME##__fn, ASYNC_FRAME_SIZE(struct NAME##__frame), 0); \
        frame->result = result;                                                            \
        STORE                                                                              \
    }                                                                                      \
    const async_function NAME##__fn = {                                                    \
        .resume = NAME##__resume,                                                          \
        .call = (void (*)(void))NAME##__async,                                             \
        .begin = (void (*)(void))NAME##__begin,                                            \
        .name = #NAME,                                                                     \
        .frame_size = ASYNC_FRAME_SIZE(struct NAME##__frame),                              \
        .stack = ASYNC_FRAME_SIZE(struct NAME##__frame),                                   \
        .takes = TAKES,                                                                    \
    };

#endif
