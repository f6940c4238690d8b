/* score_flags.c - what can be said to `score`, and what of it makes sense. */
#include "cmd/score_flags.h"

#include "base/buf.h"
#include "base/os.h"
#include "cmd/loadflags.h"
#include "cmd/tableflags.h"
#include "text/num.h"

#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEFAULT_BATCH = 10000 };

#define AT(field) offsetof(struct score_values, field)

static const struct opt options[] = {
    FLAG_MODEL,
    { 'o', "output", OPT_FILE, AT(output), "FILE",
      "where predictions go; .gz compresses (stdout)", 0, 0, NULL },
    { 0, "id", OPT_TEXT, AT(id), "COL,..",
      "columns that are copied; without them sample_id", 0, 0, NULL },
    { 0, "keep", OPT_TEXT, AT(keep), "all|none|COL,..",
      "more columns that are copied (none)", 0, 0, NULL },
    { 0, "ignore", OPT_TEXT, AT(ignore), "COL,..",
      "columns that are no features, for a model without names", 0, 0, NULL },
    FLAG_BASE_MARGIN,
    { 0, "raw", OPT_SWITCH, AT(raw), NULL, "margins too, before the link", 0, 0, NULL },
    { 0, "leaf", OPT_SWITCH, AT(leaf), NULL, "the leaf of each tree too", 0, 0, NULL },
    { 0, "no-prob", OPT_SWITCH, AT(no_prob), NULL, "no probability columns", 0, 0, NULL },
    { 0, "confidence", OPT_SWITCH, AT(confidence), NULL,
      "the probability of the predicted class too", 0, 0, NULL },
    FLAG_CLASSES,
    { 0, "threshold", OPT_TEXT, AT(threshold), "X",
      "binary: class 1 when its probability is above X (0.5)", 0, 0, NULL },
    { 0, "trees", OPT_TEXT, AT(trees), "best|all|N",
      "boosting rounds that count: to the best iteration\nwhere the file names one, all,"
      " or the first N (best)", 0, 0, NULL },
    FLAG_FORMAT,
    FLAG_CATEGORIES,
    { 0, "verify", OPT_SWITCH, AT(verify), NULL,
      "check the checksum of a converted model", 0, 0, NULL },
    FLAG_DELIMITER,
    { 0, "no-header", OPT_SWITCH, AT(no_header), NULL, "the first line is a row", 0, 0,
      NULL },
    { 0, "columns", OPT_TEXT, AT(columns), "A,B,..",
      "names of the columns, with --no-header", 0, 0, NULL },
    { 0, "no-output-header", OPT_SWITCH, AT(no_output_header), NULL,
      "write rows only", 0, 0, NULL },
    { 0, "na", OPT_TEXT, AT(na), "LIST", "cells that are missing (pandas' list)", 0, 0,
      NULL },
    FLAG_QUOTE,
    { 0, "missing-column", OPT_CHOICE, AT(missing_column), "error|na",
      "what to do without a column that the model wants\n(error)", 0, 0, "error|na" },
    { 0, "unseen", OPT_CHOICE, AT(unseen), "as-trained|na|error",
      "categories that the model never saw: what its\nlibrary does, missing, or a bad row"
      " (as-trained)", 0, 0, "as-trained|na|error" },
    { 0, "rename", OPT_TEXT, AT(rename), "FROM=TO,..",
      "other names for columns of the input", 0, 0, NULL },
    { 0, "prefix", OPT_TEXT, AT(prefix), "TEXT", "before the names of our columns", 0, 0,
      NULL },
    { 0, "no-model-version", OPT_SWITCH, AT(no_model_version), NULL,
      "no model_version column", 0, 0, NULL },
    { 0, "on-error", OPT_CHOICE, AT(on_error), "stop|skip|blank",
      "a bad row: stop, leave it out, or keep it without\na prediction (stop)", 0, 0,
      "stop|skip|blank" },
    { 0, "rejects", OPT_FILE, AT(rejects), "FILE",
      "bad rows, as input again, with _line, _column, _reason", 0, 0, NULL },
    { 0, "max-rejects", OPT_TEXT, AT(max_rejects), "N|P%",
      "so many bad rows, or such a share of all, are still\nfine (any number)",
      0, 0, NULL },
    { 0, "limit", OPT_COUNT, AT(limit), "N", "read the first N rows only", 1, UINT64_MAX,
      NULL },
    { 'b', "batch-size", OPT_COUNT, AT(batch_size), "N",
      "rows a batch of statistics (10000)", 1, UINT64_MAX, NULL },
    { 'j', "threads", OPT_COUNT, AT(threads), "N",
      "workers (OMP_NUM_THREADS, else the CPUs we may use)", 1, SCORE_MAX_THREADS, NULL },
    { 0, "stats", OPT_FILE, AT(stats), "FILE", "a JSON line for each batch and the run",
      0, 0, NULL },
    { 0, "progress", OPT_CHOICE, AT(progress), "auto|always|never",
      "a line that moves on stderr (auto: on a terminal)", 0, 0, "auto|always|never" },
    { 'q', "quiet", OPT_SWITCH, AT(quiet), NULL, "only errors on stderr", 0, 0, NULL },
    { 'v', "verbose", OPT_SWITCH, AT(verbose), NULL, "a line for each batch on stderr",
      0, 0, NULL },
    { 0, "log", OPT_CHOICE, AT(log), "text|json",
      "stderr as text, or an object a line (text)", 0, 0, "text|json" },
    { 0, "config", OPT_FILE, AT(config), "FILE",
      "flags as lines KEY = VALUE; ROWMILL_KEY in the\n"
      "environment counts more, a flag most", 0, 0, NULL },
    { 0, "print-config", OPT_SWITCH, AT(print_config), NULL,
      "print all of these with where they come from, and end", 0, 0, NULL },
};

