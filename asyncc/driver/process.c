/* process.c - spawns the back end.
 *
 * Captured streams are files in memory (memfd), given to the child and read when it
 * has ended: no pipes that could fill up and block both sides.
 */
#include "driver/process.h"

#include "driver/message.h"
#include "driver/temps.h"
#include "driver/text_file.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { STREAMS = 3 };

static int open_stream(const struct strbuf *input)
{
    int fd = memfd_create("asyncc", MFD_CLOEXEC);
    if (fd < 0)
        return -1;
    if (input == NULL || input->length == 0)
        return fd;
    if (text_file_write_fd(fd, input->text, input->length) == 0 && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    close(fd);
    return -1;
}

static bool open_streams(const struct process_streams *streams, int fds[STREAMS])
{
    if (streams->input && (fds[STDIN_FILENO] = open_stream(streams->input)) < 0)
        return false;
    if (streams->output && (fds[STDOUT_FILENO] = open_stream(NULL)) < 0)
        return false;
    return !streams->errors || (fds[STDERR_FILENO] = open_stream(NULL)) >= 0;
}

static void read_stream(struct strbuf *into, int fd)
{
    if (fd >= 0 && lseek(fd, 0, SEEK_SET) == 0)
        text_file_read_fd(into, fd);
}

static void close_streams(const int fds[STREAMS])
{
    for (int i = 0; i < STREAMS; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* Starts the command with the signals blocked, so that none can come between
 * its start and the note that it runs. Returns 0 or an errno. */
static int spawn(const struct argv *command, const int fds[STREAMS], pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, old;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    for (int i = 0; i < STREAMS; i++)
        if (fds[i] >= 0)
            posix_spawn_file_actions_adddup2(&actions, fds[i], i);
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &old);
    posix_spawnattr_setsigmask(&attributes, &old);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawnp(child, command->data[0], &actions, &attributes,
                             (char *const *)command->data, environ);
    if (error == 0)
        temps_set_child(*child);
    sigprocmask(SIG_SETMASK, &old, NULL);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

static int wait_for(pid_t child)
{
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(child, &status, 0);
    while (ended < 0 && errno == EINTR);
    temps_set_child(0);
    return status;
}

static int exit_status(const struct argv *command, int status)
{
    if (!WIFSIGNALED(status))
        return WEXITSTATUS(status);
    message_error("back end '%s' was killed by signal %d (%s)", command->data[0], WTERMSIG(status),
                  strsignal(WTERMSIG(status)));
    return PROCESS_FAILED;
}

void process_raise_stack(void)
{
    const rlim_t wanted = 256 << 20;
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_STACK, &limit);
}

int process_run(const struct argv *command, const struct process_streams *streams)
{
    static const struct process_streams ours;
    int result = PROCESS_FAILED, fds[STREAMS] = {-1, -1, -1};
    pid_t child;
    if (streams == NULL)
        streams = &ours;
    if (!open_streams(streams, fds)) {
        message_error("cannot make a file in memory: %s", strerror(errno));
        goto out;
    }
    int error = spawn(command, fds, &child);
    if (error) {
        message_error("cannot run '%s': %s", command->data[0], strerror(error));
        goto out;
    }
    int status = wait_for(child);
    if (streams->output)
        read_stream(streams->output, fds[STDOUT_FILENO]);
    if (streams->errors)
        read_stream(streams->errors, fds[STDERR_FILENO]);
    result = exit_status(command, status);
out:
    close_streams(fds);
    return result;
}
