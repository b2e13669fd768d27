/* warnings.h - C's own warnings about async functions, where the back end cannot give them. */
#ifndef ASYNCC_WARNINGS_H
#define ASYNCC_WARNINGS_H

#include "frontend/program.h"
#include "support/strbuf.h"

/* The parser's flags, for which `flags` has room for warnings_flag_limit; returns how many. */
size_t warnings_flag_limit(const struct program *program);
size_t warnings_add_flags(const struct program *program, const char **flags);

/* Whether the parser may see a pragma, which may be reworded in place. */
bool warnings_keep_pragma(char *pragma, size_t length);

/* Whether the parser's warning there is for the user; and tells it, as an error if a pragma or an
 * option makes it one. NULL: it is off. */
bool warnings_are_told(struct program *program, const char *option, uint32_t offset);
struct diag_record *warnings_report(struct program *program, const char *option, bool is_error,
                                    struct diag_place place, const char *text);

/* Takes back what was told: a program with errors does not get as far as the back end's warnings
 * either. */
void warnings_withdraw(struct program *program);

/* The async function there, or NULL. */
const struct function *warnings_function_at(const struct program *program, uint32_t offset);

/* What stands around a lowered function, in lines of their own. */
void warnings_print_begin(const struct program *program, const struct function *function,
                          struct strbuf *out);
void warnings_print_end(const struct program *program, struct strbuf *out);

#endif
