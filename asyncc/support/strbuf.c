#include "support/strbuf.h"

#include "support/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strbuf_deinit(struct strbuf *buffer)
{
    free(buffer->text);
    *buffer = (struct strbuf){0};
}

static void reserve(struct strbuf *buffer, size_t more)
{
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    buffer->text = xrealloc(buffer->text, capacity);
    buffer->capacity = capacity;
}

void strbuf_add(struct strbuf *buffer, const char *text, size_t length)
{
    reserve(buffer, length);
    memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void strbuf_puts(struct strbuf *buffer, const char *text)
{
    strbuf_add(buffer, text, strlen(text));
}

void strbuf_putc(struct strbuf *buffer, char c) { strbuf_add(buffer, &c, 1); }

void strbuf_vprintf(struct strbuf *buffer, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    reserve(buffer, (size_t)length);
    vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, again);
    va_end(again);
    buffer->length += (size_t)length;
}

void strbuf_printf(struct strbuf *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    strbuf_vprintf(buffer, format, args);
    va_end(args);
}

const char *strbuf_line(const struct strbuf *buf, unsigned line)
{
    const char *at = buf->text;
    while (--line > 0 && at != NULL) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return at;
}
