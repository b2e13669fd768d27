/* times.c - processor time by pass, in the order in which passes first end. */
#include "support/times.h"

#include <string.h>
#include <sys/resource.h>

static double seconds_of(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double spent(void) { return seconds_of(RUSAGE_SELF) + seconds_of(RUSAGE_CHILDREN); }

void times_start(struct times *times) { *times = (struct times){.last = spent()}; }

void times_note(struct times *times, const char *pass)
{
    size_t i = 0;
    if (times == NULL)
        return;
    double now = spent();
    while (i < times->count && strcmp(times->passes[i].pass, pass) != 0)
        i++;
    if (i == TIMES_MAX)
        return;
    if (i == times->count) {
        times->passes[i].pass = pass;
        times->passes[i].seconds = 0;
        times->count++;
    }
    times->passes[i].seconds += now - times->last;
    times->last = now;
}

void times_print(const struct times *times, const char *title, FILE *to)
{
    double sum = 0;
    for (size_t i = 0; i < times->count; i++)
        sum += times->passes[i].seconds;
    fprintf(to, "asyncc: processor time for %s\n", title);
    for (size_t i = 0; i < times->count; i++)
        fprintf(to, "  %-18s %9.1f ms  %5.1f%%\n", times->passes[i].pass,
                times->passes[i].seconds * 1e3,
                sum > 0 ? times->passes[i].seconds / sum * 100 : 0.0);
    fprintf(to, "  %-18s %9.1f ms\n", "total", sum * 1e3);
}
