/* message.c - messages about the call itself, which have no place in a source file. */
#include "driver/message.h"

#include <stdarg.h>
#include <stdio.h>

static void print(const char *level, const char *format, va_list args)
{
    fflush(stdout);
    fprintf(stderr, "asyncc: %s: ", level);
    vfprintf(stderr, format, args);
    putc('\n', stderr);
}

void message_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print("error", format, args);
    va_end(args);
}

void message_warning(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print("warning", format, args);
    va_end(args);
}
