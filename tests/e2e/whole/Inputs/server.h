#ifndef SERVER_H
#define SERVER_H
#include <async.h>
async int handle(int fd);
async int answer(int fd);
int compute(int n);
void notify(int n);
#endif
