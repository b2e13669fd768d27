/* Keywords that no node has: the parser swallows some misplaced ones. Where it stumbled
 * over the C around them they say nothing. */
#include "sema/checker.h"

static void check_token(struct checker *c, uint32_t index)
{
    const struct program *program = c->program;
    struct node at = {.begin = program->text.tokens[index].begin,
                      .end = program->text.tokens[index].end};
    if (text_token_is(&program->text, index, "__defer"))
        check_unsupported(c, &at, "'defer' is not supported yet",
                          "release the resource on each way out of the scope");
    else if (text_token_is(&program->text, index, "__await") && !program->await_claimed[index] &&
             program->c_errors.count == 0)
        check_report(c, DIAG_KEYWORD, &at, "'await' means nothing here");
}

void check_tokens(struct checker *c)
{
    for (uint32_t i = 0; i < c->program->text.token_count; i++)
        check_token(c, i);
}
