/* score.c - CSV rows in, predictions out. */
#include "base/cpu.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/config.h"
#include "cmd/progress.h"
#include "cmd/score_flags.h"
#include "cmd/statsfile.h"
#include "cmd/tableflags.h"
#include "eval/prepared.h"
#include "flow/belt.h"
#include "flow/reader.h"
#include "flow/writer.h"
#include "format/format.h"
#include "flow/rejects.h"
#include "text/num.h"

#include <stdlib.h>

extern char **environ;

/* A run from the flags to the closing line. */
struct run {
    struct world *world;
    const struct score_values *v;
    struct score_flags f;
    const char *input;
    struct err *err;
    struct arena model_arena, arena;

    struct prepare_options prepare;
    struct cpu cpu;
    const struct model *model;
    struct reader *reader;
    struct schema schema;
    struct layout layout;
    struct scorer scorer;
    struct rejects rejects;
    struct outfile out, rejects_out;
    struct writer writer;
    struct statsfile stats;
    struct progress progress;
    int threads;
    bool has_schema;
    bool too_many;              /* rejects: they are worth reading just then */
};

/* `file`: what it is about; NULL: the run. */
static void warn(struct run *r, const char *file, struct str text)
{
    tell(r->world, (struct notice){ LEVEL_WARNING, file, NULL }, "%.*s", (int)text.len,
         text.at);
}

/* ---- model, columns, kernels ---- */

static bool read_model(struct run *r)
{
    r->model = format_read_model(r->v->model, r->v->format, &r->f.load, &r->model_arena,
                                 r->err);
    for (uint32_t i = 0; r->model && i < r->model->n_notes && !r->v->quiet; i++)
        warn(r, r->v->model, r->model->note[i]);
    return r->model != NULL;
}

static bool prepare(struct run *r)
{
    r->cpu = cpu_detect();
    r->prepare.cpu = &r->cpu;
    r->prepare.base_margin = r->v->base_margin != NULL;
    r->prepare.has_threshold = r->f.has_threshold;
    r->prepare.threshold = r->f.threshold;
    if (!threshold_fits(&r->prepare, r->model, r->err))
        return false;
    r->scorer.prepared = prepared_new(r->model, &r->prepare, &r->arena, r->err);
    if (r->v->raw && r->model->margin.n == 0 && !r->v->quiet)
        warn(r, NULL, STR("the model has no margins: --raw adds nothing"));
    return r->scorer.prepared != NULL;
}

/* An input without a record has as many fields as there should be. */
static bool no_record(struct run *r, const struct str **field, uint32_t *n)
{
    if (!r->v->no_header)
        return reader_no_header(r->reader, r->err);
    *n = r->model->n_columns;
    if (r->v->columns && !list_split(r->v->columns, "columns", n, &r->arena, r->err))
        return false;
    *field = NEW(&r->arena, struct str, *n);
    return *field || err_set(r->err, ERR_MEMORY, "no room for the columns");
}

/* One that is bad is a row like others, where --columns says how many fields it should
 * have. */
static bool first_record(struct run *r, const struct str **field, uint32_t *n)
{
    bool is_row = r->v->no_header && r->v->columns && r->f.on_bad_row != BAD_ROW_STOP;
    if (!reader_first(r->reader, !r->v->no_header, field, n, r->err)) {
        if (!is_row || r->err->reason == REASON_NONE)
            return false;
        *r->err = (struct err){ 0 };
        *n = 0;
    }
    return *n || no_record(r, field, n);
}

static bool make_schema(struct run *r)
{
    const struct score_values *v = r->v;
    const struct schema_wish wish = {
        .id = v->id, .keep = v->keep, .ignore = v->ignore, .base_margin = v->base_margin,
        .rename = v->rename, .na = v->na, .columns = v->columns,
        .missing_column_is_na = strcmp(v->missing_column, "na") == 0,
        .has_header = !v->no_header, .delimiter = r->f.dialect.delimiter,
        .unseen = r->f.unseen, .first_may_be_bad = r->f.on_bad_row != BAD_ROW_STOP,
    };
    const struct str *field = NULL;
    uint32_t n;
    if (!first_record(r, &field, &n))
        return false;
    if (!schema_init(&r->schema, &wish, r->model, field, n, &r->arena, r->err)) {
        if (r->err->kind == ERR_INPUT)
            err_place(r->err, reader_name(r->reader), reader_header_line(r->reader));
        return false;
    }
    for (uint32_t i = 0; i < r->schema.n_notes && !v->quiet; i++)
        warn(r, reader_name(r->reader), r->schema.note[i]);
    r->has_schema = true;
    return true;
}

