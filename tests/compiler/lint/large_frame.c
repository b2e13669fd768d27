// clause 10.22: a frame of more than 16 KiB.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <string.h>

async int fill(char *buffer, int size);

async int warn(void)
{
    char buffer[32768];
    // CHECK: :[[#@LINE-1]]:10: warning: 'buffer' lives across an await and takes 32768 bytes of the 32768 in the frame of 'warn' [-Wasync-large-frame]
    // CHECK: note: every task in progress has a frame: make it smaller, allocate it where it is needed, or end its use before the await
    int count = await fill(buffer, sizeof buffer);
    return count + buffer[0];
}

async int warn_together(void)
{
    char head[4096];
    char body[14000];
    // CHECK: :[[#@LINE-1]]:10: warning: 'body' lives across an await and takes 14000 bytes of the {{.*}} in the frame of 'warn_together'
    await fill(head, sizeof head);
    await fill(body, sizeof body);
    return head[0] + body[0];
}

async int good_small(void)
{
    char buffer[8192];
    return await fill(buffer, sizeof buffer);
}

/* Blocks that are never alive together share their place. */
async int good_blocks(int which)
{
    if (which) {
        char a[12000];
        return await fill(a, sizeof a);
    } else {
        char b[12000];
        return await fill(b, sizeof b);
    }
}

static int sum(const char *buffer) { return buffer[0] + buffer[1]; }

async int good_before(void)
{
    int first;
    {
        char buffer[32768];
        memset(buffer, 1, sizeof buffer);
        first = sum(buffer);
    }
    return first + await fill(NULL, 0);
}

#define BUFFER(name, kib) char name[(kib) * 1024]

async int warn_macro(void)
{
    BUFFER(big, 64);
    // CHECK: :[[#@LINE-1]]:12: warning: 'big' lives across an await and takes 65536 bytes
    return await fill(big, sizeof big) + big[0];
}

async int good_macro(void)
{
    BUFFER(small, 4);
    return await fill(small, sizeof small);
}

/* There is one main. */
async int main(void)
{
    char buffer[65536];
    return await fill(buffer, sizeof buffer);
}
