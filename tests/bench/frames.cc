/* frames.cc - the samples' coroutines in C++20, to see how large clang makes their frames.
 *
 * Each is the sample's function of that name with co_await for await; what it calls is declared
 * alone. A coroutine starts suspended, so a call only makes the frame, whose size is noted by
 * the promise's operator new. Prints `SAMPLE.NAME BYTES` a line.
 */
#include <coroutine>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/types.h>

static size_t noted;

struct promise_base {
    std::coroutine_handle<> caller;
    static void *operator new(size_t size)
    {
        noted = size;
        return malloc(size);
    }
    static void operator delete(void *frame) { free(frame); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept
    {
        struct back {
            std::coroutine_handle<> caller;
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return caller; }
            void await_resume() noexcept {}
        };
        return back{caller};
    }
    void unhandled_exception() { abort(); }
};

template <typename T> struct task;
template <typename T> struct promise : promise_base {
    T value;
    task<T> get_return_object();
    void return_value(T v) { value = v; }
};
template <> struct promise<void> : promise_base {
    task<void> get_return_object();
    void return_void() {}
};

template <typename T> struct task {
    using promise_type = promise<T>;
    std::coroutine_handle<promise_type> handle;
    explicit task(std::coroutine_handle<promise_type> h) : handle(h) {}
    task(task &&other) : handle(other.handle) { other.handle = nullptr; }
    ~task()
    {
        if (handle)
            handle.destroy();
    }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller)
    {
        handle.promise().caller = caller;
        return handle;
    }
    T await_resume()
    {
        if constexpr (!__is_void(T))
            return handle.promise().value;
    }
};
template <typename T> task<T> promise<T>::get_return_object()
{
    return task<T>(std::coroutine_handle<promise<T>>::from_promise(*this));
}
task<void> promise<void>::get_return_object()
{
    return task<void>(std::coroutine_handle<promise<void>>::from_promise(*this));
}

/* What the samples call; weak, for nothing is ever resumed. */
#define EXTERNAL __attribute__((weak)) extern
#define NOINLINE __attribute__((noinline)) /* else the frame is part of the caller's */
struct tcp { void *node; };
struct semaphore { void *list[2]; size_t permits; };
EXTERNAL task<void> sleep_ms(uint64_t ms);
EXTERNAL task<void> gather(task<int> &a, task<int> &b);
EXTERNAL task<int> tcp_connect(tcp *, const char *host, int port);
EXTERNAL task<int> tcp_accept(tcp *listener, tcp *connection);
EXTERNAL task<ssize_t> tcp_read(tcp *, void *buffer, size_t size);
EXTERNAL task<int> tcp_write(tcp *, const void *data, size_t size);
EXTERNAL task<void> tcp_close(tcp *);
EXTERNAL task<void> acquire(semaphore *);
EXTERNAL void release(semaphore *);
EXTERNAL uint64_t now();
EXTERNAL bool is_passing(int error);
EXTERNAL void detach(task<void> child);
EXTERNAL long long content_length(const char *head);

struct page { const char *url; int error, status; size_t bytes; uint64_t ms; };
struct run { semaphore permits; size_t pages, done, active; bool live; };
struct url { char host[256]; int port; const char *path; };
EXTERNAL int parse_url(const char *text, url *out);
EXTERNAL void show_progress(const run *);

/* ---- hello ----------------------------------------------------------------- */

NOINLINE static task<int> brew(const char *what, int minutes)
{
    for (int i = 1; i <= minutes; i++) {
        co_await sleep_ms(10);
        printf("%s: minute %d\n", what, i);
    }
    co_return minutes;
}

NOINLINE static task<int> hello_serve(int cups)
{
    if (cups == 0)
        co_return 0;
    task<int> tea = brew("tea", 3), coffee = brew("coffee", 2);
    co_await gather(tea, coffee);
    int a = tea.handle.promise().value, b = coffee.handle.promise().value;
    printf("%d cups after %d minutes\n", cups, a > b ? a : b);
    co_return cups;
}