static bool make_layout(struct run *r)
{
    const struct score_values *v = r->v;
    const struct layout_wish wish = {
        .raw = v->raw, .leaf = v->leaf, .no_prob = v->no_prob,
        .confidence = v->confidence, .no_model_version = v->no_model_version,
        .prefix = v->prefix,
        .codec = &codec_csv, .dialect = r->f.dialect,
    };
    if (!layout_init(&r->layout, &wish, r->model, &r->schema,
                     prepared_n_trees(r->scorer.prepared), &r->arena, r->err)) {
        if (r->err->kind == ERR_INPUT)
            err_place(r->err, reader_name(r->reader), reader_header_line(r->reader));
        return false;
    }
    return true;
}

static bool open_input(struct run *r)
{
    const struct reader_plan plan = {
        .path = r->input, .codec = &codec_csv, .dialect = r->f.dialect,
        .batch_rows = r->v->batch_size, .limit = r->v->limit,
    };
    r->reader = reader_open(&plan, &r->arena, r->err);
    return r->reader != NULL;
}

/* ---- the run ---- */

static void moved(void *self, const struct stats *total)
{
    struct run *r = self;
    uint64_t done, size;
    reader_progress(r->reader, &done, &size);
    progress_show(&r->progress, total->rows, done, size);
}

static bool batch_done(void *self, uint64_t number, const struct stats *batch,
                       uint64_t start_ns, uint64_t wall_ns, struct err *e)
{
    struct run *r = self;
    if (r->v->verbose) {
        double ms = (double)wall_ns * 1e-6;
        progress_wipe(&r->progress);
        tell(r->world, (struct notice){ LEVEL_INFO, NULL, NULL },
             "batch %llu: %llu row%s, %llu rejected, in %.1f ms, %.0f rows/s (read %.1f,"
             " parse %.1f, predict %.1f, write %.1f ms)", (unsigned long long)number,
             (unsigned long long)batch->rows, batch->rows == 1 ? "" : "s",
             (unsigned long long)batch->rejected, ms, (double)batch->rows / ms * 1e3,
             (double)batch->ns[TIMING_READ] * 1e-6,
             (double)batch->ns[TIMING_PARSE] * 1e-6,
             (double)batch->ns[TIMING_PREDICT] * 1e-6,
             (double)batch->ns[TIMING_WRITE] * 1e-6);
    }
    return statsfile_batch(&r->stats, number, batch, start_ns, wall_ns, e);
}

/* --threads, OMP_NUM_THREADS, or the CPUs we may use; and no more than can be had. */
static void choose_threads(struct run *r)
{
    const char *env = getenv("OMP_NUM_THREADS");
    int64_t n = (int64_t)r->v->threads;
    if (n == 0 && (!env || !num_read_int(str_of(env), &n)
                   || n < 1 || n > SCORE_MAX_THREADS))
        n = os_cpus();
    r->threads = os_try_threads((int)n);
    if (r->threads < (int)n && !r->v->quiet)
        tell(r->world, (struct notice){ LEVEL_WARNING, NULL, NULL },
             "only %d of %lld threads can be had", r->threads, (long long)n);
}

/* A reject file is as its input: without a header, if that had none. */
static bool write_headers(struct run *r)
{
    struct buf header = { 0 }, of_rejects = { 0 };
    if (!r->v->no_output_header)
        layout_header(&r->layout, &header);
    if (r->v->rejects && !r->v->no_header)
        rejects_header(&r->rejects, &of_rejects);
    bool ok = !buf_failed(&header) && !buf_failed(&of_rejects)
            ? writer_begin(&r->writer, buf_str(&header), buf_str(&of_rejects), r->err)
            : err_set(r->err, ERR_MEMORY, "no room for the header");
    buf_release(&header);
    buf_release(&of_rejects);
    return ok;
}

static bool open_rejects(struct run *r)
{
    const struct schema *s = &r->schema;
    return !r->v->rejects
        || (rejects_init(&r->rejects, s->header, s->names.n, &codec_csv, r->f.dialect,
                         &r->arena, r->err)
            && outfile_open(&r->rejects_out, r->v->rejects, r->world->signals, r->err));
}

