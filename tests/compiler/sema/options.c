// clause 10: -Wno-async-NAME and -Werror=async-NAME set the level of one diagnostic.
// RUN: %asyncc -fsyntax-only -Wno-async-dropped-task %s
// RUN: not %asyncc -fsyntax-only -Wno-async-dropped-task -Werror=async-dropped-task %s 2>&1 | %filecheck %s
// RUN: %asyncc -fsyntax-only -Wno-error=async-dropped-task %s 2>&1 | %filecheck --check-prefix=WARN %s
#include <async.h>

async int f(int n);

async void warn(void)
{
    async_spawn(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped{{.*}}[-W{{.*}}async-dropped-task]
    // WARN: :[[#@LINE-2]]:{{[0-9]+}}: warning: task is dropped{{.*}}[-Wasync-dropped-task]
}
