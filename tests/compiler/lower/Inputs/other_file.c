#include "other_file.h"

async int add(int a, int b)
{
    await async_yield();
    return a + b;
}

static async int multiply(int a, int b)
{
    int product = a * b;
    await async_yield();
    return product;
}

async int (*const best_operation)(int, int) = multiply;

operation *operation_of(char sign) { return sign == '+' ? add : multiply; }
