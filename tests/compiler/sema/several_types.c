// clause 4.19: the results' type is that of the tasks
// RUN: not %asyncc -c %s -o %t.o 2>&1 | %filecheck %s
#include <async.h>
#include <async/several.h>

async void f(async_task(int) *tasks, long *wrong, int *right)
{
    // CHECK: several_types.c:[[#@LINE+1]]:{{[0-9]+}}: error: array size is negative
    await async_gather_n(tasks, 2, wrong);
    // CHECK: several_types.c:[[#@LINE+1]]:{{[0-9]+}}: error: array size is negative
    await async_select_n(tasks, 2, wrong);
    // CHECK-NOT: error:
    await async_gather_n(tasks, 2, right);
    await async_gather_n(tasks, 2, NULL);
}
