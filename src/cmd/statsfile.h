/* statsfile.h - JSON Lines beside the predictions: a line a batch, and one for the
 * run. */
#pragma once

#include "base/err.h"
#include "flow/layout.h"
#include "flow/schema.h"
#include "flow/stats.h"

struct model;
struct writer;

struct statsfile {
    int fd;                     /* -1: there is none */
    const char *path;           /* for messages */
};

/* Emptied now.  ERR_CANTCREATE. */
bool statsfile_open(struct statsfile *f, const char *path, struct err *e);
bool statsfile_batch(struct statsfile *f, uint64_t number, const struct stats *batch,
                     uint64_t start_ns, uint64_t wall_ns, struct err *e);

/* What the last line tells; texts borrowed. */
struct run_facts {
    const struct writer *writer;
    const struct model *model;          /* NULL when it did not come so far */
    const struct schema *schema;        /* likewise */
    const struct layout *layout;        /* zeroed in that case */
    const char *model_path, *input, *output;
    uint64_t input_bytes;       /* of the file as it is */
    uint64_t wall_ns;
    int threads;
    const struct err *err;      /* kind ERR_NONE: it went well */
};

bool statsfile_run(struct statsfile *f, const struct run_facts *r, struct err *e);

/* ERR_IO when closing says that something did not get there. */
bool statsfile_close(struct statsfile *f, struct err *e);
