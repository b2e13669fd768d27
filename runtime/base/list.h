/* list.h - circular doubly linked list with its links inside the members.
 *
 * The head is a link itself, so removing needs to know neither head nor
 * neighbours, and costs the same everywhere.
 */
#ifndef ASYNC__BASE_LIST_H
#define ASYNC__BASE_LIST_H

#include <stddef.h>

#define ASYNC__CONTAINER(pointer, type, member) \
    ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

typedef struct async__link {
    struct async__link *next, *prev;
} async__link;

static inline void async__list_init(async__link *head) { head->next = head->prev = head; }

static inline int async__list_empty(const async__link *head) { return head->next == head; }

static inline void async__list_append(async__link *head, async__link *link)
{
    link->next = head;
    link->prev = head->prev;
    head->prev->next = link;
    head->prev = link;
}

static inline void async__list_remove(async__link *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
}

#endif
