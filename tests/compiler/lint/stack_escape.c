// clause 10.15: a task that may outlive the variable whose address it has.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <stdlib.h>
#include <string.h>

struct conn {
    int fd;
    char name[16];
};

async int serve(struct conn *conn);
async int send_text(const char *text);
async int accept_one(struct conn *conn);
static async_task(int) current;

async void warn_detached(void)
{
    struct conn conn = {.fd = 1};
    async_detach(async_spawn(serve(&conn)));
    // CHECK: :[[#@LINE-1]]:36: warning: the task may still use 'conn' when that is gone [-Wasync-stack-escape]
    // CHECK: :[[#@LINE+4]]:1: note: 'conn' ends here, and nothing has waited for the task
    // CHECK: note: join the task before, let an operator run it (async_gather), or give it memory of its own that it frees
    await async_sleep(1);
    conn.fd = 2;
}

async void warn_each_round(int n)
{
    for (int i = 0; i < n; i++) {
        struct conn conn;
        if (await accept_one(&conn) == 0)
            async_detach(async_spawn(serve(&conn)));
            // CHECK: :[[#@LINE-1]]:44: warning: the task may still use 'conn'
    }
}

async void warn_array(void)
{
    char text[32];
    strcpy(text, "hello");
    async_task(int) t = async_spawn(send_text(text));
    // CHECK: :[[#@LINE-1]]:47: warning: the task may still use 'text'
    async_detach(t);
    await async_sleep(1);
}

async void warn_member(struct conn by_value)
{
    async_detach(async_spawn(send_text(by_value.name)));
    // CHECK: :[[#@LINE-1]]:40: warning: the task may still use 'by_value'
    await async_sleep(1);
}

async void warn_pointer(void)
{
    struct conn conn = {0};
    struct conn *to = &conn;
    async_detach(async_spawn(serve(to)));
    // CHECK: :[[#@LINE-1]]:36: warning: the task may still use 'conn'
    await async_sleep(1);
}

async int warn_some_path(int hurry)
{
    struct conn conn = {0};
    async_task(int) t = async_spawn(serve(&conn));
    // CHECK: :[[#@LINE-1]]:43: warning: the task may still use 'conn'
    if (hurry) {
        async_detach(t);
        return 0;
    }
    return await async_join(t);
}

async void warn_global(void)
{
    struct conn conn = {0};
    current = async_spawn(serve(&conn));
    // CHECK: :[[#@LINE-1]]:33: warning: the task may still use 'conn'
    await async_sleep(1);
}

async int good_joined(void)
{
    struct conn conn = {0};
    async_task(int) t = async_spawn(serve(&conn));
    await async_sleep(1);
    return await async_join(t);
}

async int good_waited(void)
{
    struct conn conn = {0};
    async_task(int) t = async_spawn(serve(&conn));
    await async_wait(t);
    async_detach(t);
    return conn.fd;
}

async int good_operator(void)
{
    struct conn a = {0}, b = {0};
    await async_gather(serve(&a), serve(&b));
    return a.fd + b.fd;
}

async void good_heap(void)
{
    struct conn *conn = calloc(1, sizeof *conn);
    async_detach(async_spawn(serve(conn)));
    await async_sleep(1);
}

async void good_static(void)
{
    static struct conn conn;
    async_detach(async_spawn(serve(&conn)));
    async_detach(async_spawn(send_text("a literal")));
    await async_sleep(1);
}

async void good_not_ours(struct conn *conn)
{
    async_detach(async_spawn(send_text(conn->name)));
    await async_sleep(1);
}

async void good_array_of_tasks(void)
{
    struct conn conn[4];
    async_task(int) t[4];
    for (int i = 0; i < 4; i++)
        t[i] = async_spawn(serve(&conn[i]));
    for (int i = 0; i < 4; i++)
        await async_join(t[i]);
}

/* It never ends. */
async void good_endless(void)
{
    struct conn shared = {0};
    for (;;) {
        async_detach(async_spawn(serve(&shared)));
        await async_sleep(1000);
    }
}

/* Children end with their group. */
async int warn_group(int n)
{
    async_group (g) {
        for (int i = 0; i < n; i++) {
            struct conn conn = {.fd = i};
            int result;
            async_group_spawn(g, serve(&conn));
            // CHECK: :[[#@LINE-1]]:40: warning: the group's child may still use 'conn' when that is gone
            // CHECK: note: children live until the group ends: declare 'conn' outside of it
            async_group_spawn(g, result = accept_one(NULL));
            // CHECK: :[[#@LINE-1]]:34: warning: the group's child may still use 'result' when that is gone
        }
        await async_sleep(1);
    }
    return n;
}

async void warn_given_group(async_group_t *group)
{
    struct conn conn = {0};
    async_group_spawn(group, serve(&conn));
    // CHECK: :[[#@LINE-1]]:36: warning: the group's child may still use 'conn' when that is gone
    // CHECK: note: the group is the caller's and outlives this function
    await async_sleep(1);
}

async int good_group(void)
{
    struct conn a = {0}, b = {0};
    int result = 0;
    async_group (g) {
        async_group_spawn(g, serve(&a));
        async_group_spawn(g, result = serve(&b));
    }
    return result + a.fd + b.fd;
}

async void warn_offset(void)
{
    char text[8] = "hello";
    async_detach(async_spawn(send_text(text + 1)));
    // CHECK: :[[#@LINE-1]]:40: warning: the task may still use 'text'
    await async_sleep(1);
}

async void warn_either(struct conn *given)
{
    struct conn own = {0};
    async_detach(async_spawn(serve(given ? given : &own)));
    // CHECK: :[[#@LINE-1]]:36: warning: the task may still use 'own'
    await async_sleep(1);
}

#define START(call) async_detach(async_spawn(call))

async void warn_macro(void)
{
    struct conn conn = {0};
    START(serve(&conn));
    // CHECK: :[[#@LINE-1]]:17: warning: the task may still use 'conn'
    await async_sleep(1);
}

/* What main has lasts as long as the tasks do. */
async int main(void)
{
    struct conn conn = {0};
    START(serve(&conn));
    await async_sleep(1);
    return 0;
}
