/* Async and plain function types mixed. */
#include <async.h>

#include <stdlib.h>

typedef async int async_callback(int);
typedef int plain_callback(int);

struct handlers {
    int (*plain)(int);
    async int (*async_one)(int);
};

async int po_async(int n);
int po_plain(int n);
void po_take(int (*callback)(int));
void po_take_async(async int (*callback)(int));
int po_declared(int n);

int (*po_1)(int) = po_async; // bug
async int (*po_2)(int) = po_plain; // bug
int (*po_3)(int) = &po_async; // bug
static int (*const po_table[])(int) = {po_plain, po_async}; // bug
struct handlers po_4 = {.plain = po_async}; // bug
struct handlers po_5 = {.async_one = po_plain}; // bug
plain_callback *po_6 = po_async; // bug
async_callback *po_7 = po_plain; // bug

void po_argument(void)
{
    po_take(po_async); // bug
}

void po_other_argument(void)
{
    po_take_async(po_plain); // bug
}

void po_assignment(struct handlers *to)
{
    to->plain = po_async; // bug
}

void po_cast(struct handlers *to)
{
    to->plain = (int (*)(int))po_async; // bug
}

int po_compare(int (*given)(int))
{
    return given == po_async; // bug
}

int (*po_return(void))(int)
{
    return po_async; // bug
}

void po_conditional(int n)
{
    po_take(n ? po_plain : po_async); // bug
}

async int po_declared(int n) // bug
{
    await async_yield();
    return n;
}

int (*po_pick(int n))(int)
{
    int (*found)(int) = NULL;
    if (n > 0)
        found = po_table[n];
    return found;
}

#define REGISTER(f) po_take(f)

void po_macro(void)
{
    REGISTER(po_async); // bug
}
