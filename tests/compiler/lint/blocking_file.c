// clause 10.10: files are slow at times; a group that is off by default.
// RUN: %asyncc -fsyntax-only -Wasync-blocking-file %s 2>&1 | %reports %s
// RUN: %asyncc -fsyntax-only %s 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// OFF-NOT: warning
#include <async.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int count_lines(const char *path)
{
    FILE *in = fopen(path, "r");
    int lines = 0;
    for (int c; in != NULL && (c = getc(in)) != EOF;)
        lines += c == '\n';
    return lines;
}

async int warn(const char *path)
{
    unlink(path);
    // CHECK: :[[#@LINE-1]]:5: warning: 'unlink' blocks the loop's thread [-Wasync-blocking-file]
    return count_lines(path);
    // CHECK: :[[#@LINE-1]]:12: warning: 'count_lines' blocks the loop's thread: it comes to 'fopen' [-Wasync-blocking-file]
}

async int good(const char *path)
{
    puts(path);
    await async_offload(unlink(path));
    return await async_offload(count_lines(path));
}

async int warn_print(FILE *out)
{
    await async_sleep(1);
    return fprintf(out, "hello");
    // CHECK: :[[#@LINE-1]]:12: warning: 'fprintf' blocks the loop's thread [-Wasync-blocking-file]
}

async int good_print(const char *text)
{
    await async_sleep(1);
    fputs(text, stderr);
    fflush(stdout);
    return fprintf(stdout, "%s\n", text) + (int)write(STDERR_FILENO, "x", 1);
}
