/* clock.c - the monotonic clock in milliseconds: that of the loop, which may be virtual. */
#include "loop.h"

uint64_t async_now(void)
{
    const async__driver *driver = async__here.driver;
    return (driver != NULL ? driver->now() : uv_hrtime()) / 1000000;
}
