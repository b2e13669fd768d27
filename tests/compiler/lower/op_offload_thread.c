// clause 4.6: the call runs on another thread and errno comes back.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"
#include <errno.h>
#include <pthread.h>

static int elsewhere(pthread_t here)
{
    errno = ERANGE;
    return !pthread_equal(here, pthread_self());
}

async int main(void)
{
    errno = 0;
    int other = await async_offload(elsewhere(pthread_self()));
    printf("%d %d\n", other, errno == ERANGE); // CHECK: 1 1
    return 0;
}
