#include "flow/scorer.h"

#include "base/mem.h"
#include "base/os.h"
#include "eval/prepared.h"
#include "flow/rejects.h"
#include "text/gzip.h"
#include "text/num.h"

#include <math.h>

enum { SLOT_BYTES = 2 << 20, LEAST_ROWS = 16 };

size_t scorer_block_rows(const struct scorer *s)
{
    size_t like = prepared_block_rows(s->prepared);
    size_t width = prepared_slots(s->prepared) + s->layout->n_leaves;
    size_t hold = SLOT_BYTES / sizeof(double) / (width ? width : 1);
    size_t rows = like < hold ? like : hold;
    return rows < LEAST_ROWS ? LEAST_ROWS : rows;
}

/* ---- decode ---- */

/* Of a byte of raw.  It counts on from where it was asked last: there may be a bad record
 * in every line. */
static uint64_t line_of(struct chunk *c, size_t at)
{
    if (at < c->line_at || c->line_at == 0) {
        c->line = c->first_line;
        c->line_at = 0;
    }
    const char *from = c->raw.at + c->line_at, *end = c->raw.at + at;
    while ((from = memchr(from, '\n', (size_t)(end - from)))) {
        c->line++;
        from++;
    }
    c->line_at = at;
    return c->line;
}

/* What is wrong with a record. */
struct verdict {
    enum reason why;            /* REASON_NONE: nothing */
    uint32_t at;                /* the byte of it, when it is bad as a whole */
    uint32_t column;            /* the bad cell, or NO_COLUMN */
    const struct cell *cell;    /* [n] its fields; NULL: it cannot be split */
    uint32_t n;
};

/* The row of the block gets the values. */
static struct verdict judge(const struct scorer *s, struct chunk *c,
                            const struct record *r, size_t row)
{
    const struct cell_counts counts = { c->stats.missing, c->stats.unseen };
    struct verdict v = { .why = r->fault, .at = r->fault_at, .column = NO_COLUMN };
    struct str text = { c->raw.at + r->at, r->len };

    if (v.why != REASON_NONE)
        return v;
    v.why = s->codec->split(c->splitter, text, &v.cell, &v.n, &v.at);
    if (v.why != REASON_NONE) {
        v.cell = NULL;
        return v;
    }
    v.why = cells_convert(&s->schema->plan, v.cell, v.n, c->block.x, c->block.stride, row,
                          &counts, &v.column);
    if (v.why == REASON_NONE || v.why == REASON_RAGGED)
        v.column = NO_COLUMN;
    return v;
}

/* The count says more than the text of the reason. */
static void say_ragged(const struct scorer *s, struct err *e, uint32_t n)
{
    struct buf what = { 0 };
    buf_addf(&what, "the record has %u field%s, and there are %u columns", n,
             n == 1 ? "" : "s", s->schema->plan.n_columns);
    buf_add_char(&what, 0);
    if (!buf_failed(&what) && what.len <= sizeof e->what)
        memcpy(e->what, what.at, what.len);
    buf_release(&what);
}

/* The record ends the run. */
static bool fail(const struct scorer *s, struct chunk *c, const struct record *r,
                 const struct verdict *v)
{
    struct place p = { .file = s->input_name };
    if (v->why == N_REASONS)       /* how split() says that memory ended */
        return err_set(&c->err, ERR_MEMORY, "no room for a record of %u bytes", r->len);
    if (v->column == NO_COLUMN) {
        p.line = line_of(c, r->at + v->at);
    } else {
        p.line = line_of(c, (size_t)(v->cell[v->column].raw.at - c->raw.at));
        p.column = v->column + 1;
        p.name = s->schema->names.name[v->column];
        p.cell = v->cell[v->column].text;
    }
    err_at(&c->err, v->why, p);
    if (v->why == REASON_RAGGED)
        say_ragged(s, &c->err, v->n);
    return false;
}

