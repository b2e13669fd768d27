// clauses 3.5, 5.2: structures: in order, designated, nested, with strings.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct rec {
    int id;
    char name[8];
    struct {
        double x, y;
    } at[2];
    const char *text;
    int (*f)(int);
};

async int main(void)
{
    struct rec a = {await tell(1), "one", {{await tell(2), 3}, {.y = say(4)}}, "text", say};
    struct rec b = {.f = 0, .at[1].x = await tell(5), .id = await tell(6), .name = "six"};
    printf("\n"); // CHECK: t1 t2 s4 t5 t6
    printf("%d %s %.0f %.0f %.0f %s %d\n", a.id, a.name, a.at[0].x, a.at[0].y, a.at[1].y,
           a.text, a.f == say); // CHECK-NEXT: 1 one 2 3 4 text 1
    printf("%d %s %.0f %.0f %d\n", b.id, b.name, b.at[0].x, b.at[1].x, b.text == 0);
    // CHECK-NEXT: 6 six 0 5 1
    return 0;
}
