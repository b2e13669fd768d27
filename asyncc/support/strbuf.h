/* strbuf.h - a growing string, always NUL-terminated once something was added. */
#ifndef ASYNCC_STRBUF_H
#define ASYNCC_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

struct strbuf {
    char *text;
    size_t length, capacity;
};

void strbuf_deinit(struct strbuf *buffer);
void strbuf_add(struct strbuf *buffer, const char *text, size_t length);
void strbuf_puts(struct strbuf *buffer, const char *text);
void strbuf_putc(struct strbuf *buffer, char c);
void strbuf_printf(struct strbuf *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_vprintf(struct strbuf *buffer, const char *format, va_list args);

/* Where the n-th line begins, from 1 on; NULL: there are fewer. */
const char *strbuf_line(const struct strbuf *buf, unsigned line);

#endif
