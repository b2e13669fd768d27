/* message.h - what the driver itself says, as compilers do: "asyncc: error: ...". */
#ifndef ASYNCC_MESSAGE_H
#define ASYNCC_MESSAGE_H

void message_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void message_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
