/* net_test.c - TCP and the thread pool on a real loop, over 127.0.0.1. */
#include "support/co.h"
#include "../../runtime/loop/loop.h"
#include "../../runtime/sched/mode.h"

#include <errno.h>
#include <signal.h>

/* Runs one coroutine on a loop of its own; nothing may be left: no block, nor, but where a test
 * is about that, an open connection (counted in test mode). */
static bool leaves_open;
static void run(const async_function *function)
{
    signal(SIGPIPE, SIG_DFL);
    async_task *task = async_run_begin(function, "run.c:1");
    co_root(task, function);
    async_run_end(task);
    cr_assert_eq(async__mode_has_left_open(), leaves_open && getenv("ASYNC_TEST"));
    cr_assert_eq(async__memory_live(), 0, "%ld blocks are not freed", async__memory_live());
}

static async_tcp listener, client, server;
static int err, accept_err;
static ssize_t got;
static char text[64], *big;
enum { BIG = 8 * 1024 * 1024 };

CO(accepting)
{
    CO_BEGIN(accepting)
    AWAIT(1, async_tcp_accept__async(task, &accept_err, &listener, &server));
    CO_END
}

/* A listener, `client` connected to it, `server` its other side. */
CO(pair)
{
    CO_BEGIN(pair)
    cr_assert_eq(async_tcp_listen(&listener, "127.0.0.1", 0, 16), 0);
    co_spawn(&accepting_fn, &co->handle);
    AWAIT(1, async_tcp_connect__async(task, &err, &client, "127.0.0.1", async_tcp_port(&listener)))
    cr_assert_eq(err, 0);
    AWAIT(2, async_task_join(task, NULL, co->handle, 0))
    cr_assert_eq(accept_err, 0);
    CO_END
}

CO(close_all)
{
    CO_BEGIN(close_all)
    AWAIT(1, async_tcp_close__async(task, NULL, &client));
    AWAIT(2, async_tcp_close__async(task, NULL, &server));
    AWAIT(3, async_tcp_close__async(task, NULL, &listener));
    CO_END
}

/* Yields until another task has got as far as its wait. */
#define UNTIL_WAITS(K, HANDLE)                   \
    while (!co_waits(HANDLE)) {                  \
        AWAIT(K, async_yield__async(task, NULL)) \
    }

#define READ(TCP, SIZE) async_tcp_read__async(task, &got, &TCP, text, SIZE)
#define WRITE(TCP, TEXT) async_tcp_write__async(task, &err, &TCP, TEXT, strlen(TEXT))

CO(talk)
{
    CO_BEGIN(talk)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    AWAIT(2, WRITE(client, "hello"))
    cr_assert_eq(err, 0);
    AWAIT(3, READ(server, 3))
    cr_assert_eq(got, 3);
    AWAIT(4, READ(server, sizeof text))
    cr_assert_eq(got, 2);
    cr_assert_eq(memcmp(text, "lo", 2), 0);
    AWAIT(5, async_tcp_shutdown__async(task, &err, &client))
    cr_assert_eq(err, 0);
    AWAIT(6, READ(server, sizeof text))
    cr_assert_eq(got, 0, "the end of the stream");
    AWAIT(7, READ(server, 0))
    cr_assert_eq(got, 0);
    AWAIT(8, co_call(task, &close_all_fn, 0, 0))
    cr_assert_null(client.node);
    cr_assert_eq(async_tcp_port(&client), UV_EBADF);
    co_note('.');
    CO_END
}

