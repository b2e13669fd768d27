// Right code gets no warning, neither of what clang's parser takes operators for nor of generated code.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>

#define typecheck(type, x)             \
    ({                                 \
        type dummy_;                   \
        __typeof__(x) dummy2_;         \
        (void)(&dummy_ == &dummy2_);   \
        1;                             \
    })

static async int id(int x)
{
    await async_yield();
    return x;
}

static async_generator(const char *) names(int count)
{
    char text[16];
    for (int i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%d", i);
        async_emit(text);
    }
}

static async int assigned_by_operators(int n)
{
    int value, other, late;
    defer printf("late %d\n", late);
    if (await async_timeout(1000, value = id(n)) != 0)
        value = -1;
    int which = await async_select(other = id(2));
    late = which + 3;
    return value + other;
}

static async int equal(int a, int b) { return (a == 4) ? await id(a) : (b == 4) && await id(b); }

static async int sizes(int n, int a[n], int c[static 2]) { return await id(a[n - 1] + c[1]); }

static async void spawned_only(void) { await async_yield(); }

async int main(void)
{
    int s = await id(3), a[2] = {1, 2};
    typecheck(int, s);
    async_for (const char *name, names(2)) {
        if (name[0] == '0')
            puts("zero");
        else
            puts("one");
        await async_yield();
    }
    async_group (group) {
        if (s == 3)
            puts("three");
        else
            puts("none");
        async_group_spawn(group, spawned_only());
        await async_yield();
    }
    async_detach(async_spawn(spawned_only()));
    printf("%d %d %d\n", await assigned_by_operators(5), await equal(4, 0), await sizes(2, a, a));
    return 0;
}
// CHECK: zero
// CHECK-NEXT: one
// CHECK-NEXT: three
// CHECK-NEXT: late 3
// CHECK-NEXT: 7 4 4
