/* scorer.h - everything between raw bytes and finished bytes, for one chunk. */
#pragma once

#include "flow/chunk.h"
#include "flow/layout.h"
#include "flow/schema.h"

struct model;
struct prepared;
struct rejects;

/* What becomes of a record that cannot be scored. */
enum bad_row {
    BAD_ROW_STOP,           /* it is an error */
    BAD_ROW_SKIP,           /* it is left out */
    BAD_ROW_BLANK,          /* it stays, without a prediction */
};

/* Who looks at the rows of each block once they are scored, when they are not to be
 * written.  What is bad about one goes to c->err.  It is called by every worker. */
struct onlooker {
    void (*see)(void *self, struct chunk *c);
    void *self;
};

/* Read-only once filled in; shared by all workers.  Borrows all it points to. */
struct scorer {
    const struct model    *model;
    const struct prepared *prepared;
    const struct codec    *codec;
    const struct schema   *schema;
    const struct layout   *layout;
    struct dialect dialect;
    const char *input_name;     /* for messages */
    bool gzip_output, gzip_rejects;
    enum bad_row on_bad_row;
    const struct rejects *rejects;      /* how they are written; NULL: they are not */
    struct onlooker onlooker;           /* instead of the output; .see NULL: none */
};

/* Rows of a block: what the kernels like, and what two megabytes of slots hold. */
size_t scorer_block_rows(const struct scorer *s);

/* raw -> slots -> out, block by block.  Touches nothing but `c`, so it is safe from any
 * number of threads, each with its own chunk.  False: c->err says why, and c->out holds
 * the rows before the bad one. */
bool scorer_run(const struct scorer *s, struct chunk *c);