_Static_assert(sizeof options / sizeof options[0] <= OPT_MOST_FLAGS,
               "more flags than room");

const struct opt_table score_table = {
    .verb = "score", .synopsis = "-m MODEL [FLAGS] [FILE | -]",
    .summary = "Scores the rows of a CSV file, or of stdin, with a tree model.",
    .opt = options, .n = sizeof options / sizeof options[0],
    .most_operands = 1, .operands = "FILE", .sources = AT(source),
};

const struct score_values score_defaults = {
    .output = "-", .trees = "best", .delimiter = ",", .quote = "\"",
    .missing_column = "error", .unseen = "as-trained", .on_error = "stop",
    .progress = "auto", .log = "text", .batch_size = DEFAULT_BATCH,
};

/* "12" rows, or "0.5%" of them. */
static bool read_max_rejects(const struct score_values *v, struct score_flags *f,
                             struct err *e)
{
    struct str text = str_of(v->max_rejects);
    int64_t n;
    f->max_rejects = UINT64_MAX;
    f->max_reject_percent = 100;
    if (!text.len && !v->max_rejects)
        return true;
    if (num_read_int(text, &n) && n >= 0) {
        f->max_rejects = (uint64_t)n;
        return true;
    }
    bool percent = str_ends(text, STR("%"));
    f->has_percent = percent
        && num_read_double(str_first(text, text.len - 1), &f->max_reject_percent)
           == NUM_OK
        && f->max_reject_percent >= 0 && f->max_reject_percent <= 100;
    return f->has_percent
        || err_set(e, ERR_USAGE, "--max-rejects wants a number of rows, or a share such"
                   " as 0.5%%, not \"%s\"", v->max_rejects);
}

static bool read_on_error(const struct score_values *v, struct score_flags *f,
                          struct err *e)
{
    f->on_bad_row = strcmp(v->on_error, "skip") == 0 ? BAD_ROW_SKIP
                  : strcmp(v->on_error, "blank") == 0 ? BAD_ROW_BLANK : BAD_ROW_STOP;
    f->unseen = unseen_read(v->unseen);
    if (f->on_bad_row == BAD_ROW_STOP && (v->rejects || v->max_rejects))
        return err_set(e, ERR_USAGE, "--%s goes with --on-error skip or blank",
                       v->rejects ? "rejects" : "max-rejects");
    return read_max_rejects(v, f, e);
}

static bool read_load(const struct score_values *v, struct score_flags *f,
                      struct arena *a, struct err *e)
{
    const struct load_flags flags = {
        .trees = v->trees, .classes = v->classes, .categories = v->categories,
        .verify = v->verify,
    };
    return load_flags_read(&flags, &f->load, a, e);
}

