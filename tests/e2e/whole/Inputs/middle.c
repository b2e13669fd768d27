#include "server.h"

#include "log.h"

void handle_errors(int fd)
{
    if (fd < 0)
        log_line("no descriptor");
}

int compute(int n)
{
    notify(n);
    return n;
}
