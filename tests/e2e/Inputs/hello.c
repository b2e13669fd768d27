#include <async.h>
#include "hello.h"
#include <stdio.h>

async int main(void)
{
    await async_sleep(1);
    puts(GREETING);
    return 0;
}
