/* main.c - asyncc, a C compiler whose functions may be async. See driver/driver.c. */
#include "driver/driver.h"

int main(int argc, char **argv) { return driver_main(argc, argv); }
