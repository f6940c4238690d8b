/* verify.c - a file with rows and their answers: does the model give the same? */
#include "base/cpu.h"
#include "base/mem.h"
#include "base/os.h"
#include "cmd/cmd.h"
#include "cmd/loadflags.h"
#include "cmd/tableflags.h"
#include "cmd/verify_report.h"
#include "eval/prepared.h"
#include "flow/belt.h"
#include "flow/reader.h"
#include "format/format.h"
#include "text/num.h"

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

struct values {
    const char *model, *max_abs, *ignore, *base_margin, *classes, *threshold, *trees,
               *format, *categories, *delimiter, *quote, *na, *missing_column, *rename,
               *prefix;
    uint64_t max_ulp;
    bool json, quiet;
};

#define AT(field) offsetof(struct values, field)

static const struct opt options[] = {
    FLAG_MODEL,
    { 0, "max-ulp", OPT_COUNT, AT(max_ulp), "N",
      "a number may be N ulps from the expected one (0)", 0, UINT64_MAX - 1, NULL },
    { 0, "max-abs", OPT_TEXT, AT(max_abs), "X",
      "or X, whatever that is in ulps", 0, 0, NULL },
    { 0, "ignore", OPT_TEXT, AT(ignore), "COL,..",
      "columns that are neither features nor compared", 0, 0, NULL },
    FLAG_BASE_MARGIN,
    FLAG_CLASSES,
    { 0, "threshold", OPT_TEXT, AT(threshold), "X",
      "binary: class 1 when its probability is above X (0.5)", 0, 0, NULL },
    { 0, "trees", OPT_TEXT, AT(trees), "best|all|N",
      "boosting rounds that count: to the best iteration\nwhere the file names one, all,"
      " or the first N (best)", 0, 0, NULL },
    FLAG_FORMAT,
    FLAG_CATEGORIES,
    FLAG_DELIMITER,
    FLAG_QUOTE,
    { 0, "na", OPT_TEXT, AT(na), "LIST",
      "cells of features that are missing (pandas' list)", 0, 0, NULL },
    { 0, "missing-column", OPT_CHOICE, AT(missing_column), "error|na",
      "what to do without a column that the model wants\n(error)", 0, 0, "error|na" },
    { 0, "rename", OPT_TEXT, AT(rename), "FROM=TO,..",
      "other names for columns of the reference", 0, 0, NULL },
    { 0, "prefix", OPT_TEXT, AT(prefix), "TEXT",
      "before the names of the expected columns", 0, 0, NULL },
    { 0, "json", OPT_SWITCH, AT(json), NULL, "as one JSON object", 0, 0, NULL },
    { 'q', "quiet", OPT_SWITCH, AT(quiet), NULL,
      "only the last line, and only errors on stderr", 0, 0, NULL },
};

static const struct opt_table table = {
    .verb = "verify", .synopsis = "-m MODEL [FLAGS] [REFERENCE | -]",
    .summary = "Compares a model with the predictions that stand in a CSV file.",
    .opt = options, .n = sizeof options / sizeof options[0],
    .most_operands = 1, .operands = "REFERENCE",
};

static const struct values defaults = {
    .trees = "best", .delimiter = ",", .quote = "\"", .missing_column = "error",
};

/* A run from the flags to the verdict. */
struct run {
    const struct world *world;
    const struct values *v;
    const char *input;
    struct err *err;
    struct arena model_arena, arena;

    struct load_options load;
    struct dialect dialect;
    struct tolerance tolerance;
    struct prepare_options prepare;
    struct cpu cpu;
    const struct model *model;
    struct reader *reader;
    struct schema schema;
    struct layout layout;
    struct scorer scorer;
    struct reference reference;
};

/* ---- flags ---- */

