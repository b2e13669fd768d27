/* Loops without an end and without an await that waits. */
#include <async.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct gate {
    bool open;
    int waiting;
    struct gate *next;
};

static bool stop;
static int turns;

async void ny_spin(struct gate *gate)
{
    while (!gate->open) // bug
        ;
    await async_yield();
}

async void ny_global(void)
{
    while (!stop) // bug
        continue;
    await async_yield();
}

async void ny_for(void)
{
    await async_yield();
    for (;;) // bug
        turns++;
}

async void ny_while_true(void)
{
    await async_yield();
    while (true) { // bug
        turns++;
        if (turns > 100)
            turns = 0;
    }
}

async void ny_do(struct gate *gate)
{
    await async_yield();
    do { // bug
        turns++;
    } while (!gate->open);
}

async void ny_local(void)
{
    bool done = false;
    await async_yield();
    while (!done) // bug
        turns++;
}

async void ny_wrong_variable(int n)
{
    int i = 0;
    await async_yield();
    while (i < n) // bug
        turns++;
}

async void ny_await_outside(struct gate *gate)
{
    for (int round = 0; round < 3; round++) {
        await async_yield();
        while (gate->waiting > 0) // bug
            turns++;
    }
}

async void ny_goto(void)
{
    await async_yield();
again: // bug
    turns++;
    goto again;
}

async void ny_print(void)
{
    await async_yield();
    for (;;) // bug
        puts("tick");
}

async void ny_inner_break(int n)
{
    await async_yield();
    for (;;) { // bug
        for (int i = 0; i < n; i++)
            if (i == 3)
                break;
        turns++;
    }
}

async void ny_switch(int n)
{
    await async_yield();
    for (;;) { // bug
        switch (n) {
        case 0:
            turns++;
            break;
        default:
            turns--;
            break;
        }
    }
}

async void ny_continue(struct gate *gate)
{
    await async_yield();
    while (gate->next != NULL) { // bug
        if (gate->waiting)
            continue;
        turns++;
    }
}

async void ny_constant(void)
{
    await async_yield();
    for (int i = 0; 1; i++) // bug
        turns += i;
}

async void ny_two_flags(struct gate *a, struct gate *b)
{
    await async_yield();
    while (!a->open && !b->open) // bug
        turns++;
}

async void ny_array(const int *counts)
{
    await async_yield();
    while (counts[0] != 0) // bug
        turns++;
}

#define FOREVER for (;;)

async void ny_macro(void)
{
    await async_yield();
    FOREVER // bug
        turns++;
}