/* ---- fan_out --------------------------------------------------------------- */

NOINLINE static task<int> send_request(tcp *connection, const url *u)
{
    char request[2048];
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: %s:%d\r\n\r\n",
                          *u->path ? u->path : "/", u->host, u->port);
    if (length < 0 || (size_t)length >= sizeof request)
        co_return -1;
    co_return co_await tcp_write(connection, request, (size_t)length);
}

NOINLINE static task<int> read_response(tcp *connection, page *p)
{
    char buffer[8192];
    size_t got = 0;
    char *body = nullptr;
    while (body == nullptr) {
        ssize_t count = co_await tcp_read(connection, buffer + got, sizeof buffer - 1 - got);
        if (count < 0)
            co_return (int)count;
        got += (size_t)count;
        buffer[got] = '\0';
        body = strstr(buffer, "\r\n\r\n");
        if (body == nullptr && (count == 0 || got == sizeof buffer - 1))
            co_return -1;
    }
    if (sscanf(buffer, "HTTP/1.%*1d %d", &p->status) != 1)
        co_return -1;
    body[2] = '\0';
    long long announced = content_length(buffer);
    p->bytes = got - (size_t)(body + 4 - buffer);
    ssize_t count;
    while ((count = co_await tcp_read(connection, buffer, sizeof buffer)) > 0)
        p->bytes += (size_t)count;
    if (count < 0)
        co_return (int)count;
    co_return announced >= 0 && p->bytes != (size_t)announced ? -1 : 0;
}

NOINLINE static task<int> fetch(page *p)
{
    url u;
    tcp connection;
    int error = parse_url(p->url, &u);
    if (error < 0)
        co_return error;
    error = co_await tcp_connect(&connection, u.host, u.port);
    if (error < 0)
        co_return error;
    error = co_await send_request(&connection, &u);
    if (error == 0)
        error = co_await read_response(&connection, p);
    co_await tcp_close(&connection);
    co_return error;
}

NOINLINE static task<void> fetch_in_turn(run *r, page *p)
{
    co_await acquire(&r->permits);
    r->active++;
    show_progress(r);
    uint64_t start = now();
    p->error = co_await fetch(p);
    p->ms = now() - start;
    r->active--;
    r->done++;
    show_progress(r);
    release(&r->permits);
}

/* ---- echo_server ------------------------------------------------------------ */

NOINLINE static task<void> echo_serve(tcp connection)
{
    char buffer[4096];
    ssize_t count;
    while ((count = co_await tcp_read(&connection, buffer, sizeof buffer)) > 0)
        if (co_await tcp_write(&connection, buffer, (size_t)count) < 0)
            break;
    co_await tcp_close(&connection);
}

NOINLINE static task<int> accept_all(tcp *listener)
{
    for (;;) {
        tcp connection;
        int error = co_await tcp_accept(listener, &connection);
        if (error == 0) {
            detach(echo_serve(connection));
        } else if (is_passing(error)) {
            fprintf(stderr, "echo_server: %d\n", error);
            co_await sleep_ms(100);
        } else {
            co_return error;
        }
    }
}

template <typename T> NOINLINE static void print(const char *name, task<T> made)
{
    printf("%s %zu\n", name, noted);
    (void)made;
}

int main()
{
    print("hello.brew", brew("", 1));
    print("hello.serve", hello_serve(1));
    print("fan_out.send_request", send_request(nullptr, nullptr));
    print("fan_out.read_response", read_response(nullptr, nullptr));
    print("fan_out.fetch", fetch(nullptr));
    print("fan_out.fetch_in_turn", fetch_in_turn(nullptr, nullptr));
    print("echo_server.serve", echo_serve(tcp{}));
    print("echo_server.accept_all", accept_all(nullptr));
}
