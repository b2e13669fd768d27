/* times.h - processor time by pass, for -ftime-report. */
#ifndef ASYNCC_TIMES_H
#define ASYNCC_TIMES_H

#include <stddef.h>
#include <stdio.h>

enum { TIMES_MAX = 16 };

struct times {
    size_t count;
    double last; /* processor time of this process and its children so far */
    struct {
        const char *pass;
        double seconds;
    } passes[TIMES_MAX];
};

void times_start(struct times *times);

/* What has been spent since the last call went to `pass`, a string literal. `times` may be NULL. */
void times_note(struct times *times, const char *pass);

void times_print(const struct times *times, const char *title, FILE *to);

#endif