Test(tcp, bytes_go_through_in_order_up_to_the_end)
{
    run(&talk_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(drain)
{
    CO_BEGIN(drain)
    for (;;) {
        AWAIT(1, async_tcp_read__async(task, &got, &server, big + BIG, 100000))
        cr_assert_geq(got, 0);
        if (got == 0)
            break;
        for (ssize_t i = 0; i < got; i++)
            cr_assert_eq(big[BIG + i], big[co->n + i]);
        co->n += got;
    }
    cr_assert_eq(co->n, BIG);
    CO_END
}

CO(bulk)
{
    CO_BEGIN(bulk)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    co_spawn(&drain_fn, &co->handle);
    /* The last half goes out in pieces, the middle one empty. */
    AWAIT(2, async_tcp_write__async(task, &err, &client, big, BIG / 2))
    cr_assert_eq(err, 0);
    static async_buffer pieces[3];
    pieces[0] = (async_buffer){big + BIG / 2, BIG / 4};
    pieces[1] = (async_buffer){big, 0};
    pieces[2] = (async_buffer){big + BIG / 2 + BIG / 4, BIG / 4};
    AWAIT(3, async_tcp_writev__async(task, &err, &client, pieces, 3))
    cr_assert_eq(err, 0);
    AWAIT(4, async_tcp_shutdown__async(task, &err, &client))
    AWAIT(5, async_task_join(task, NULL, co->handle, 0))
    AWAIT(6, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, writes_larger_than_the_socket_takes)
{
    big = malloc(BIG + 100000);
    for (size_t i = 0; i < BIG; i++)
        big[i] = (char)(i * 7 + i / 251);
    run(&bulk_fn);
    cr_assert_str_eq(co_log, ".");
    free(big);
}

CO(reading)
{
    CO_BEGIN(reading)
    AWAIT(1, READ(server, sizeof text))
    co_note(got == UV_ECANCELED ? 'C' : 'r');
    CO_END
}

CO(cancel_read)
{
    CO_BEGIN(cancel_read)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    co_spawn(&reading_fn, &co->handle);
    UNTIL_WAITS(2, co->handle)
    AWAIT(3, READ(server, sizeof text))
    cr_assert_eq(got, UV_EBUSY, "one reader at a time");
    async__cancel(co->handle);
    AWAIT(4, async__wait__async(task, NULL, (async__handle)co->handle))
    cr_assert_eq(task_of(co->handle)->base.error, UV_ECANCELED);
    async__detach((async__handle)co->handle);
    AWAIT(5, WRITE(client, "still here"))
    AWAIT(6, READ(server, sizeof text))
    cr_assert_eq(got, 10, "the connection is usable");
    AWAIT(7, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, a_cancelled_read_leaves_the_connection_usable)
{
    run(&cancel_read_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(close_under_reader)
{
    CO_BEGIN(close_under_reader)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    co_spawn(&reading_fn, &co->handle);
    UNTIL_WAITS(2, co->handle)
    AWAIT(3, async_tcp_close__async(task, NULL, &server))
    AWAIT(4, async_task_join(task, NULL, co->handle, 0))
    AWAIT(5, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, closing_gives_a_waiting_reader_a_value)
{
    run(&close_under_reader_fn);
    cr_assert_str_eq(co_log, "C.");
}

CO(writing)
{
    CO_BEGIN(writing)
    AWAIT(1, async_tcp_write__async(task, &err, &client, big, BIG))
    co_note('!');
    CO_END
}

CO(cancel_write)
{
    CO_BEGIN(cancel_write)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    co_spawn(&writing_fn, &co->handle);
    UNTIL_WAITS(2, co->handle)
    async__cancel(co->handle);
    AWAIT(3, async__wait__async(task, NULL, (async__handle)co->handle))
    cr_assert_eq(task_of(co->handle)->base.error, UV_ECANCELED);
    async__detach((async__handle)co->handle);
    AWAIT(4, WRITE(client, "x"))
    cr_assert_eq(err, UV_EBADF, "a cancelled write closes");
    AWAIT(5, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, a_cancelled_write_closes_the_connection)
{
    big = calloc(1, BIG);
    run(&cancel_write_fn);
    cr_assert_str_eq(co_log, ".");
    free(big);
}

CO(accept_waiting)
{
    CO_BEGIN(accept_waiting)
    AWAIT(1, async_tcp_accept__async(task, &accept_err, &listener, &server))
    co_note(accept_err == UV_ECANCELED ? 'C' : '?');
    CO_END
}

CO(cancel_accept)
{
    CO_BEGIN(cancel_accept)
    cr_assert_eq(async_tcp_listen(&listener, "127.0.0.1", 0, 16), 0);
    co_spawn(&accept_waiting_fn, &co->handle);
    UNTIL_WAITS(1, co->handle)
    AWAIT(2, async_tcp_accept__async(task, &err, &listener, &server))
    cr_assert_eq(err, UV_EBUSY);
    async__cancel(co->handle);
    AWAIT(3, async__wait__async(task, NULL, (async__handle)co->handle))
    cr_assert_eq(task_of(co->handle)->base.error, UV_ECANCELED);
    async__detach((async__handle)co->handle);
    /* The listener is usable: a connection made before anybody accepts is found later. */
    AWAIT(4, async_tcp_connect__async(task, &err, &client, "127.0.0.1", async_tcp_port(&listener)))
    cr_assert_eq(err, 0);
    AWAIT(5, async_sleep__async(task, NULL, 1))
    AWAIT(6, async_tcp_accept__async(task, &accept_err, &listener, &server))
    cr_assert_eq(accept_err, 0);
    AWAIT(7, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, a_cancelled_accept_leaves_the_listener_usable)
{
    run(&cancel_accept_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(refused)
{
    CO_BEGIN(refused)
    cr_assert_eq(async_tcp_listen(&listener, "127.0.0.1", 0, 16), 0);
    co->n = async_tcp_port(&listener);
    AWAIT(1, async_tcp_close__async(task, NULL, &listener))
    AWAIT(2, async_tcp_connect__async(task, &err, &client, "127.0.0.1", (int)co->n))
    cr_assert_eq(err, UV_ECONNREFUSED);
    cr_assert_null(client.node);
    AWAIT(3, async_tcp_connect__async(task, &err, &client, "127.0.0.1", 70000))
    cr_assert_eq(err, UV_EINVAL);
    AWAIT(4, async_tcp_connect__async(task, &err, &client, "localhost", (int)co->n))
    cr_assert_eq(err, UV_ECONNREFUSED, "every address of the name was tried");
    AWAIT(5, READ(client, 1))
    cr_assert_eq(got, UV_EBADF);
    cr_assert_eq(async_tcp_listen(&listener, "not an address", 0, 16), UV_EINVAL);
    co_note('.');
    CO_END
}

Test(tcp, failures_are_values)
{
    run(&refused_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(by_name)
{
    CO_BEGIN(by_name)
    cr_assert_eq(async_tcp_listen(&listener, "127.0.0.1", 0, 16), 0);
    AWAIT(1, async_tcp_connect__async(task, &err, &client, "localhost", async_tcp_port(&listener)))
    cr_assert_eq(err, 0);
    AWAIT(2, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, connects_by_name)
{
    run(&by_name_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(connecting)
{
    CO_BEGIN(connecting)
    /* The address is reserved for documentation: nobody answers. */
    AWAIT(1, async_tcp_connect__async(task, &err, &client, co->arg, 9))
    co_note('?');
    CO_END
}

CO(cancel_connect)
{
    CO_BEGIN(cancel_connect)
    for (co->i = 0; co->i < 2; co->i++) {
        struct co *child = co_spawn(&connecting_fn, &co->handle);
        child->arg = co->i == 0 ? "localhost" : "127.0.0.1";
        UNTIL_WAITS(1, co->handle)
        async__cancel(co->handle);
        AWAIT(2, async__wait__async(task, NULL, (async__handle)co->handle))
        cr_assert_eq(task_of(co->handle)->base.error, UV_ECANCELED);
        cr_assert_null(client.node);
        async__detach((async__handle)co->handle);
    }
    co_note('.');
    CO_END
}

Test(tcp, a_cancelled_connect_leaves_nothing)
{
    run(&cancel_connect_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(forgetful)
{
    CO_BEGIN(forgetful)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, what_nobody_closed_goes_with_the_loop)
{
    leaves_open = true;
    run(&forgetful_fn);
    cr_assert_str_eq(co_log, ".");
}

CO(broken_pipe)
{
    CO_BEGIN(broken_pipe)
    AWAIT(1, co_call(task, &pair_fn, 0, 0))
    AWAIT(2, async_tcp_close__async(task, NULL, &server))
    for (co->i = 0; co->i < 1000 && err == 0; co->i++) {
        AWAIT(3, WRITE(client, "anybody there?"))
        AWAIT(4, async_yield__async(task, NULL))
    }
    cr_assert(err == UV_EPIPE || err == UV_ECONNRESET);
    AWAIT(5, co_call(task, &close_all_fn, 0, 0))
    co_note('.');
    CO_END
}

Test(tcp, writing_to_a_closed_peer_is_a_value_not_a_signal)
{
    run(&broken_pipe_fn);
    cr_assert_str_eq(co_log, ".");
}

/* ---- offload --------------------------------------------------------------------- */

struct job {
    async_offload_call head;
    uv_sem_t *hold; /* waits for it, if there is one */
    long in, out;
};

static void work(async_offload_call *call)
{
    struct job *job = (struct job *)call;
    if (job->hold != NULL)
        uv_sem_wait(job->hold);
    job->out = job->in * job->in;
    errno = ERANGE;
}

static struct job jobs[6];

CO(offloading)
{
    CO_BEGIN(offloading)
    jobs[co->n].head.run = work;
    AWAIT(1, async_offload_await(task, &jobs[co->n].head))
    cr_assert_eq(errno, ERANGE);
    co_note((char)('0' + co->n));
    CO_END
}

CO(offload_all)
{
    CO_BEGIN(offload_all)
    async_gather_init(&co->gather, task);
    for (int i = 0; i < 6; i++) {
        jobs[i].in = i;
        co_child(&co->gather, &offloading_fn)->n = i;
    }
    AWAIT(1, async_gather_await(task, &co->gather))
    for (int i = 0; i < 6; i++)
        cr_assert_eq(jobs[i].out, i * i);
    CO_END
}

Test(offload, calls_run_and_errno_comes_back)
{
    run(&offload_all_fn);
    cr_assert_eq(strlen(co_log), 6);
}

static uv_sem_t gate;
static async_handle second;

CO(cancel_offload)
{
    CO_BEGIN(cancel_offload)
    /* With a pool of two, one call may run: the second waits in the loop. */
    jobs[0] = jobs[1] = (struct job){.hold = &gate, .in = 3};
    co_spawn(&offloading_fn, &co->handle);
    UNTIL_WAITS(1, co->handle)
    co_spawn(&offloading_fn, &second)->n = 1;
    UNTIL_WAITS(2, second)
    cr_assert_eq(async__loop_here->offload_running, 1);
    async__cancel((async__handle)second);
    AWAIT(3, async__wait__async(task, NULL, (async__handle)second))
    cr_assert_eq(task_of(second)->base.error, UV_ECANCELED, "it had not begun");
    async__detach((async__handle)second);
    uv_sem_post(&gate);
    AWAIT(4, async_task_join(task, NULL, co->handle, 0))
    cr_assert_eq(jobs[0].out, 9);
    cr_assert_eq(jobs[1].out, 0);
    CO_END
}

Test(offload, a_call_that_has_not_begun_is_withdrawn)
{
    setenv("UV_THREADPOOL_SIZE", "2", 1);
    uv_sem_init(&gate, 0);
    run(&cancel_offload_fn);
    cr_assert_str_eq(co_log, "0");
}

static uv_sem_t begun;

static void announce(async_offload_call *call)
{
    uv_sem_post(&begun);
    work(call);
}

CO(running_job)
{
    CO_BEGIN(running_job)
    jobs[0].head.run = announce;
    AWAIT(1, async_offload_await(task, &jobs[0].head))
    co_note('r');
    AWAIT(2, async_sleep__async(task, NULL, 1000))
    co_note('?');
    CO_END
}

CO(cancel_running)
{
    CO_BEGIN(cancel_running)
    jobs[0] = (struct job){.hold = &gate, .in = 5};
    co_spawn(&running_job_fn, &co->handle);
    UNTIL_WAITS(1, co->handle)
    uv_sem_wait(&begun);
    async__cancel(co->handle);
    AWAIT(2, async_yield__async(task, NULL))
    cr_assert_not(task_of(co->handle)->base.flags & ASYNC__ENDED, "it waits for the call");
    uv_sem_post(&gate);
    AWAIT(3, async__wait__async(task, NULL, (async__handle)co->handle))
    cr_assert_eq(task_of(co->handle)->base.error, UV_ECANCELED);
    async__detach((async__handle)co->handle);
    cr_assert_eq(jobs[0].out, 25);
    CO_END
}

Test(offload, a_call_that_runs_is_waited_for_and_its_result_kept)
{
    uv_sem_init(&gate, 0);
    uv_sem_init(&begun, 0);
    run(&cancel_running_fn);
    cr_assert_str_eq(co_log, "r");
}