static bool check_names(const struct values *v, int argc, const char *input,
                        struct err *e)
{
    if (!v->model || !*v->model)
        return opt_missing(&table, "-m MODEL is missing", e);
    if (!*input)
        return err_set(e, ERR_USAGE, "the name of a file is empty");
    if (strcmp(v->model, "-") == 0 && strcmp(input, "-") == 0)
        return err_set(e, ERR_USAGE, "the model and the reference cannot both be stdin");
    if (argc == 0 && os_is_terminal(STDIN_FILENO))
        return opt_missing(&table, "there is no REFERENCE, and stdin is a terminal", e);
    return true;
}

static bool read_tolerance(struct run *r)
{
    const char *text = r->v->max_abs;
    r->tolerance = (struct tolerance){ .ulps = r->v->max_ulp, .absolute = -1 };
    if (!text || (num_read_double(str_of(text), &r->tolerance.absolute) == NUM_OK
                  && r->tolerance.absolute >= 0))
        return true;
    return err_set(r->err, ERR_USAGE, "--max-abs wants a number from 0, not \"%s\"",
                   text);
}

/* A file that is to be trusted is read with its checksum. */
static bool read_flags(struct run *r, int argc)
{
    const struct values *v = r->v;
    const struct load_flags flags = { .trees = v->trees, .classes = v->classes,
        .categories = v->categories, .verify = true };
    r->prepare.base_margin = v->base_margin != NULL;
    return check_names(v, argc, r->input, r->err) && read_tolerance(r)
        && threshold_read(v->threshold, &r->prepare.has_threshold, &r->prepare.threshold,
                          r->err)
        && dialect_read(v->delimiter, v->quote, &r->dialect, r->err)
        && load_flags_read(&flags, &r->load, &r->arena, r->err);
}

/* ---- model and columns ---- */

static void warn(const struct run *r, const char *file, struct str text)
{
    if (!r->v->quiet)
        tell(r->world, (struct notice){ LEVEL_WARNING, file, NULL }, "%.*s",
             (int)text.len, text.at);
}

static bool prepare_model(struct run *r)
{
    r->model = format_read_model(r->v->model, r->v->format, &r->load, &r->model_arena,
                                 r->err);
    for (uint32_t i = 0; r->model && i < r->model->n_notes; i++)
        warn(r, r->v->model, r->model->note[i]);
    if (!r->model || !threshold_fits(&r->prepare, r->model, r->err))
        return false;
    r->cpu = cpu_detect();
    r->prepare.cpu = &r->cpu;
    r->scorer.prepared = prepared_new(r->model, &r->prepare, &r->arena, r->err);
    return r->scorer.prepared != NULL;
}

static bool has_probabilities(const struct model *m)
{
    for (uint32_t i = 0; i < m->n_outputs; i++)
        if (m->output[i].role == OUTPUT_PREDICTION && m->output[i].prob_first != NO_CLASS)
            return true;
    return false;
}

/* All that score could write. */
static bool make_layout(struct run *r)
{
    const struct schema nothing = { 0 };
    const struct layout_wish wish = {
        .raw = true, .leaf = true, .confidence = has_probabilities(r->model),
        .prefix = r->v->prefix, .codec = &codec_csv, .dialect = r->dialect,
    };
    return layout_init(&r->layout, &wish, r->model, &nothing,
                       prepared_n_trees(r->scorer.prepared), &r->arena, r->err);
}

static bool open_input(struct run *r)
{
    const struct reader_plan plan = {
        .path = r->input, .codec = &codec_csv, .dialect = r->dialect,
        .batch_rows = UINT64_MAX,
    };
    r->reader = reader_open(&plan, &r->arena, r->err);
    return r->reader != NULL;
}

