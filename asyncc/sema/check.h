/* check.h - the rules of the language: where await and async calls may stand. */
#ifndef ASYNCC_CHECK_H
#define ASYNCC_CHECK_H

#include "frontend/program.h"

/* Needs: trees. Leaves nothing stale. Reports all violations in the unit and sets
 * program->failed when there was one. */
void check_program(struct program *program);

#endif
