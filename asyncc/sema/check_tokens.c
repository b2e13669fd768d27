/* Keywords that no node has: the parser swallows some misplaced ones. Where it stumbled
 * over the C around them they say nothing. */
#include "sema/checker.h"

#include <string.h>

static void check_token(struct checker *c, uint32_t index)
{
    const struct program *program = c->program;
    struct node at = {.begin = program->text.tokens[index].begin,
                      .end = program->text.tokens[index].end};
    if (text_token_is(&program->text, index, "__defer") && !program->await_claimed[index] &&
        program->c_errors.count == 0)
        check_report(c, DIAG_KEYWORD, &at, "'defer' stands before a statement");
    else if (text_token_is(&program->text, index, "__await") && !program->await_claimed[index] &&
             program->c_errors.count == 0)
        check_report(c, DIAG_KEYWORD, &at, "'await' means nothing here");
    else if (text_is_name(&program->text, index) && !program->await_claimed[index] &&
             program->c_errors.count == 0 && !text_origin(&program->text, at.begin).system)
        check_report(c, DIAG_KEYWORD, &at, "'async' is a keyword and cannot be a name");
}

/* The passes take the text of a node for a string. */
static void check_null(struct checker *c)
{
    const struct text *text = &c->program->text;
    const char *null = memchr(text->bytes, '\0', text->length);
    if (null == NULL)
        return;
    struct node at = {.begin = (uint32_t)(null - text->bytes),
                      .end = (uint32_t)(null - text->bytes) + 1};
    check_unsupported(c, &at, "null character in a file with async code",
                      "in literals write '\\0'");
}

void check_tokens(struct checker *c)
{
    check_null(c);
    for (uint32_t i = 0; i < c->program->text.token_count; i++)
        check_token(c, i);
}