static bool open_ends(struct run *r)
{
    bool gzip = str_ends(str_of(r->v->output), STR(".gz"));
    bool gzip_rejects = r->v->rejects && str_ends(str_of(r->v->rejects), STR(".gz"));
    r->scorer = (struct scorer){
        .model = r->model, .prepared = r->scorer.prepared, .codec = &codec_csv,
        .schema = &r->schema, .layout = &r->layout, .dialect = r->f.dialect,
        .input_name = reader_name(r->reader), .gzip_output = gzip,
        .gzip_rejects = gzip_rejects,
        .on_bad_row = r->f.on_bad_row, .rejects = r->v->rejects ? &r->rejects : NULL,
    };
    const struct stats_shape shape = {
        .n_targets = r->schema.plan.n_targets,
        .n_classes = r->layout.classes ? r->layout.classes->n : 0,
        .n_columns = r->schema.names.n,
    };
    r->writer.out = &r->out;
    r->writer.rejects = r->v->rejects ? &r->rejects_out : NULL;
    r->writer.gzip = gzip;
    r->writer.gzip_rejects = gzip_rejects;
    r->writer.watch = (struct writer_watch){ moved, batch_done, r };
    choose_threads(r);
    return stats_init(&r->writer.total, shape, &r->arena, r->err)
        && stats_init(&r->writer.batch, shape, &r->arena, r->err)
        && outfile_open(&r->out, r->v->output, r->world->signals, r->err)
        && open_rejects(r) && write_headers(r);
}

/* The row that was one too many is the error; what matters is that there were others. */
static void say_limit(struct run *r)
{
    struct err *e = r->err;
    r->too_many = true;
    e->remedy[0] = 0;
    unsigned long long most = r->f.max_rejects;
    bool see = r->v->rejects && most;
    err_remedy(e, "--max-rejects allows %llu rejected row%s, and this is one more%s%s",
               most, most == 1 ? "" : "s", see ? "; see " : "",
               see ? r->v->rejects : "");
}

/* What only shows at the end: the share of rejects, and whether anything is left. */
static bool judge_rejects(struct run *r)
{
    uint64_t rows = r->writer.total.rows, rejected = r->writer.total.rejected;
    double most = r->f.max_reject_percent;
    /* The share is a double beside a decimal: 29% of 100 may come out below 29. */
    bool above = (double)rejected * 100 > most * (double)rows * (1 + 1e-12);
    bool none_left = rows && rejected == rows && !(r->f.has_percent && most >= 100);
    if (none_left && rows == 1)
        err_set(r->err, ERR_INPUT, "the only row could not be scored");
    else if (none_left)
        err_set(r->err, ERR_INPUT, "none of the %llu rows could be scored",
                (unsigned long long)rows);
    else if (above)
        err_set(r->err, ERR_INPUT, "%llu of %llu rows were rejected, and --max-rejects"
                " allows %s", (unsigned long long)rejected, (unsigned long long)rows,
                r->v->max_rejects);
    else
        return true;
    r->too_many = true;
    err_place(r->err, reader_name(r->reader), 0);
    if (r->v->rejects)
        err_remedy(r->err, "they are in %s, each with its reason", r->v->rejects);
    else
        err_remedy(r->err, "to see them: --rejects FILE");
    return false;
}

static bool score_rows(struct run *r)
{
    const struct belt_plan plan = {
        .scorer = &r->scorer, .in = reader_source(r->reader),
        .out = writer_sink(&r->writer), .workers = r->threads,
        .max_rejects = r->f.max_rejects,
    };
    progress_init(&r->progress, r->v->progress, r->v->quiet || r->world->log_json);
    bool ok = belt_run(&plan, &r->arena, r->err) && writer_end(&r->writer, r->err);
    progress_wipe(&r->progress);
    if (!ok && r->f.on_bad_row != BAD_ROW_STOP && r->err->reason != REASON_NONE)
        say_limit(r);
    return ok && judge_rejects(r);
}

/* ---- the end ---- */

static void closing_line(struct run *r, uint64_t wall_ns)
{
    struct buf trees = { 0 };
    double seconds = (double)wall_ns * 1e-9;
    uint64_t rows = r->writer.total.rows;
    if (r->v->quiet)
        return;
    if (r->model->rounds_used < r->model->rounds)
        buf_addf(&trees, ", rounds 1 to %u of %u", r->model->rounds_used,
                 r->model->rounds);
    buf_add_char(&trees, 0);
    tell(r->world, (struct notice){ LEVEL_INFO, NULL, NULL },
         "%llu row%s, %llu rejected, %.2f s, %.0f rows/s%s -> %s",
         (unsigned long long)rows, rows == 1 ? "" : "s",
         (unsigned long long)r->writer.total.rejected, seconds,
         seconds > 0 ? (double)rows / seconds : 0, buf_failed(&trees) ? "" : trees.at,
         strcmp(r->v->output, "-") == 0 ? "stdout" : r->v->output);
    buf_release(&trees);
}

