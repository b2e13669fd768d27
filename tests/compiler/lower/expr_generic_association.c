// clause 3.6: an await in an association of _Generic.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = _Generic(1L, int : await tell(1), long : await tell(2), default : say(3));
    printf("= %d\n", n); // CHECK: t2 = 2
    return 0;
}
