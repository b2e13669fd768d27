// clause 11.6: cleanup of pointers (as glib's g_autoptr), structures, arrays, constants.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"
#include <string.h>

struct file {
    int fd;
    const char *name;
};

static inline void text_free(char **text)
{
    printf("free %s\n", *text ? *text : "nothing");
    free(*text);
}
static inline void file_close(struct file *file) { printf("close %d %s\n", file->fd, file->name); }
static inline void clear(int (*array)[3]) { printf("clear %d\n", (*array)[2]); }
static inline void show(const long *n) { printf("show %ld\n", *n); }

#define auto_text __attribute__((cleanup(text_free))) char *

static async void work(int n)
{
    auto_text text = strdup("text");
    auto_text stolen = strdup("stolen");
    __attribute__((cleanup(file_close))) struct file file = {await give(3), "log"};
    __attribute__((cleanup(clear))) int array[3] = {1, 2, n};
    const long __attribute__((cleanup(show))) number = 7;
    await rest();
    file.fd++;
    array[2] += 10;
    free(stolen);
    stolen = NULL;
}

async int main(void)
{
    await work(5);
    return 0;
    // CHECK: show 7
    // CHECK-NEXT: clear 15
    // CHECK-NEXT: close 4 log
    // CHECK-NEXT: free nothing
    // CHECK-NEXT: free text
}
