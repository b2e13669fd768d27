/* yield.c - what async_yield needs beside its await, which is in async.h. That a cancelled
 * task does not go on from there is seen by async__run_ready. */
#include "sched.h"
#include "primitive.h"

ASYNC__PRIMITIVE(async_yield, void, (async_task * task, void *result), , , (task, frame->result))
