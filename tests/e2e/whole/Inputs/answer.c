#include "server.h"

async int answer(int fd) { return fd + 1; }

void notify(int n) { async_detach(async_spawn(answer(n))); }
