/* chunk.h - the unit of work: some whole records on their way through.
 *
 * About CHUNK_BYTES of input, at least one record, never across the end of a batch: a
 * batch (-b) is the unit of statistics and flushing, a chunk the unit of work.  It is
 * decoded and scored block by block.  One worker holds one chunk and uses it again and
 * again; its buffers grow to the longest seen and stay, so the steady state allocates
 * nothing, and memory is workers x (chunk + block) whatever -b or the input's length. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "eval/step.h"
#include "flow/stats.h"
#include "text/codec.h"

#include <stdint.h>

struct arena;
struct scorer;

enum { CHUNK_BYTES = 256 << 10, CHUNK_RECORDS = 16384 };

/* Bytes of the chunk: where a copied field stands. */
struct span {
    uint32_t at, len;
};

struct chunk {
    uint64_t   seq;             /* 0, 1, 2...: place in the stream, set by the in door */
    uint64_t   batch;           /* which batch it is part of */
    bool       batch_ends;      /* it is the last of its batch */
    uint64_t   read_began_ns;   /* when the in door turned to it */
    uint64_t   first_line;      /* of raw's first byte, 1-based, for messages */
    uint64_t   first_record;    /* 0-based: sample_id */
    struct buf raw;             /* the records' bytes, as read; owned */
    struct record *record;      /* [CHUNK_RECORDS] in raw */
    size_t     rows;            /* records read */

    struct block block;         /* the rows being worked on */
    void      *scratch;         /* for the kernels */
    struct span *copied;        /* [block rows][n_copied] fields that are copied */
    uint32_t  *source;          /* [block rows] which record each row is of */
    bool      *blank;           /* [block rows] it could not be scored, but stays */
    uint32_t  *leaf;            /* [n_leaves][block rows] */
    const struct codec *codec;  /* whose splitter this is */
    struct splitter *splitter;

    struct buf out;             /* finished bytes of its rows, to write */
    struct buf packed;          /* the same as a gzip member, when that is wanted */
    struct buf rejects;         /* its records that could not be scored */
    struct buf packed_rejects;
    uint64_t   line;            /* of the byte `line_at` of raw, once line_at > 0 */
    size_t     line_at;
    uint64_t   reject_budget;   /* so many may be rejected; the next one is an error */
    struct stats stats;         /* of this load only; the out door adds them up */
    struct err err;             /* why it was cut short, if it was */
};

/* Call before any worker runs: the arena is not for two threads.  False: ERR_MEMORY;
 * chunk_release() all the same. */
bool chunk_init(struct chunk *c, const struct scorer *s, struct arena *a, struct err *e);
void chunk_reset(struct chunk *c);      /* empty, room kept */
void chunk_rewind(struct chunk *c);     /* read, but not scored yet */
void chunk_release(struct chunk *c);    /* fine on a zeroed chunk */