static void reject(const struct scorer *s, struct chunk *c, const struct record *r,
                   const struct verdict *v)
{
    struct str column = STR("");
    c->stats.rejected++;
    c->stats.by_reason[v->why]++;
    if (v->column != NO_COLUMN) {
        c->stats.by_column[v->column]++;
        column = s->schema->header[v->column];
    }
    if (s->rejects)
        rejects_add(s->rejects, &(struct reject){
            .record = { c->raw.at + r->at, r->len }, .cell = v->cell, .n_cells = v->n,
            .line = line_of(c, r->at), .column = column, .reason = v->why }, &c->rejects);
}

/* Where the copied fields stand; of a bad record, those that it has. */
static void keep_spans(const struct scorer *s, struct chunk *c, const struct verdict *v,
                       size_t row)
{
    uint32_t n = s->schema->n_copied;
    struct span *to = c->copied + row * n;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t column = s->schema->copied[i];
        bool there = v->cell && column < v->n;
        struct str raw = there ? v->cell[column].raw : (struct str){ c->raw.at, 0 };
        to[i] = (struct span){ (uint32_t)(raw.at - c->raw.at), (uint32_t)raw.len };
    }
}

/* Missing everywhere, so that the kernels have something to walk on. */
static void blank_row(struct chunk *c, uint32_t n_slots, size_t row)
{
    for (uint32_t i = 0; i < n_slots; i++)
        block_slot(&c->block, i)[row] = (double)NAN;
}

/* Record i to the next row of the block, if it becomes one.  False: it ends the run. */
static bool decode_record(const struct scorer *s, struct chunk *c, size_t i)
{
    const struct record *r = &c->record[i];
    size_t row = c->block.rows;
    struct verdict v = judge(s, c, r, row);

    if (v.why != REASON_NONE) {
        if (v.why == N_REASONS || s->on_bad_row == BAD_ROW_STOP
            || c->stats.rejected >= c->reject_budget) {
            c->stats.rows = i + 1;      /* what was read behind it counts for nothing */
            return fail(s, c, r, &v);
        }
        reject(s, c, r, &v);
        if (s->on_bad_row == BAD_ROW_SKIP)
            return true;
        blank_row(c, prepared_slots(s->prepared), row);
    }
    c->source[row] = (uint32_t)i;
    c->blank[row] = v.why != REASON_NONE;
    keep_spans(s, c, &v, row);
    c->block.rows++;
    return true;
}

/* Records first .. first + n into the block, up to one that ends the run. */
static void decode(const struct scorer *s, struct chunk *c, size_t first, size_t n)
{
    c->block.rows = 0;
    for (size_t i = first; i < first + n; i++)
        if (!decode_record(s, c, i))
            return;
}

/* ---- encode ---- */

static void put_float64(struct buf *out, double v)
{
    if (buf_reserve(out, NUM_ROOM))
        out->len += num_write_double(out->at + out->len, v);
}

static void put_float32(struct buf *out, double v)
{
    if (buf_reserve(out, NUM_ROOM))
        out->len += num_write_float(out->at + out->len, (float)v);
}

static void put_uint(struct buf *out, uint64_t v)
{
    if (buf_reserve(out, NUM_ROOM))
        out->len += num_write_uint(out->at + out->len, v);
}

static double confidence(const struct layout_column *l, const struct block *b, size_t r)
{
    uint32_t class = (uint32_t)block_slot(b, l->index)[r];
    return block_slot(b, l->prob + class)[r];
}

static void put_field(const struct scorer *s, struct chunk *c,
                      const struct layout_column *l, size_t r)
{
    const struct block *b = &c->block;
    const struct span *span = c->copied + r * s->schema->n_copied;

    switch (l->kind) {
    case LAYOUT_COPY:
        buf_add(&c->out, c->raw.at + span[l->index].at, span[l->index].len);
        break;
    case LAYOUT_SAMPLE_ID:
        put_uint(&c->out, c->first_record + c->source[r]);
        break;
    case LAYOUT_FLOAT64:
        put_float64(&c->out, block_slot(b, l->index)[r]);
        break;
    case LAYOUT_FLOAT32:
        put_float32(&c->out, block_slot(b, l->index)[r]);
        break;
    case LAYOUT_CLASS:
        buf_add_str(&c->out, l->label[(uint32_t)block_slot(b, l->index)[r]]);
        break;
    case LAYOUT_CONFIDENCE64:
        put_float64(&c->out, confidence(l, b, r));
        break;
    case LAYOUT_CONFIDENCE32:
        put_float32(&c->out, confidence(l, b, r));
        break;
    case LAYOUT_LEAF:
        put_uint(&c->out, c->leaf[(size_t)l->index * b->stride + r]);
        break;
    case LAYOUT_VERSION:
        buf_add_str(&c->out, l->label[0]);
        break;
    }
}

