#ifndef LOG_H
#define LOG_H
void log_line(const char *text);
void log_lock(void);
void log_unlock(void);
void log_flush(void);
#endif
