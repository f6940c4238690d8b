#include "cmd/statsfile.h"

#include "base/os.h"
#include "base/version.h"
#include "flow/writer.h"
#include "model/model.h"
#include "text/json_write.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <unistd.h>

static const char *const timing_names[N_TIMINGS] = {
    [TIMING_READ] = "read", [TIMING_PARSE] = "parse", [TIMING_PREPROCESS] = "preprocess",
    [TIMING_PREDICT] = "predict", [TIMING_POSTPROCESS] = "postprocess",
    [TIMING_WRITE] = "write",
};

static bool fail(const struct statsfile *f, enum err_kind kind, const char *what,
                 struct err *e)
{
    err_set(e, kind, "%s: %s", what, strerror(errno));
    err_place(e, f->path, 0);
    return false;
}

bool statsfile_open(struct statsfile *f, const char *path, struct err *e)
{
    *f = (struct statsfile){ .fd = -1, .path = path };
    if (!path)
        return true;
    f->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
    return f->fd >= 0 || fail(f, ERR_CANTCREATE, "cannot be created", e);
}

bool statsfile_close(struct statsfile *f, struct err *e)
{
    int fd = f->fd;
    f->fd = -1;
    return fd < 0 || close(fd) == 0 || fail(f, ERR_IO, "cannot be written", e);
}

/* The line goes out whole, at once. */
static bool put_line(struct statsfile *f, struct buf *b, struct err *e)
{
    buf_add_char(b, '\n');
    bool ok = buf_failed(b) ? err_set(e, ERR_MEMORY, "no room for the statistics")
            : os_write_all(f->fd, b->at, b->len)
              || fail(f, ERR_IO, "cannot be written", e);
    buf_release(b);
    return ok;
}

/* Milliseconds and the like: digits that mean something. */
static double rounded(double x)
{
    return floor(x * 1000 + 0.5) / 1000;
}

static void put_timings(struct json_write *w, const uint64_t ns[N_TIMINGS])
{
    for (int i = 0; i < N_TIMINGS; i++)
        json_put_number(w, timing_names[i], rounded((double)ns[i] * 1e-6));
}

static double per_second(uint64_t rows, uint64_t ns)
{
    return ns ? floor((double)rows / ((double)ns * 1e-9)) : 0;
}

bool statsfile_batch(struct statsfile *f, uint64_t number, const struct stats *batch,
                     uint64_t start_ns, uint64_t wall_ns, struct err *e)
{
    struct buf b = { 0 };
    struct json_write w = { .buf = &b };
    if (f->fd < 0)
        return true;
    json_write_begin_object(&w);
    json_put_text(&w, "type", STR("batch"));
    json_put_uint(&w, "batch", number);
    json_put_uint(&w, "rows", batch->rows);
    json_put_uint(&w, "rejected", batch->rejected);
    json_put_uint(&w, "bytes", batch->bytes);
    json_put_number(&w, "start_s", rounded((double)start_ns * 1e-9));
    json_write_key(&w, STR("ms"));
    json_write_begin_object(&w);
    put_timings(&w, batch->ns);
    json_put_number(&w, "wall", rounded((double)wall_ns * 1e-6));
    json_write_end(&w);
    json_put_number(&w, "rows_per_s", per_second(batch->rows, wall_ns));
    json_write_end(&w);
    return put_line(f, &b, e);
}

static void put_latency(struct json_write *w, const struct latency *l)
{
    json_write_key(w, STR("batch_ms"));
    json_write_begin_object(w);
    json_put_number(w, "p50", rounded(latency_ms(l, 0.50)));
    json_put_number(w, "p95", rounded(latency_ms(l, 0.95)));
    json_put_number(w, "p99", rounded(latency_ms(l, 0.99)));
    json_put_number(w, "max", rounded((double)l->max_ns * 1e-6));
    json_write_end(w);
}

static void put_classes(struct json_write *w, const struct run_facts *r)
{
    const struct classes *classes = r->layout->classes;
    if (!classes)
        return;
    json_write_key(w, STR("classes"));
    json_write_begin_object(w);
    for (uint32_t i = 0; i < r->writer->total.n_classes; i++) {
        json_write_key(w, classes->name[i]);
        json_write_uint(w, r->writer->total.class_count[i]);
    }
    json_write_end(w);
}

/* Only bins with something in them; the key is where the bin begins. */
static void put_hist(struct json_write *w, const struct stats *s, bool is_prob)
{
    json_write_key(w, STR("hist"));
    json_write_begin_object(w);
    for (uint32_t i = 0; i < HIST_BINS; i++) {
        struct buf key = { 0 };
        if (!s->hist[i])
            continue;
        buf_addf(&key, "%.3g", stats_bin_start(i, is_prob));
        json_write_key(w, buf_str(&key));
        json_write_uint(w, s->hist[i]);
        buf_release(&key);
    }
    json_write_end(w);
}

