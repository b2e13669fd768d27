/* text_file.c - reads and writes whole files. Writing reports what only close
 * tells (a full disk, a quota).
 */
#include "driver/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int text_file_read_fd(struct strbuf *text, int fd)
{
    char block[16384];
    for (;;) {
        ssize_t length = read(fd, block, sizeof block);
        if (length > 0)
            strbuf_add(text, block, (size_t)length);
        else if (length == 0)
            return 0;
        else if (errno != EINTR)
            return errno;
    }
}

int text_file_read(struct strbuf *text, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = text_file_read_fd(text, fd);
    close(fd);
    return error;
}

int text_file_write_fd(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        text += written;
        length -= (size_t)written;
    }
    return 0;
}

int text_file_write(const char *path, const char *text, size_t length)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    int error = text_file_write_fd(fd, text, length);
    if (close(fd) != 0 && error == 0)
        error = errno;
    return error;
}