static bool make_schema(struct run *r)
{
    const struct values *v = r->v;
    const struct str *field = NULL;
    uint32_t n, n_expected;
    const struct str *expected = reference_names(&r->layout, r->model, &n_expected,
                                                 &r->arena, r->err);
    if (!expected || !reader_first(r->reader, true, &field, &n, r->err))
        return false;
    const struct schema_wish wish = {
        .ignore = v->ignore, .base_margin = v->base_margin, .rename = v->rename,
        .na = v->na, .missing_column_is_na = strcmp(v->missing_column, "na") == 0,
        .has_header = true, .delimiter = r->dialect.delimiter,
        .expected = expected, .n_expected = n_expected,
    };
    if (n == 0)
        return err_set(r->err, ERR_INPUT, "the file is empty, and has no header line");
    return schema_init(&r->schema, &wish, r->model, field, n, &r->arena, r->err);
}

static bool make_reference(struct run *r)
{
    r->scorer = (struct scorer){
        .model = r->model, .prepared = r->scorer.prepared, .codec = &codec_csv,
        .schema = &r->schema, .dialect = r->dialect,
        .input_name = reader_name(r->reader), .on_bad_row = BAD_ROW_STOP,
    };
    return reference_init(&r->reference, &r->scorer, &r->layout, r->tolerance, &r->arena,
                          r->err);
}

static void say_notes(struct run *r)
{
    const char *name = reader_name(r->reader);
    char shown[120];
    for (uint32_t i = 0; i < r->schema.n_notes; i++)
        warn(r, name, r->schema.note[i]);
    for (uint32_t i = 0; i < r->schema.names.n; i++) {
        if (r->v->quiet || !reference_is_stray(&r->reference, i, r->v->prefix))
            continue;
        str_show(shown, sizeof shown, r->schema.names.name[i], 100);
        tell(r->world, (struct notice){ LEVEL_WARNING, name, NULL },
             "column \"%s\" is not compared: the model has none of this name", shown);
    }
}

/* What is wrong with the header has its place. */
static bool match_columns(struct run *r)
{
    if (make_layout(r) && open_input(r) && make_schema(r) && make_reference(r)) {
        say_notes(r);
        return true;
    }
    if (r->reader && r->err->kind == ERR_INPUT)
        err_place(r->err, reader_name(r->reader), reader_header_line(r->reader));
    return false;
}

/* ---- rows ---- */

/* Nothing to write: what there is to say is in the reference. */
static bool drain(void *self, struct chunk *c, struct err *e)
{
    (void)self;
    (void)c;
    (void)e;
    return true;
}

static bool compare_rows(struct run *r)
{
    const struct belt_plan plan = {
        .scorer = &r->scorer, .in = reader_source(r->reader), .out = { drain, NULL },
        .workers = 1,
    };
    if (!belt_run(&plan, &r->arena, r->err))
        return false;
    if (r->reference.rows)
        return true;
    err_set(r->err, ERR_INPUT, "there is a header, and no row to compare");
    err_place(r->err, reader_name(r->reader), 0);
    return false;
}

static bool say_result(struct run *r)
{
    struct buf b = { 0 };
    const struct verify_facts facts = {
        .r = &r->reference, .model = r->model, .input = reader_name(r->reader),
    };
    if (r->v->json)
        verify_json(&facts, &b);
    else
        verify_text(&facts, r->v->quiet, &b);
    bool ok = say(&b, r->err);
    buf_release(&b);
    return ok && (!r->reference.failed
                  || err_set(r->err, ERR_DIFFERENCE, "%llu values differ",
                             (unsigned long long)r->reference.failed));
}

static bool run(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    struct values *v = values;
    struct run r = { .world = w, .v = v, .input = argc ? argv[0] : "-", .err = e };
    if (!v->model)
        v->model = getenv("ROWMILL_MODEL");
    bool ok = read_flags(&r, argc) && prepare_model(&r) && match_columns(&r)
           && compare_rows(&r) && say_result(&r);
    reference_release(&r.reference);
    reader_close(r.reader);
    arena_release(&r.model_arena);
    arena_release(&r.arena);
    return ok;
}

const struct command command_verify = {
    .table = &table, .values_size = sizeof(struct values), .defaults = &defaults,
    .run = run,
};