static void put_score(struct json_write *w, const struct run_facts *r)
{
    const struct stats *s = &r->writer->total;
    json_write_key(w, STR("score"));
    json_write_begin_object(w);
    json_put_number(w, "min", s->n_scores ? s->score_min : (double)NAN);
    json_put_number(w, "mean", s->score_sum / (double)s->n_scores);
    json_put_number(w, "max", s->n_scores ? s->score_max : (double)NAN);
    if (s->n_nan)
        json_put_uint(w, "nan", s->n_nan);
    put_hist(w, s, r->layout->score_is_prob);
    json_write_end(w);
}

static void put_columns(struct json_write *w, const char *key, const struct run_facts *r,
                        const uint64_t *count)
{
    json_write_key(w, str_of(key));
    json_write_begin_object(w);
    for (uint32_t i = 0; r->schema && i < r->writer->total.n_targets; i++)
        if (count[i]) {
            json_write_key(w, r->schema->names.name[r->schema->plan.target[i].column]);
            json_write_uint(w, count[i]);
        }
    json_write_end(w);
}

static void put_rejects(struct json_write *w, const struct run_facts *r)
{
    const struct stats *s = &r->writer->total;
    json_write_key(w, STR("rejects"));
    json_write_begin_object(w);
    json_write_key(w, STR("by_column"));
    json_write_begin_object(w);
    for (uint32_t i = 0; r->schema && i < s->n_columns; i++)
        if (s->by_column[i]) {
            json_write_key(w, r->schema->names.name[i]);
            json_write_uint(w, s->by_column[i]);
        }
    json_write_end(w);
    json_write_key(w, STR("by_reason"));
    json_write_begin_object(w);
    for (enum reason i = 0; i < N_REASONS; i++)
        if (s->by_reason[i]) {
            json_write_key(w, str_of(reason_json(i)));
            json_write_uint(w, s->by_reason[i]);
        }
    json_write_end(w);
    json_write_end(w);
}

static void put_model(struct json_write *w, const struct run_facts *r)
{
    const struct model *m = r->model;
    json_write_key(w, STR("model"));
    json_write_begin_object(w);
    json_put_text(w, "path", str_of(r->model_path));
    if (!m) {
        json_write_end(w);
        return;
    }
    json_put_text(w, "name", m->name);
    json_put_text(w, "sha256", str_of(m->hash));
    json_put_text(w, "format", m->format);
    json_put_text(w, "objective", m->objective);
    json_put_uint(w, "rounds", m->rounds);
    json_put_uint(w, "rounds_used", m->rounds_used);
    json_write_end(w);
}

static void put_ends(struct json_write *w, const struct run_facts *r)
{
    const struct stats *s = &r->writer->total;
    json_write_key(w, STR("input"));
    json_write_begin_object(w);
    json_put_text(w, "path", str_of(r->input));
    json_put_uint(w, "bytes", r->input_bytes);
    json_put_uint(w, "text_bytes", s->bytes);
    json_put_uint(w, "blank_lines", s->blank_lines);
    json_write_key(w, STR("eol_mixed"));
    json_write_bool(w, s->crlf && s->lf);
    json_write_end(w);
    json_write_key(w, STR("output"));
    json_write_begin_object(w);
    json_put_text(w, "path", str_of(r->output));
    json_write_end(w);
}

static void put_error(struct json_write *w, const struct err *e)
{
    json_put_text(w, "message", str_of(e->what));
    if (e->file[0])
        json_put_text(w, "file", str_of(e->file));
    if (e->line)
        json_put_uint(w, "line", e->line);
    if (e->column) {
        json_put_uint(w, "column", e->column);
        json_put_text(w, "field", str_of(e->name));
    }
}

bool statsfile_run(struct statsfile *f, const struct run_facts *r, struct err *e)
{
    const struct stats *s = &r->writer->total;
    bool failed = err_is_set(r->err);
    struct buf b = { 0 };
    struct json_write w = { .buf = &b };
    if (f->fd < 0)
        return true;
    json_write_begin_object(&w);
    json_put_text(&w, "type", STR("run"));
    json_put_text(&w, "status", failed ? STR("error") : STR("ok"));
    if (failed)
        put_error(&w, r->err);
    json_put_uint(&w, "rows", s->rows);
    json_put_uint(&w, "rejected", s->rejected);
    json_put_uint(&w, "batches", r->writer->batches);
    json_put_number(&w, "wall_s", rounded((double)r->wall_ns * 1e-9));
    json_put_number(&w, "rows_per_s", per_second(s->rows, r->wall_ns));
    put_latency(&w, &r->writer->latency);
    json_write_key(&w, STR("stage_ms"));
    json_write_begin_object(&w);
    put_timings(&w, s->ns);
    json_write_end(&w);
    json_put_uint(&w, "threads", (uint64_t)r->threads);
    json_put_uint(&w, "peak_rss_kb", os_peak_rss_kb());
    put_classes(&w, r);
    put_score(&w, r);
    put_rejects(&w, r);
    put_columns(&w, "missing", r, s->missing);
    put_columns(&w, "unseen", r, s->unseen);
    put_model(&w, r);
    put_ends(&w, r);
    json_put_text(&w, "tool", STR("rowmill " ROWMILL_VERSION));
    json_write_end(&w);
    return put_line(f, &b, e);
}
