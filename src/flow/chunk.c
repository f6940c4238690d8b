#include "flow/chunk.h"

#include "base/mem.h"
#include "eval/prepared.h"
#include "flow/scorer.h"

/* A multiple of eight, and of no large power of two: slots would share cache sets. */
static size_t stride_for(size_t rows)
{
    size_t stride = (rows + 7) / 8 * 8;
    return stride % 64 == 0 ? stride + 8 : stride;
}

bool chunk_init(struct chunk *c, const struct scorer *s, struct arena *a, struct err *e)
{
    size_t rows = scorer_block_rows(s);
    size_t slots = prepared_slots(s->prepared);

    *c = (struct chunk){ .codec = s->codec, .block.stride = stride_for(rows) };
    c->record = NEW(a, struct record, CHUNK_RECORDS);
    c->block.x = arena_take(a, slots * c->block.stride, sizeof *c->block.x);
    c->scratch = arena_take(a, prepared_scratch(s->prepared), 1);
    c->copied = arena_take(a, rows * s->schema->n_copied, sizeof *c->copied);
    c->source = arena_take(a, rows, sizeof *c->source);
    c->blank = arena_take(a, rows, sizeof *c->blank);
    c->leaf = arena_take(a, rows * s->layout->n_leaves, sizeof *c->leaf);
    c->splitter = s->codec->splitter_new(s->dialect);
    if (arena_failed(a) || !c->splitter)
        return err_set(e, ERR_MEMORY, "no room for a chunk of %zu rows", rows);
    const struct stats_shape shape = {
        .n_targets = s->schema->plan.n_targets,
        .n_classes = s->layout->classes ? s->layout->classes->n : 0,
        .n_columns = s->schema->names.n,
    };
    return stats_init(&c->stats, shape, a, e);
}

void chunk_reset(struct chunk *c)
{
    buf_clear(&c->raw);
    buf_clear(&c->out);
    buf_clear(&c->packed);
    buf_clear(&c->rejects);
    buf_clear(&c->packed_rejects);
    stats_clear(&c->stats);
    c->rows = 0;
    c->line_at = 0;
    c->reject_budget = UINT64_MAX;
    c->err = (struct err){ 0 };
}

void chunk_rewind(struct chunk *c)
{
    const struct stats read = c->stats;
    buf_clear(&c->out);
    buf_clear(&c->packed);
    buf_clear(&c->rejects);
    buf_clear(&c->packed_rejects);
    stats_clear(&c->stats);
    c->stats.rows = c->rows;
    c->stats.bytes = read.bytes;
    c->stats.blank_lines = read.blank_lines;
    c->stats.crlf = read.crlf;
    c->stats.lf = read.lf;
    c->stats.ns[TIMING_READ] = read.ns[TIMING_READ];
    c->err = (struct err){ 0 };
}

void chunk_release(struct chunk *c)
{
    buf_release(&c->raw);
    buf_release(&c->out);
    buf_release(&c->packed);
    buf_release(&c->rejects);
    buf_release(&c->packed_rejects);
    if (c->splitter)
        c->codec->splitter_free(c->splitter);
    c->splitter = NULL;
}
