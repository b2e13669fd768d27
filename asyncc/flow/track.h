/* track.h - follows one thing through a function, path by path.
 *
 * What is followed is in one of a few states (a lock: free or held). Paths that agree on the
 * state are merged; paths that do not are kept apart together with what their conditions
 * have said. So
 *
 *     if (shared) lock(&m);  ...  if (shared) unlock(&m);
 *
 * leaves no path on which the lock is held at the end. (Das, Lerner, Seigle: ESP, PLDI 2002.)
 */
#ifndef ASYNCC_TRACK_H
#define ASYNCC_TRACK_H

#include "flow/cfg.h"

enum { TRACK_STATES = 8 };

struct track {
    const struct cfg *cfg;
    void *data; /* of the one who tracks */
    /* The state behind a point. Called several times for one, each time for a path that may be. */
    unsigned (*step)(struct track *track, unsigned state, const struct cfg_point *point);
    /* The state once `value` is known to have one of `signs`; NULL: conditions say nothing. */
    unsigned (*refine)(struct track *track, unsigned state, const struct node *value,
                       uint8_t signs);
};

void track_run(struct track *track, unsigned entry_state);

#endif
