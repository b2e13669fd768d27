/* Frames of more than 16 KiB. */
#include <async.h>
#include <async/net.h>

#include <stdio.h>
#include <string.h>

enum { BIG = 20000, PAGE = 4096 };

struct message {
    char text[BIG];
    size_t length;
};

struct table {
    struct message messages[2];
};

union either {
    double d;
    char bytes[30000];
};

async ssize_t lf_send(const char *text);
async int lf_fill(char *text, size_t size);
void use(const void *p);

async ssize_t lf_buffer(async_tcp *tcp)
{
    char buffer[65536]; // bug
    return await async_tcp_read(tcp, buffer, sizeof buffer);
}

async ssize_t lf_structure(async_tcp *tcp)
{
    struct message message; // bug
    ssize_t count = await async_tcp_read(tcp, message.text, sizeof message.text);
    message.length = (size_t)count;
    use(&message);
    return count;
}

async void lf_nested(void)
{
    struct table table; // bug
    await lf_fill(table.messages[1].text, BIG);
    use(&table);
}

async void lf_union(void)
{
    union either either; // bug
    await lf_fill(either.bytes, sizeof either.bytes);
    use(&either);
}

async void lf_matrix(void)
{
    double matrix[64][64]; // bug
    memset(matrix, 0, sizeof matrix);
    await async_yield();
    use(matrix);
}

async void lf_two(void)
{
    char first[10000], second[12000]; // bug
    await lf_fill(first, sizeof first);
    await lf_fill(second, sizeof second);
    use(first);
}

async void lf_in_loop(int n)
{
    for (int i = 0; i < n; i++) {
        char line[BIG]; // bug
        await lf_fill(line, sizeof line);
        use(line);
    }
}

async void lf_in_branch(int n)
{
    if (n > 0) {
        int numbers[5000]; // bug
        numbers[0] = n;
        await async_sleep(1);
        use(numbers);
    }
}

async void lf_by_value(struct message message) // bug
{
    await async_yield();
    use(&message);
}

async void lf_initialised(void)
{
    char text[BIG] = "hello"; // bug
    await lf_send(text);
    puts(text);
}

async void lf_pointers(void)
{
    const char *lines[3000]; // bug
    for (int i = 0; i < 3000; i++)
        lines[i] = "";
    await lf_send(lines[0]);
    use(lines);
}

async void lf_many_pages(void)
{
    char a[PAGE], b[PAGE], c[PAGE], d[PAGE], e[PAGE]; // bug
    await lf_fill(a, PAGE);
    await lf_fill(b, PAGE);
    await lf_fill(c, PAGE);
    await lf_fill(d, PAGE);
    await lf_fill(e, PAGE);
    use(a), use(b), use(c), use(d), use(e);
}

async void lf_deferred(void)
{
    char text[BIG]; // bug
    strcpy(text, "bye");
    defer puts(text);
    await async_sleep(1);
}

async void lf_group(void)
{
    char text[BIG]; // bug
    int result;
    async_group (g) {
        async_group_spawn(g, result = lf_fill(text, sizeof text));
        await async_yield();
    }
    use(text);
}

async int lf_gather(void)
{
    char left[9000], right[9001]; // bug
    int a, b;
    await async_gather(a = lf_fill(left, sizeof left), b = lf_fill(right, sizeof right));
    return a + b + left[0] + right[0];
}

async int lf_timeout(void)
{
    char text[17000]; // bug
    return await async_timeout(10, lf_fill(text, sizeof text));
}

#define SCRATCH(name) char name[BIG]

async void lf_macro(void)
{
    SCRATCH(scratch); // bug
    await lf_fill(scratch, sizeof scratch);
    use(scratch);
}
