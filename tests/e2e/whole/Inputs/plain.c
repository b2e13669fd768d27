int answer(int fd);

int twice(int fd) { return 2 * answer(fd); }
