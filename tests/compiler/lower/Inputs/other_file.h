#ifndef OTHER_FILE_H
#define OTHER_FILE_H
#include <async.h>
typedef async int operation(int a, int b);
async int add(int a, int b);
extern async int (*const best_operation)(int, int);
operation *operation_of(char sign);
#endif
