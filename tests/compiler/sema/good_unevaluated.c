// clause 3.6: calls that are not evaluated need no await.
// RUN: %asyncc -fsyntax-only -Wall -Wextra -Werror %s 2>&1 | %reports %s
#include <async.h>

async long f(int n);

async long good(int n)
{
    __typeof__(f(n)) a = (__typeof__(f(1) + 1))sizeof f(n);
    _Static_assert(sizeof(f(1)) == sizeof(long), "type of the call");
    _Static_assert(__builtin_types_compatible_p(__typeof__(f(1)), long), "type of the call");
    return _Generic(f(n), long : a, default : await f(n)) + (long)sizeof(char[sizeof f(2)]);
}
