/* clock.c - the monotonic clock in milliseconds. */
#include "loop.h"

uint64_t async_now(void) { return uv_hrtime() / 1000000; }
