/* silence.h - the level of a diagnostic at a place: pragmas and comments of the user's. */
#ifndef ASYNCC_SILENCE_H
#define ASYNCC_SILENCE_H

#include "frontend/program.h"
#include "frontend/source.h"

/* The level of `id` for a finding at that place in the user's file. */
enum diag_level silence_level(struct program *program, enum diag_id id,
                              const struct diag_place *place);

/* Blanks the pragmas that only asyncc understands: back ends would warn about them. */
void silence_hide(struct program *program);

/* Reports asyncc-ignore comments that lack a reason or name no diagnostic. */
void silence_check(struct program *program);

#endif