static void finish_stats(struct run *r, uint64_t wall_ns)
{
    uint64_t bytes = 0, size;
    struct err late = { 0 };
    if (r->reader)
        reader_progress(r->reader, &bytes, &size);
    const struct run_facts facts = {
        .writer = &r->writer, .model = r->model,
        .schema = r->has_schema ? &r->schema : NULL,
        .layout = &r->layout, .model_path = r->v->model,
        .input = r->reader ? reader_name(r->reader) : r->input, .output = r->v->output,
        .input_bytes = bytes, .wall_ns = wall_ns, .threads = r->threads, .err = r->err,
    };
    statsfile_run(&r->stats, &facts, &late);
    statsfile_close(&r->stats, &late);
    if (err_is_set(&late) && !err_is_set(r->err))
        *r->err = late;
}

/* What an error means for the output, where it has nothing better to say. */
static void say_what_is_left(struct run *r)
{
    uint64_t n = r->reader ? reader_records(r->reader) : 0;
    if (r->out.temp && r->err->line)       /* workers have read on behind that line */
        err_remedy(r->err, "nothing was written to %s", r->v->output);
    else if (r->out.temp && r->err->kind == ERR_INPUT)
        err_remedy(r->err, "%llu %s read; nothing was written to %s",
                   (unsigned long long)n, n == 1 ? "row was" : "rows were",
                   r->v->output);
}

/* The rejects first: an output without them would look as if all were well. */
static bool publish(struct run *r, bool ok)
{
    struct err late = { 0 };
    if (r->v->rejects && (ok || r->too_many)
        && !outfile_publish(&r->rejects_out, &late)) {
        if (ok)
            *r->err = late;
        ok = false;
    }
    ok = ok && outfile_publish(&r->out, r->err);
    outfile_discard(&r->rejects_out);
    outfile_discard(&r->out);
    return ok;
}

static bool finish(struct run *r, bool ok)
{
    uint64_t wall_ns = os_now_ns() - r->writer.start_ns;
    if (!ok)
        say_what_is_left(r);
    ok = publish(r, ok);
    if (r->stats.fd >= 0)       /* behind the publishing, so that it tells the truth */
        finish_stats(r, wall_ns);
    if (ok)
        closing_line(r, wall_ns);
    reader_close(r->reader);
    arena_release(&r->model_arena);
    arena_release(&r->arena);
    return !err_is_set(r->err);
}

/* What is not typed, and what follows for all that is printed. */
static bool configure(struct run *r, struct score_values *v)
{
    bool ok = config_read(&score_table, v, environ, &r->arena, r->err);
    r->world->log_json = ok ? strcmp(v->log, "json") == 0 : r->world->log_json;
    if (ok && !v->quiet)
        config_warn(r->world, &score_table, environ);
    return ok;
}

static bool print_config(const struct score_values *v, struct err *e)
{
    struct buf b = { 0 };
    config_print(&score_table, v, &b);
    bool ok = say(&b, e);
    buf_release(&b);
    return ok;
}

static bool run_score(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    struct score_values *v = values;
    struct run r = { .world = w, .v = v, .input = argc ? argv[0] : "-", .err = e,
                     .out.fd = -1, .rejects_out.fd = -1, .stats.fd = -1 };
    r.writer.start_ns = os_now_ns();
    bool ok = configure(&r, v);
    if (ok && v->print_config) {
        ok = print_config(v, e);
        arena_release(&r.arena);
        return ok;
    }
    ok = ok && score_flags_read(v, argc, r.input, &r.f, &r.arena, e)
           && statsfile_open(&r.stats, v->stats, e) && read_model(&r) && open_input(&r)
           && make_schema(&r) && prepare(&r) && make_layout(&r)
           && open_ends(&r) && score_rows(&r);
    config_blame(&score_table, v, e);
    return finish(&r, ok);
}

const struct command command_score = {
    .table = &score_table, .values_size = sizeof(struct score_values),
    .defaults = &score_defaults,
    .run = run_score,
};
