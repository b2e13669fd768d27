/* A task that has the address of a variable, and may outlive it. */
#include <async.h>
#include <async/net.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct session {
    int id;
    char name[32];
    async_tcp tcp;
};

async int es_serve(struct session *session);
async int es_send(const char *text);
async int es_count(int *count);
async int es_accept(struct session *session);

async void es_detached(void)
{
    struct session session = {.id = 1};
    async_detach(async_spawn(es_serve(&session))); // bug
    await async_sleep(1);
}

async void es_per_round(int n)
{
    while (n-- > 0) {
        struct session session;
        if (await es_accept(&session) < 0)
            break;
        async_detach(async_spawn(es_serve(&session))); // bug
    }
}

async void es_array(const char *who)
{
    char text[64];
    strcpy(text, who);
    async_detach(async_spawn(es_send(text))); // bug
    await async_yield();
}

async void es_member(void)
{
    struct session session = {.name = "one"};
    async_detach(async_spawn(es_send(session.name))); // bug
    await async_yield();
}

async void es_element(void)
{
    int counts[4] = {0};
    async_detach(async_spawn(es_count(&counts[2]))); // bug
    await async_yield();
}

async void es_parameter(int count)
{
    async_detach(async_spawn(es_count(&count))); // bug
    await async_yield();
}

async void es_pointer(void)
{
    struct session session = {0};
    struct session *alias = &session;
    async_detach(async_spawn(es_serve(alias))); // bug
    await async_yield();
}

async int es_early_return(bool quick)
{
    int count = 0;
    async_task(int) task = async_spawn(es_count(&count)); // bug
    if (quick) {
        async_detach(task);
        return 0;
    }
    return await async_join(task);
}

async int es_block(bool also)
{
    async_task(int) task;
    {
        int count = 3;
        task = async_spawn(es_count(&count)); // bug
        if (also)
            await async_yield();
    }
    return await async_join(task);
}

async void es_cancel_only(void)
{
    struct session session = {.id = 2};
    async_task(int) task = async_spawn(es_serve(&session)); // bug
    await async_sleep(5);
    async_cancel(task);
    async_detach(task);
}

async void es_through_cast(void)
{
    struct session session = {0};
    async_detach(async_spawn(es_send((const char *)&session))); // bug
    await async_yield();
}

async void es_offset(void)
{
    char text[64] = "hello";
    async_detach(async_spawn(es_send(text + 1))); // bug
    await async_yield();
}

async void es_compound(int id)
{
    async_detach(async_spawn(es_serve(&(struct session){.id = id}))); // bug
    await async_yield();
}

async void es_second(struct session *first)
{
    struct session second = *first;
    async_detach(async_spawn(es_serve(first)));
    async_detach(async_spawn(es_serve(&second))); // bug
    await async_yield();
}

async void es_conditional(struct session *given)
{
    struct session own = {0};
    async_detach(async_spawn(es_serve(given ? given : &own))); // bug
    await async_yield();
}

async void es_group_parent(void)
{
    int result;
    async_group (g) {
        int count = 0;
        async_group_spawn(g, result = es_send("x"));
        async_detach(async_spawn(es_count(&count))); // bug
        await async_yield();
    }
}

#define GO(call) async_detach(async_spawn(call))

async void es_macro(void)
{
    int count = 0;
    GO(es_count(&count)); // bug
    await async_yield();
}