static bool is_dash(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

static bool check_names(const struct score_values *v, const char *input, struct err *e)
{
    if (!v->model || !*v->model)
        return opt_missing(&score_table, "-m MODEL is missing", e);
    if (!*v->output || !*input || (v->stats && !*v->stats)
        || (v->rejects && !*v->rejects))
        return err_set(e, ERR_USAGE, "the name of a file is empty");
    if (is_dash(v->config) && (is_dash(v->model) || is_dash(input)))
        return err_set(e, ERR_USAGE, "the configuration and the %s cannot both be stdin",
                       is_dash(v->model) ? "model" : "rows");
    if (is_dash(v->model) && is_dash(input))
        return err_set(e, ERR_USAGE, "the model and the rows cannot both be stdin");
    if (is_dash(v->stats) || is_dash(v->rejects))
        return err_set(e, ERR_USAGE, "--%s wants the name of a file; stdout is for"
                       " predictions", is_dash(v->stats) ? "stats" : "rejects");
    return true;
}

/* Where a path that may not be there yet stands: its folder, and its name in it. */
static const char *folder_and_name(const char *path, struct stat *folder)
{
    const char *slash = strrchr(path, '/');
    struct buf name = { 0 };
    buf_add(&name, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    buf_add_char(&name, 0);
    bool ok = !buf_failed(&name) && stat(name.at, folder) == 0;
    buf_release(&name);
    return ok ? slash ? slash + 1 : path : NULL;
}

static bool same_place(const char *a, const char *b)
{
    struct stat x, y;
    const char *a_name = folder_and_name(a, &x), *b_name = folder_and_name(b, &y);
    return a_name && b_name && strcmp(a_name, b_name) == 0 && x.st_dev == y.st_dev
        && x.st_ino == y.st_ino;
}

/* "-" is the descriptor `standard`. */
static bool look_at(const char *path, int standard, struct stat *st)
{
    return path && (is_dash(path) ? fstat(standard, st) : stat(path, st)) == 0;
}

/* Two names of one file?  "-" is stdout as the first, `standard` as the second. */
static bool same_file(const char *out, const char *other, int standard)
{
    struct stat x, y;
    if (out && other && !is_dash(out) && !is_dash(other) && same_place(out, other))
        return true;
    return look_at(out, STDOUT_FILENO, &x) && look_at(other, standard, &y)
        && S_ISREG(x.st_mode) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool check_files(const struct score_values *v, const char *input, struct err *e)
{
    enum { IN = STDIN_FILENO, OUT = STDOUT_FILENO };
    const struct { const char *a, *b; int b_standard; const char *what; } pairs[] = {
        { v->output, input, IN, "--output is the input" },
        { v->output, v->model, IN, "--output is the model" },
        { v->stats, input, IN, "--stats is the input" },
        { v->stats, v->model, IN, "--stats is the model" },
        { v->stats, v->output, OUT, "--stats is the output" },
        { v->rejects, input, IN, "--rejects is the input" },
        { v->rejects, v->model, IN, "--rejects is the model" },
        { v->rejects, v->output, OUT, "--rejects is the output" },
        { v->rejects, v->stats, IN, "--rejects is the statistics" },
        { v->output, v->config, IN, "--output is the configuration" },
        { v->stats, v->config, IN, "--stats is the configuration" },
        { v->rejects, v->config, IN, "--rejects is the configuration" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (same_file(pairs[i].a, pairs[i].b, pairs[i].b_standard)) {
            err_set(e, ERR_USAGE, "%s, %s", pairs[i].what,
                    is_dash(pairs[i].a) ? "stdout" : pairs[i].a);
            err_remedy(e, "give it a name of its own");
            return false;
        }
    return true;
}

bool score_flags_read(const struct score_values *v, int argc, const char *input,
                      struct score_flags *f, struct arena *a, struct err *e)
{
    *f = (struct score_flags){ 0 };
    if (!check_names(v, input, e))
        return false;
    if (argc == 0 && os_is_terminal(STDIN_FILENO))
        return opt_missing(&score_table, "there is no FILE, and stdin is a terminal", e);
    if (v->columns && !v->no_header)
        return err_set(e, ERR_USAGE, "--columns goes with --no-header; the header's names"
                       " are changed by --rename");
    if (strcmp(v->log, "json") == 0 && strcmp(v->progress, "always") == 0)
        return err_set(e, ERR_USAGE, "--progress always is a line for people, and not for"
                       " --log json");
    if (v->quiet && v->verbose)
        return err_set(e, ERR_USAGE, "--quiet and --verbose are opposites");
    return threshold_read(v->threshold, &f->has_threshold, &f->threshold, e)
        && dialect_read(v->delimiter, v->quote, &f->dialect, e) && read_on_error(v, f, e)
        && read_load(v, f, a, e) && check_files(v, input, e);
}
