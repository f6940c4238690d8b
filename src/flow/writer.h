/* writer.h - the out door's side of the belt: finished bytes to their place, and figures
 * beside them.
 *
 * The belt calls it under its lock, chunk after chunk in stream order. */
#pragma once

#include "base/outfile.h"
#include "flow/belt.h"
#include "flow/stats.h"

/* What is told after each chunk and each batch; either may be NULL. */
struct writer_watch {
    void (*moved)(void *self, const struct stats *total);
    bool (*batch)(void *self, uint64_t number, const struct stats *batch,
                  uint64_t start_ns, uint64_t wall_ns, struct err *e);
    void *self;
};

struct writer {
    struct outfile *out;        /* borrowed */
    struct outfile *rejects;    /* borrowed; NULL: they are not written */
    bool gzip, gzip_rejects;
    struct writer_watch watch;
    uint64_t start_ns;          /* of the run */
    struct stats total, batch;  /* batch: of the one that is open */
    uint64_t batch_began_ns;
    uint64_t batches;
    bool batch_open;
    uint64_t last_batch;
    struct latency latency;     /* of whole batches */
};

/* The headers are written at once, where they are not empty; gzip files have them as a
 * member. */
bool writer_begin(struct writer *w, struct str header, struct str rejects_header,
                  struct err *e);

struct sink writer_sink(struct writer *w);

/* The batch that is still open is told of. */
bool writer_end(struct writer *w, struct err *e);
