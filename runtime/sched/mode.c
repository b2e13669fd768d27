/* mode.c - test mode and debug mode: their options, and what the run comes to. What they do to
 * the scheduler is in step.c.
 */
#include "mode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STALL_MS = 100, STATUS_USAGE = 64 };
#define MS UINT64_C(1000000)
#define TOGETHER UINT64_C(1000) /* timers of one moment are nanoseconds apart: timer.c */

static _Thread_local struct async__mode mode;
static _Thread_local bool chosen; /* by async_test_use */
static _Thread_local async_test_options choice;
static _Thread_local bool met, left_open;

/* ---- options ------------------------------------------------------------- */

static void refuse(const char *variable, const char *word, size_t length)
{
    fprintf(stderr, "asyncc: unknown word '%.*s' in %s\n", (int)length, word, variable);
    exit(STATUS_USAGE);
}

/* The number behind `name=`; false: `word` is something else. */
static bool is_number(const char *word, size_t length, const char *name, uint64_t *number)
{
    size_t skip = strlen(name);
    char *end;
    if (length <= skip + 1 || strncmp(word, name, skip) != 0 || word[skip] != '=')
        return false;
    *number = strtoull(word + skip + 1, &end, 10);
    return end == word + length;
}

static bool is_word(const char *word, size_t length, const char *name)
{
    return length == strlen(name) && strncmp(word, name, length) == 0;
}

static uint64_t new_seed(void)
{
    uint64_t seed = (async__here.driver->now() ^ (uint64_t)getpid() << 20) % 1000000000;
    fprintf(stderr, "asyncc: test: seed=%llu\n", (unsigned long long)seed);
    return seed;
}

static void read_test_word(const char *word, size_t length)
{
    async_test_options *test = &mode.test;
    uint64_t number;
    if (is_word(word, length, "yield")) {
        test->yield = 1;
    } else if (is_word(word, length, "clock=virtual")) {
        test->virtual_clock = 1;
    } else if (is_word(word, length, "seed")) {
        test->shuffle = 1;
        test->seed = new_seed();
    } else if (is_number(word, length, "seed", &test->seed)) {
        test->shuffle = 1;
    } else if (is_number(word, length, "cancel", &number)) {
        test->cancel_at = (long)number;
    } else if (is_number(word, length, "alloc", &number)) {
        test->fail_at = (long)number;
    } else {
        refuse("ASYNC_TEST", word, length);
    }
}

static void read_debug_word(const char *word, size_t length)
{
    uint64_t number = STALL_MS;
    if (!is_word(word, length, "1") && !is_number(word, length, "stall", &number))
        refuse("ASYNC_DEBUG", word, length);
    mode.stall = number * MS;
}

static void read_words(const char *text, void (*read)(const char *word, size_t length))
{
    for (; *text != 0; text += *text == ',') {
        size_t length = strcspn(text, ",");
        if (length > 0)
            read(text, length);
        text += length;
    }
}

static void read_options(void)
{
    const char *test = getenv("ASYNC_TEST"), *debug = getenv("ASYNC_DEBUG");
    if (chosen)
        mode.test = choice;
    else if (test != NULL)
        read_words(test, read_test_word);
    mode.quiet = chosen;
    mode.testing = chosen || (test != NULL && *test != 0);
    if (debug != NULL && strcmp(debug, "0") != 0)
        read_words(debug, read_debug_word);
}

void async_test_use(const async_test_options *options)
{
    chosen = options != NULL;
    if (chosen)
        choice = *options;
}

static void print_word(const char **separator, const char *name, uint64_t number)
{
    fprintf(stderr, "%s%s", *separator, name);
    if (name[strlen(name) - 1] == '=')
        fprintf(stderr, "%llu", (unsigned long long)number);
    *separator = ",";
}

void async__mode_report(void)
{
    const async_test_options *test = &mode.test;
    const char *separator = "";
    if (!async__mode_is_test())
        return;
    fputs("asyncc: test: to repeat this: ASYNC_TEST=", stderr);
    if (test->shuffle)
        print_word(&separator, "seed=", test->seed);
    if (test->cancel_at != 0)
        print_word(&separator, "cancel=", (uint64_t)test->cancel_at);
    if (test->fail_at != 0)
        print_word(&separator, "alloc=", (uint64_t)test->fail_at);
    if (test->yield)
        print_word(&separator, "yield", 0);
    if (test->virtual_clock)
        print_word(&separator, "clock=virtual", 0);
    fputc('\n', stderr);
}

/* ---- life ---------------------------------------------------------------- */

static uint64_t virtual_now(void) { return mode.now; }

static const async__driver *virtual_driver(void)
{
    static _Thread_local async__driver driver;
    driver = *async__here.driver;
    driver.now = virtual_now;
    return &driver;
}

void async__mode_open(void)
{
    mode = (struct async__mode){.driver = async__here.driver, .now = 1000 * MS};
    read_options();
    if (!mode.testing && mode.stall == 0)
        return;
    async__here.mode = &mode;
    async__step_begin();
    mode.random = mode.test.seed;
    if (mode.test.virtual_clock)
        async__here.driver = virtual_driver();
    if (mode.test.fail_at > 0)
        async__memory_fail_after(mode.test.fail_at - 1);
}

static bool has_starved(void)
{
    return async__here.mode != NULL && mode.test.fail_at > 0 && async__memory_pending() < 0;
}

/* fail_at is over with the loop. */
void async__mode_close(void)
{
    if (has_starved()) {
        met = true;
        if (!mode.quiet)
            fprintf(stderr, "asyncc: test: allocation %ld failed\n", mode.test.fail_at);
    }
    if (async__here.mode != NULL && mode.test.fail_at > 0)
        async__memory_fail_after(-1);
}

bool async__mode_expects(int error)
{
    return (error == ASYNC__ENOMEM && has_starved()) ||
           (error == ASYNC__ECANCELED && async__here.mode != NULL && mode.cancelled);
}

void async__mode_left_open(size_t count)
{
    if (count == 0)
        return;
    left_open = true;
    fprintf(stderr, "asyncc: test: %zu connections or other handles were not closed\n", count);
}

bool async__mode_has_left_open(void)
{
    bool had = left_open;
    left_open = false;
    return had;
}

void async__mode_cancelled(void) { mode.cancelled = met = true; }

bool async__mode_was_met(void)
{
    bool was = met;
    met = false;
    return was;
}

bool async__mode_is_test(void) { return async__here.mode != NULL && mode.testing; }

bool async__mode_is_debug(void) { return async__here.mode != NULL && mode.stall != 0; }

bool async__mode_yields(void) { return async__here.mode != NULL && mode.test.yield; }

bool async__mode_is_virtual(void) { return async__here.mode != NULL && mode.test.virtual_clock; }

void async__mode_jump(void)
{
    uint64_t next = async__timers_next();
    if (next != UINT64_MAX && mode.now < next + TOGETHER)
        mode.now = next + TOGETHER;
    async__timers_run();
}

void async__mode_root(const async__task *root) { mode.root = (async__task *)(uintptr_t)root; }
