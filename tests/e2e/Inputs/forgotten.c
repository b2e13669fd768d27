#include <async.h>

async int f(int x) { return x; }

async int main(void)
{
    f(1);
    return 0;
}
