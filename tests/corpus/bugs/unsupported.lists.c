/* A va_list that is alive across an await. */
#include <async.h>

#include <stdarg.h>

async int us_get(int n);

async int us_list(va_list arguments) // bug
{
    await us_get(1);
    return va_arg(arguments, int);
}

async int us_copied_list(va_list arguments)
{
    va_list copy; // bug
    va_copy(copy, arguments);
    await us_get(1);
    int n = va_arg(copy, int);
    va_end(copy);
    return n;
}
