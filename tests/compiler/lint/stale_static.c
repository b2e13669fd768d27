// clause 10.12: results in buffers of the C library, used after an await.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

async int f(int x);
async int say(const char *text);

async void warn_time(time_t now)
{
    struct tm *tm = localtime(&now);
    await f(1);
    printf("%d", tm->tm_year);
    // CHECK: :[[#@LINE-1]]:18: warning: 'tm' points into a buffer of 'localtime', which another task may have overwritten since [-Wasync-stale-static]
    // CHECK: :[[#@LINE-4]]:21: note: the result of 'localtime' lies in a buffer of the C library
    // CHECK: :[[#@LINE-4]]:5: note: other tasks run while this waits
    // CHECK: note: copy what is needed before the await, or use localtime_r
}

async void good_copy(time_t now)
{
    struct tm tm = *localtime(&now);
    await f(1);
    printf("%d", tm.tm_year);
}

async void good_before(time_t now)
{
    const struct tm *tm = localtime(&now);
    int year = tm->tm_year;
    await f(1);
    tm = localtime(&now);
    printf("%d", year - tm->tm_year);
}

async void warn_second_name(void)
{
    const char *home = getenv("HOME");
    const char *where = home ? home : "/";
    await f(1);
    puts(where);
    // CHECK: :[[#@LINE-1]]:10: warning: 'where' points into a buffer of 'getenv'{{.*}}[-Wasync-stale-static]
}

async void good_absent(void)
{
    const char *home = getenv("HOME");
    if (home == NULL)
        home = "/";
    else
        return;
    await f(1);
    puts(home);
}

async void warn_loop(time_t now)
{
    char *text = ctime(&now);
    for (int i = 0; i < 3; i++) {
        puts(text);
        // CHECK: :[[#@LINE-1]]:14: warning: 'text' points into a buffer of 'ctime'{{.*}}[-Wasync-stale-static]
        await f(i);
    }
}

/* A token lies in the caller's string; where strtok goes on does not. */
async void warn_tokens(char *list)
{
    for (char *word = strtok(list, ","); word; word = strtok(NULL, ","))
        // CHECK: :[[#@LINE-1]]:55: warning: 'strtok' may go on in another task's string{{.*}}[-Wasync-stale-static]
        // CHECK: note: the scan begins here
        // CHECK: note: other tasks run while this waits
        // CHECK: note: use strtok_r, which keeps its place in a variable of yours
        await say(word);
}

async void good_tokens(char *list)
{
    char *first = strtok(list, ",");
    char *second = strtok(NULL, ",");
    await say(first);
    await say(second);
}

#define YEAR(tm) ((tm)->tm_year + 1900)

async void warn_macro(time_t now)
{
    struct tm *tm = gmtime(&now);
    await f(1);
    printf("%d", YEAR(tm));
    // CHECK: :[[#@LINE-1]]:23: warning: 'tm' points into a buffer of 'gmtime'{{.*}}[-Wasync-stale-static]
}

async void good_macro(time_t now)
{
    int year = YEAR(gmtime(&now));
    await f(1);
    printf("%d", year);
}
