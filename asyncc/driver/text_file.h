/* text_file.h - whole files in and out. All return 0 or an errno. */
#ifndef ASYNCC_TEXT_FILE_H
#define ASYNCC_TEXT_FILE_H

#include "support/strbuf.h"

/* Adds the file's contents; a directory is EISDIR. */
int text_file_read(struct strbuf *text, const char *path);

/* The same from an open descriptor, from where it stands. */
int text_file_read_fd(struct strbuf *text, int fd);

int text_file_write(const char *path, const char *text, size_t length);
int text_file_write_fd(int fd, const char *text, size_t length);

#endif
