/* belt.h - moves chunks from a source, through workers, to a sink. */
#pragma once

#include "flow/scorer.h"

struct arena;

/* fill: the next whole records into c->raw, c->record, c->rows and the c->first_*; false
 * at the end of input.  It hands on what it has as soon as a batch is full or the input
 * pauses: a slow pipe is never waited on for a full chunk.  A read error is a chunk too,
 * with c->err set, reported in its turn; one without rows may come for its counts. */
struct source {
    bool (*fill)(void *self, struct chunk *c);
    void *self;
};

/* drain: what the chunk has to say (rows, batch statistics), or false with the reason in
 * `e`.  Chunks come in stream order, one at a time. */
struct sink {
    bool (*drain)(void *self, struct chunk *c, struct err *e);
    void *self;
};

struct belt_plan {
    const struct scorer *scorer;
    struct source in;
    struct sink out;
    int    workers;         /* threads, >= 1 */
    uint64_t max_rejects;   /* of the whole run; the next one is an error.  Of no matter
                             * where a bad row is one anyway */
};

/* Output and error are the same bytes for every number of workers and rows in a batch.
 * Memory is `workers` chunks, whatever the length of the input.  False: `e` has the first
 * error in stream order; what precedes it has been drained. */
bool belt_run(const struct belt_plan *plan, struct arena *a, struct err *e);
