/* reads.h - which variables an expression reads, and when (clause 5.3 of docs/language.md): the one
 * place that both flow graphs ask. */
#ifndef ASYNCC_FLOW_READS_H
#define ASYNCC_FLOW_READS_H

#include "ast/ast.h"

typedef void reads_visitor(void *data, struct node *name);

/* Every name in the expression that is evaluated. */
void reads_all(struct node *node, reads_visitor *visit, void *data);

/* The plain reads that lowering leaves for after the awaits of an expression. */
void reads_delayed(struct node *node, reads_visitor *visit, void *data);

#endif