/* Of a row without a prediction only what does not depend on one is written. */
static bool is_written(const struct layout_column *l, bool blank)
{
    return !blank || l->kind == LAYOUT_COPY || l->kind == LAYOUT_SAMPLE_ID
        || l->kind == LAYOUT_VERSION;
}

static void encode(const struct scorer *s, struct chunk *c)
{
    const struct layout *l = s->layout;
    for (size_t r = 0; r < c->block.rows; r++)
        for (uint32_t i = 0; i < l->n; i++) {
            if (is_written(&l->column[i], c->blank[r]))
                put_field(s, c, &l->column[i], r);
            buf_add_char(&c->out, i + 1 < l->n ? l->dialect.delimiter : '\n');
        }
}

static void count(const struct scorer *s, struct chunk *c)
{
    const struct layout *l = s->layout;
    for (size_t r = 0; r < c->block.rows; r++) {
        uint32_t class = 0;
        if (c->blank[r])
            continue;
        if (l->class_slot != NO_CLASS) {
            class = (uint32_t)block_slot(&c->block, l->class_slot)[r];
            c->stats.class_count[class]++;
        }
        if (l->score_slot != NO_CLASS) {
            uint32_t slot = l->score_is_class ? l->score_prob + class : l->score_slot;
            stats_score(&c->stats, block_slot(&c->block, slot)[r], l->score_is_prob);
        }
    }
}

/* ---- the whole ---- */

/* The time since *mark goes to one of the stages. */
static void lap(struct chunk *c, enum timing to, uint64_t *mark)
{
    uint64_t now = os_now_ns();
    c->stats.ns[to] += now - *mark;
    *mark = now;
}

static void run_block(const struct scorer *s, struct chunk *c, size_t first, size_t n)
{
    uint64_t mark = os_now_ns();
    decode(s, c, first, n);
    lap(c, TIMING_PARSE, &mark);
    prepared_run(s->prepared, STAGE_PREPROCESS, &c->block, c->scratch);
    lap(c, TIMING_PREPROCESS, &mark);
    prepared_run(s->prepared, STAGE_PREDICT, &c->block, c->scratch);
    if (s->layout->n_leaves)
        prepared_leaves(s->prepared, &c->block, c->leaf, c->block.stride);
    lap(c, TIMING_PREDICT, &mark);
    prepared_run(s->prepared, STAGE_POSTPROCESS, &c->block, c->scratch);
    if (s->onlooker.see)
        s->onlooker.see(s->onlooker.self, c);
    else
        encode(s, c);
    count(s, c);
    lap(c, TIMING_POSTPROCESS, &mark);
}

static void pack(struct chunk *c, const struct buf *from, struct buf *to)
{
    uint64_t mark = os_now_ns();
    if (from->len && !buf_failed(from) && !gzip_member(to, buf_str(from)))
        to->failed = true;
    lap(c, TIMING_POSTPROCESS, &mark);
}

bool scorer_run(const struct scorer *s, struct chunk *c)
{
    size_t block = scorer_block_rows(s);
    for (size_t first = 0; first < c->rows && !err_is_set(&c->err); first += block)
        run_block(s, c, first, c->rows - first < block ? c->rows - first : block);
    if (s->gzip_output)
        pack(c, &c->out, &c->packed);
    if (s->gzip_rejects)
        pack(c, &c->rejects, &c->packed_rejects);
    if (buf_failed(&c->out) || buf_failed(&c->packed) || buf_failed(&c->rejects)
        || buf_failed(&c->packed_rejects))
        return err_set(&c->err, ERR_MEMORY, "no room for the output of %zu rows",
                       c->rows);
    return !err_is_set(&c->err);
}
