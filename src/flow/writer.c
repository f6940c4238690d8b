#include "flow/writer.h"

#include "text/gzip.h"

static bool put_header(struct outfile *out, bool gzip, struct str header, struct err *e)
{
    struct buf packed = { 0 };
    if (!gzip)
        return header.len == 0 || outfile_write(out, header.at, header.len, e);
    /* Without a header and without rows there has to be a member all the same. */
    bool ok = gzip_member(&packed, header)
        ? outfile_write(out, packed.at, packed.len, e)
        : err_set(e, ERR_MEMORY, "no room for the header");
    buf_release(&packed);
    return ok;
}

bool writer_begin(struct writer *w, struct str header, struct str rejects_header,
                  struct err *e)
{
    return put_header(w->out, w->gzip, header, e)
        && (!w->rejects || put_header(w->rejects, w->gzip_rejects, rejects_header, e));
}

static bool end_batch(struct writer *w, struct err *e)
{
    uint64_t wall = os_now_ns() - w->batch_began_ns;
    w->batch_open = false;
    w->batches++;
    latency_add(&w->latency, wall);
    bool ok = !w->watch.batch
        || w->watch.batch(w->watch.self, w->last_batch, &w->batch,
                          w->batch_began_ns - w->start_ns, wall, e);
    stats_clear(&w->batch);
    return ok;
}

static bool drain(void *self, struct chunk *c, struct err *e)
{
    struct writer *w = self;
    const struct buf *bytes = w->gzip ? &c->packed : &c->out;
    const struct buf *bad = w->gzip_rejects ? &c->packed_rejects : &c->rejects;
    uint64_t mark = os_now_ns();

    if (!w->batch_open && c->rows) {
        w->batch_began_ns = c->read_began_ns;
        w->batch_open = true;
    }
    w->last_batch = c->batch;
    if (bytes->len && !outfile_write(w->out, bytes->at, bytes->len, e))
        return false;
    if (w->rejects && bad->len && !outfile_write(w->rejects, bad->at, bad->len, e))
        return false;
    c->stats.ns[TIMING_WRITE] += os_now_ns() - mark;
    stats_add(&w->total, &c->stats);
    stats_add(&w->batch, &c->stats);
    if (w->watch.moved)
        w->watch.moved(w->watch.self, &w->total);
    return !c->batch_ends || end_batch(w, e);
}

struct sink writer_sink(struct writer *w)
{
    return (struct sink){ drain, w };
}

bool writer_end(struct writer *w, struct err *e)
{
    return !w->batch_open || end_batch(w, e);
}
