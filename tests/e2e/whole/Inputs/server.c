#include "server.h"

#include "log.h"

void handle_errors(int fd);

async int handle(int fd)
{
    log_line("handling");
    handle_errors(fd);
    log_lock();
    int result = await answer(fd);
    log_unlock();
    log_lock();
    log_flush();
    return result + await async_offload(compute(fd));
}
