// clause 4.3: a task whose handle is dropped.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async void warn(int n)
{
    async_spawn(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped: it can be neither joined nor cancelled [-Wasync-dropped-task]
    // CHECK: note: keep the handle and join it, or give it up with async_detach
    (void)async_spawn(f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped{{.*}}[-Wasync-dropped-task]
    // CHECK: note:
    async_spawn(f(3)), n++;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped{{.*}}[-Wasync-dropped-task]
    // CHECK: note:
    if (n)
        async_spawn(f(4));
        // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped{{.*}}[-Wasync-dropped-task]
        // CHECK: note:
    for (async_spawn(f(5)); n; n++)
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped{{.*}}[-Wasync-dropped-task]
    // CHECK: note:
        ;
}

void warn_plain(void)
{
    async_spawn(f(6));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: task is dropped{{.*}}[-Wasync-dropped-task]
    // CHECK: note:
}

async int good(async_task(int) *to)
{
    async_task(int) t = async_spawn(f(1));
    *to = async_spawn(f(2));
    async_detach(async_spawn(f(3)));
    return await async_join(t) + await async_join(async_spawn(f(4)));
}
