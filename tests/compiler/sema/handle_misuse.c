// clauses 4.3 to 4.5: handles where values, values where handles are meant; no pointer types in the texts.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(async_task(int) t)
{
    async_task(char *) s = async_spawn(f(1));
    // CHECK: :[[#@LINE-1]]:24: error: incompatible task handle types initializing 'async_task(char *)' with an expression of type 'async_task(int)' [-Wasync-pointer]
    int n = await t;
    // CHECK: :[[#@LINE-1]]:9: error: {{.*}} with an expression of type 'async_task(int)'
    // CHECK: note: a task's value comes from 'await async_join(...)' of its handle
    await t;
    // CHECK: :[[#@LINE-1]]:5: error: 'await' of a task handle [-Wasync-await-nothing]
    // CHECK: | async_join(t)
    // CHECK: note: write 'await async_join(t)'
    n = await async_join(f(2));
    // CHECK: :[[#@LINE-1]]:15: error: async_join takes the handle of a task; type here is 'int'
    s = async_spawn(f);
    // CHECK: :[[#@LINE-1]]:9: error: async_spawn takes a call of an async function
    async_join(t);
    // CHECK: :[[#@LINE-1]]:5: error: 'async_join' is never awaited [-Wasync-unawaited]
    // CHECK: | await
    return n + (s != 0);
}

async void warn_unused(void)
{
    async_task(int) unused = async_spawn(f(4));
    // CHECK: :[[#@LINE-1]]:21: error: task 'unused' is never joined or detached [-Wasync-dropped-task]
    // CHECK: note: write 'await async_join(unused)', or give it up with async_detach(unused)
}
