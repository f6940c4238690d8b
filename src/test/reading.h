/* reading.h - what a reader gives of a text, beside what it has to give: the records that
 * one call of the codec finds in the whole of it. */
#pragma once

#include "base/mem.h"
#include "flow/reader.h"
#include "test/random.h"
#include "text/gzip.h"

#include <stdlib.h>

static const struct dialect commas = { ',', '"' };

/* ---- what is wanted ---- */

struct wanted {
    struct str text;            /* behind the byte order mark */
    struct record *record;      /* [frame.n] */
    struct frame frame;
};

static inline struct wanted want(struct str text)
{
    struct wanted w = { .text = text };
    if (text.len >= 3 && memcmp(text.at, "\xEF\xBB\xBF", 3) == 0)
        w.text = str_from(text, 3);
    w.record = malloc((text.len + 1) * sizeof *w.record);
    w.frame = (struct frame){ .record = w.record, .max = text.len + 1 };
    codec_csv.frame(w.text, true, commas, &w.frame);
    return w;
}

static inline uint64_t line_at(struct str text, size_t at)
{
    uint64_t line = 1;
    const char *from = text.at, *end = text.at + at;
    while (at && (from = memchr(from, '\n', (size_t)(end - from)))) {
        from++;
        line++;
    }
    return line;
}

/* ---- what comes ---- */

struct reading {
    struct arena arena;
    struct err err;
    struct reader *reader;
    struct chunk chunk;
    struct stats total;
    size_t n, header;           /* records so far; 1 with a header */
    uint64_t batch_rows;
    bool same;                  /* all as wanted so far */
};

static inline bool open_reading(struct reading *g, const char *path, uint64_t batch_rows)
{
    *g = (struct reading){ .batch_rows = batch_rows, .same = true };
    g->chunk.record = malloc(CHUNK_RECORDS * sizeof *g->chunk.record);
    g->reader = reader_open(&(struct reader_plan){ .path = path, .codec = &codec_csv,
        .dialect = commas, .batch_rows = batch_rows }, &g->arena, &g->err);
    return g->reader != NULL;
}

static inline void close_reading(struct reading *g)
{
    reader_close(g->reader);
    buf_release(&g->chunk.raw);
    free(g->chunk.record);
    arena_release(&g->arena);
}

static inline bool next_chunk(struct reading *g)
{
    struct source s = reader_source(g->reader);
    buf_clear(&g->chunk.raw);
    g->chunk.rows = 0;
    g->chunk.stats = (struct stats){ 0 };
    g->chunk.err = (struct err){ 0 };
    if (!s.fill(s.self, &g->chunk))
        return false;
    stats_add(&g->total, &g->chunk.stats);
    return true;
}

/* Record r of the chunk is record i of the text. */
static inline bool same_record(const struct chunk *c, size_t r, const struct wanted *w,
                               size_t i)
{
    const struct record *got = &c->record[r], *old = &w->record[i];
    if (i >= w->frame.n || got->fault != old->fault || got->fault_at != old->fault_at)
        return false;
    struct str text = { c->raw.at + got->at, got->len };
    return str_eq(text, (struct str){ w->text.at + old->at, old->len });
}

/* Its first record stands in the same line; the others follow from their places. */
static inline bool same_line(const struct chunk *c, const struct wanted *w, size_t i)
{
    if (c->rows == 0)
        return true;
    return c->first_line + line_at(buf_str(&c->raw), c->record[0].at) - 1
        == line_at(w->text, w->record[i].at);
}

static inline void check_chunk(struct reading *g, const struct wanted *w)
{
    const struct chunk *c = &g->chunk;
    uint64_t first = g->n - g->header, last = first + (c->rows ? c->rows - 1 : 0);
    bool whole = (first + c->rows) % g->batch_rows == 0;
    g->same = g->same && c->first_record == first && c->stats.rows == c->rows
           && (c->rows == 0 || (c->batch == first / g->batch_rows
                                && c->batch == last / g->batch_rows
                                && c->batch_ends == whole));
    g->same = g->same && same_line(c, w, g->n);
    for (size_t r = 0; r < c->rows; r++)
        g->same = g->same && same_record(c, r, w, g->n + r);
    g->n += c->rows;
}

/* All of the input, after the header if there is one. */
static inline void read_all(struct reading *g, const struct wanted *w)
{
    while (next_chunk(g) && !err_is_set(&g->chunk.err))
        check_chunk(g, w);
}

/* ---- packing ---- */

/* As gzip: `members` of about the same size, some of them empty. */
static inline void pack(struct buf *out, struct str text, uint32_t members,
                        struct random *r)
{
    while (members--) {
        size_t n = members ? random_below(r, (uint32_t)(text.len / members + 2))
                           : text.len;
        gzip_member(out, str_first(text, n));
        text = str_from(text, n < text.len ? n : text.len);
    }
}
