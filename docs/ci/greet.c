/* What the examples beside this file build and check. */
#include <async.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

async static int greet(const char *name)
{
    char *text = malloc(strlen(name) + sizeof "hello ");
    if (text == NULL)
        return -1;
    defer free(text);
    sprintf(text, "hello %s", name);
    await async_sleep(1);
    puts(text);
    return 0;
}

async int main(void) { return await greet("you"); }
