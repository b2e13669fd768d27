/* Results in buffers of the C library, used after an await. */
#define _GNU_SOURCE
#include <async.h>

#include <arpa/inet.h>
#include <grp.h>
#include <libgen.h>
#include <locale.h>
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

async int ss_send(const char *text);

async int ss_localtime(time_t now)
{
    struct tm *tm = localtime(&now);
    await ss_send("the hour");
    return tm->tm_hour; // bug
}

async int ss_gmtime(time_t now)
{
    const struct tm *tm = gmtime(&now);
    char text[32];
    await async_yield();
    return (int)strftime(text, sizeof text, "%F", tm); // bug
}

async void ss_ctime(time_t now)
{
    char *text = ctime(&now);
    await ss_send("now");
    await ss_send(text); // bug
}

async int ss_asctime(const struct tm *tm)
{
    const char *text = asctime(tm);
    await async_sleep(1);
    return puts(text); // bug
}

async int ss_getenv(void)
{
    const char *home = getenv("HOME");
    if (home == NULL)
        return -1;
    await async_yield();
    return await ss_send(home); // bug
}

async void ss_address(struct in_addr address)
{
    char *text = inet_ntoa(address);
    for (int i = 0; i < 2; i++) {
        printf("%s\n", text); // bug
        await async_sleep(1);
    }
}

async uid_t ss_user(const char *name)
{
    struct passwd *user = getpwnam(name);
    if (user == NULL)
        return 0;
    await ss_send(user->pw_dir);
    return user->pw_uid; // bug
}

async gid_t ss_group(gid_t id)
{
    struct group *group = getgrgid(id);
    await async_yield();
    return group ? group->gr_gid : 0; // bug
}

async void ss_error(int error)
{
    const char *text = strerror(error);
    await ss_send("failed: ");
    fputs(text, stderr); // bug
}

async int ss_host(const char *name)
{
    struct hostent *host = gethostbyname(name); // asyncc-ignore(blocking-call): not the point here
    await async_yield();
    return host->h_length; // bug
}

async char *ss_strtok(char *line)
{
    char *first = strtok(line, " ");
    await ss_send(first);
    return strtok(NULL, " "); // bug
}

async int ss_copy(time_t now)
{
    struct tm *tm = localtime(&now);
    struct tm *same = tm;
    await async_yield();
    return same->tm_min; // bug
}

async int ss_one_way(time_t now, int wait)
{
    struct tm *tm = localtime(&now);
    if (wait)
        await async_sleep(1);
    return tm->tm_sec; // bug
}

async int ss_member(time_t now)
{
    const char *zone = localtime(&now)->tm_zone;
    struct tm *tm = localtime(&now);
    int day = tm->tm_mday;
    await ss_send(zone);
    return day + tm->tm_mon; // bug
}

async int ss_argument(time_t now)
{
    struct tm *tm = gmtime(&now);
    int error = await ss_send("x");
    return printf("%d %d\n", error, tm->tm_year); // bug
}

async void ss_tty(void)
{
    char *name = ttyname(0);
    await async_yield();
    puts(name); // bug
}

async void ss_locale(void)
{
    char *old = setlocale(LC_ALL, NULL);
    await async_yield();
    puts(old); // bug
}

async void ss_service(void)
{
    struct servent *service = getservbyname("http", "tcp");
    await async_yield();
    printf("%d\n", ntohs((unsigned short)service->s_port)); // bug
}

#define NOW(now) localtime(&(now))

async int ss_macro(time_t now)
{
    struct tm *tm = NOW(now);
    await async_yield();
    return tm->tm_hour; // bug
}
