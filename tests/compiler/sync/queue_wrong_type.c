// docs/sync.md 6: an item of the wrong type does not compile.
// RUN: not %cc_clang -fsyntax-only %s 2>&1 | %filecheck %s
#include <async.h>
#include <async/queue.h>

static async_queue(int) queue;

async int main(void)
{
    long wide;
    char *text = "";
    await async_queue_get(&queue, &wide); // CHECK: :[[#@LINE]]:{{.*}}error
    async_queue_try_put(&queue, text);    // CHECK: :[[#@LINE]]:{{.*}}error
    async_queue_case one = async_queue_case_get(&queue, &text); // CHECK: :[[#@LINE]]:{{.*}}error
    return one.error;
}
