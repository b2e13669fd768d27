/* Awaits one after the other that could run together. */
#include <async.h>
#include <async/net.h>

#include <stddef.h>

struct user {
    int id, posts, friends;
};

async int sa_load(int id);
async double sa_price(const char *name);
async char *sa_text(const char *name);

async int sa_two(void)
{
    int a = await sa_load(1);
    int b = await sa_load(2); // bug
    return a + b;
}

async double sa_types(void)
{
    int count = await sa_load(1);
    double price = await sa_price("bread"); // bug
    return count * price;
}

async int sa_members(struct user *u)
{
    u->posts = await sa_load(1);
    u->friends = await sa_load(2); // bug
    return u->posts + u->friends;
}

async int sa_parameters(int x, int y)
{
    int a = await sa_load(x);
    int b = await sa_load(y); // bug
    return a - b;
}

async int sa_separate_declarations(void)
{
    int a, b;
    a = await sa_load(1);
    b = await sa_load(2); // bug
    return a * b;
}

async int sa_three(void)
{
    int a = await sa_load(1);
    int b = await sa_load(2); // bug
    int c = await sa_load(3); // bug
    return a + b + c;
}

async const char *sa_texts(const char *first)
{
    const char *a = await sa_text(first);
    const char *b = await sa_text("second"); // bug
    return a ? a : b;
}

async int sa_loop(const int *ids, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += await sa_load(ids[i]); // bug
    return sum;
}

async void sa_loop_results(const int *ids, int *results, size_t n)
{
    for (size_t i = 0; i < n; i++)
        results[i] = await sa_load(ids[i]); // bug
}

async unsigned sa_loop_flags(int n)
{
    unsigned all = 0;
    for (int i = 0; i < n; i++) {
        all |= (unsigned)await sa_load(i); // bug
    }
    return all;
}

async int sa_each_round(const int *ids, int n)
{
    int best = 0;
    for (int i = 0; i < n; i++) {
        int posts = await sa_load(ids[i]);
        double price = await sa_price("a"); // bug
        if (posts * price > best)
            best = posts;
    }
    return best;
}

async int sa_in_branch(int n)
{
    if (n > 0) {
        int a = await sa_load(n);
        int b = await sa_load(n + 1); // bug
        return a + b;
    }
    return 0;
}

async int sa_same_argument(int id)
{
    int a = await sa_load(id);
    double b = await sa_price("tea"); // bug
    return a + (int)b;
}

async int sa_elements(int *to)
{
    to[0] = await sa_load(1);
    to[1] = await sa_load(2); // bug
    return 0;
}

async int sa_nested(struct user *u)
{
    struct {
        struct user first, second;
    } both;
    both.first.posts = await sa_load(u->id);
    both.second.posts = await sa_load(u->id + 1); // bug
    return both.first.posts - both.second.posts;
}

async double sa_cast(void)
{
    double a = (double)await sa_load(1);
    double b = await sa_price("x"); // bug
    return a + b;
}

#define LOAD(id) await sa_load(id)

async int sa_macro(void)
{
    int a = LOAD(1);
    int b = LOAD(2); // bug
    return a + b;
}
