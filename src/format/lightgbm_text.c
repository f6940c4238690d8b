/* lightgbm_text.c - the text models of LightGBM 2 to 4: header, trees, parameters.
 *
 *     tree                        the first line
 *     version=v4 ...              the header: KEY=VALUE, or a KEY alone
 *     Tree=0 ...                  blocks, each with an empty line behind it
 *     end of trees
 *     feature_importances: ...
 *     parameters: ... end of parameters
 *     pandas_categorical:...      of the Python package
 *
 * The keys that are there decide, never the version.  Lines are found one after another;
 * the byte counts in `tree_sizes` are not used, so that a file whose line ends or digits
 * were changed reads too.
 * Source: src/boosting/gbdt_model_text.cpp, SaveModelToString, LoadModelFromString. */
#include "format/lightgbm.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/heads.h"

/* The builder has the same limits; here they stand before what is counted with them. */
enum { MAX_TREES = 1000000, MAX_OUTPUTS = 65536 };

static const char *const HEADER_KEYS[] = {
    "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx",
    "objective", "average_output", "feature_names", "monotone_constraints",
    "feature_infos", "tree_sizes", NULL,
};

static bool has(const struct lightgbm *m, enum header_key k)
{
    return scan_is_there(&m->header[k]);
}

static struct str without_mark(struct str file)
{
    return str_starts(file, STR("\xef\xbb\xbf")) ? str_from(file, 3) : file;
}

/* ------- the lines ------- */

static void read_first_line(struct scan *in)
{
    if (!scan_line(in))
        scan_fail(in, "the file is empty");
    if (str_eq(in->line, STR("tree")))
        return;
    if (!str_starts(in->line, STR("{"))) {
        scan_fail(in, "the first line is not `tree`");
        return;
    }
    scan_fail(in, "this is JSON: LightGBM itself cannot load what dump_model() writes");
    err_remedy(in->err, "save the model with save_model()");
}

static void mark_header_line(struct lightgbm *m, struct scan *line)
{
    int k = scan_key(line, HEADER_KEYS);
    if (k != FEATURE_NAMES && k != MONOTONE_CONSTRAINTS && line->line.len
        && memchr(line->line.at, '=', line->line.len))
        scan_fail(line, "there is more than one `=` in this line");
    if (k >= 0)
        m->header[k] = *line;
}

/* A key that comes twice is what it is the second time, as in the library. */
static void mark_header(struct lightgbm *m, struct scan *in)
{
    for (int k = 0; k < N_HEADER_KEYS; k++)
        m->header[k] = (struct scan){ .label = HEADER_KEYS[k], .err = m->err };
    m->trees = *in;
    while (scan_line(in) && !str_starts(in->line, STR("Tree="))
           && !str_eq(in->line, STR("end of trees"))) {
        m->trees = *in;
        mark_header_line(m, in);
    }
}

static void count_trees(struct lightgbm *m, struct scan *in)
{
    bool more = true;
    *in = m->trees;
    while ((more = scan_line(in)) && !str_eq(in->line, STR("end of trees")))
        if (str_starts(in->line, STR("Tree=")) && ++m->n_trees > MAX_TREES)
            scan_fail(in, "more than %d trees", MAX_TREES);
    if (!more)
        scan_fail(in, "the file ends before `end of trees`: it was cut short");
}

static void mark_parameters(struct lightgbm *m, struct scan *in)
{
    const struct str wanted = STR("[categorical_feature:");
    bool more = true;
    while ((more = scan_line(in)) && !str_eq(in->line, STR("end of parameters")))
        if (str_starts(in->line, wanted)) {
            m->parameter = *in;
            m->parameter.line = str_from(in->line, wanted.len);
        }
    if (!more)
        scan_fail(in, "the file ends before `end of parameters`: it was cut short");
}

/* Python looks for its categories in the last line only.
 * Source: python-package/lightgbm/basic.py, _load_pandas_categorical. */
static void mark_tail(struct lightgbm *m, struct scan *in)
{
    const struct str pandas = STR("pandas_categorical:"), parameters = STR("parameters:");
    struct scan last = { 0 };
    while (scan_line(in)) {
        if (in->line.len)
            last = *in;
        if (str_eq(in->line, parameters))
            mark_parameters(m, in);
    }
    if (str_starts(last.line, pandas))
        m->pandas = last;
    else if (last.line.len && !str_eq(last.line, parameters)
             && (str_starts(pandas, last.line) || str_starts(parameters, last.line)))
        scan_fail(in, "the file ends in this line: it was cut short");
}

/* ------- the header's meaning ------- */

/* The library sizes its results by num_class and writes one for each tree of a round, so
 * that no model of its own has the two differ.
 * Source: src/boosting/gbdt.h, GBDT::NumPredictOneRow. */
static void read_outputs(struct lightgbm *m)
{
    struct scan *classes = &m->header[NUM_CLASS];
    struct scan *trees = &m->header[NUM_TREE_PER_ITERATION];
    m->n_outputs = (uint32_t)scan_only_int(classes, 1, MAX_OUTPUTS);
    if (has(m, NUM_TREE_PER_ITERATION)
        && scan_only_int(trees, 1, MAX_OUTPUTS) != m->n_outputs)
        scan_fail(trees, "`num_tree_per_iteration` is not num_class=%u", m->n_outputs);
}

static void read_features(struct lightgbm *m)
{
    scan_only_int(&m->header[LABEL_INDEX], INT32_MIN, INT32_MAX);
    m->n_features = 1 + (uint32_t)scan_only_int(&m->header[MAX_FEATURE_IDX], 0,
                                                INT32_MAX - 1);
    scan_expect(&m->header[FEATURE_NAMES], m->n_features);
    scan_expect(&m->header[FEATURE_INFOS], m->n_features);
}

/* One tree a round for each output. */
static void note_round_ends(struct lightgbm *m)
{
    m->round_end = NEW(m->arena, uint32_t, m->rounds_used);
    if (!m->round_end)
        err_set(m->err, ERR_MEMORY, "no room for %u rounds", m->rounds_used);
    for (uint32_t r = 0; m->round_end && r < m->rounds_used; r++)
        m->round_end[r] = (r + 1) * m->n_outputs;
}

static void read_rounds(struct lightgbm *m)
{
    if (!lightgbm_ok(m))
        return;
    const uint32_t left_out = m->n_trees % m->n_outputs;
    m->rounds = m->n_trees / m->n_outputs;
    m->rounds_used = format_rounds(m->options, m->rounds, 0, m->err);
    note_round_ends(m);
    if (left_out)
        builder_note(m->b, "%u tree%s of an unfinished round %s left out", left_out,
                     left_out == 1 ? "" : "s", left_out == 1 ? "is" : "are");
    if (has(m, TREE_SIZES) && scan_words(&m->header[TREE_SIZES]) != m->n_trees)
        builder_note(m->b, "its tree_sizes speak of %zu trees, and there are %u",
                     scan_words(&m->header[TREE_SIZES]), m->n_trees);
}

static void read_header(struct lightgbm *m, struct str file)
{
    struct scan in;
    scan_init(&in, without_mark(file), m->err);
    read_first_line(&in);
    mark_header(m, &in);
    count_trees(m, &in);
    mark_tail(m, &in);
    read_outputs(m);
    read_features(m);
    read_rounds(m);
}

/* ------- what is said of it ------- */

static void say_about(struct lightgbm *m, const struct link *link, bool made_up)
{
    struct buf trainer = { 0 };
    buf_addf(&trainer, "LightGBM");
    if (m->header[VERSION].line.len) {
        buf_addf(&trainer, " text ");
        buf_add_str(&trainer, str_first(m->header[VERSION].line, 40));
    }
    if (buf_failed(&trainer))
        err_set(m->err, ERR_MEMORY, "no room for a name");
    builder_about(m->b, &(struct about){
        .trainer = buf_str(&trainer), .objective = str_trim(m->header[OBJECTIVE].line),
        .booster = has(m, AVERAGE_OUTPUT) ? STR("rf")
                 : m->has_linear ? STR("linear trees") : STR("gbdt"),
        .kind = str_of(link->kind), .rounds = m->rounds, .rounds_used = m->rounds_used,
        .round_end = m->round_end,
        .has_names = true, .names_made_up = made_up, .names_blank_is_underscore = true });
    buf_release(&trainer);
}

/* Values that are no further from 0 are 0: the float 1e-35f as a double.
 * Source: include/LightGBM/meta.h, kZeroThreshold; src/c_api.cpp,
 * RowPairFunctionFromDenseMatric. */
static void say_tiny(struct lightgbm *m)
{
    static const double tiny = 1.0000000180025095e-35;
    const struct slots features = { 0, m->n_features };
    builder_step(m->b, &(struct step){ .kind = STR("zero_tiny"), .in = features,
        .out = features, .real = &tiny, .n_real = 1 });
}

static struct slots say_trees(struct lightgbm *m)
{
    const struct ensemble *trees = lightgbm_trees(m);
    struct slots margin = builder_slots(m->b, m->n_outputs);
    builder_step(m->b, &(struct step){ .kind = STR("ensemble"), .ensemble = trees,
        .in = { 0, m->n_features }, .out = margin });
    return margin;
}

static struct slots say_link(struct lightgbm *m, const char *kind, double real,
                             uint32_t n_real, struct slots in)
{
    struct slots out = builder_slots(m->b, in.n);
    builder_step(m->b, &(struct step){ .kind = str_of(kind), .in = in, .out = out,
                                       .real = &real, .n_real = n_real });
    return out;
}

/* A forest's sums are raw scores too; their mean is what the link gets.
 * Source: src/boosting/gbdt_prediction.cpp, GBDT::Predict. */
static void say_head(struct lightgbm *m, const struct link *link, struct slots margin)
{
    struct head head = { .margin = margin, .converted = margin, .show_raw = true,
        .class_name = m->options->classes, .n_class_names = m->options->n_classes };
    if (has(m, AVERAGE_OUTPUT))
        head.converted = say_link(m, "average", m->rounds_used, 1, head.converted);
    if (link->step)
        head.converted = say_link(m, link->step, link->real, link->n_real,
                                  head.converted);
    if (link->outcome == OUTCOME_BINARY)
        head_binary(m->b, &head);
    else if (link->outcome == OUTCOME_CLASSES)
        head_multiclass(m->b, &head, head.converted);
    else
        head_numbers(m->b, &head);
}

static void load(struct str file, const struct load_options *o, struct arena *a,
                 struct builder *b, struct err *e)
{
    struct lightgbm m = { .options = o, .arena = a, .b = b, .err = e };
    read_header(&m, file);
    struct link link = lightgbm_link(&m);
    if (!lightgbm_ok(&m))
        return;
    bool made_up = lightgbm_columns(&m);
    say_tiny(&m);
    struct slots margin = say_trees(&m);
    if (!lightgbm_ok(&m))
        return;
    say_about(&m, &link, made_up);
    say_head(&m, &link, margin);
}

static bool sniff(struct str head)
{
    struct err ignored = { 0 };
    struct scan in;
    scan_init(&in, without_mark(head), &ignored);
    if (!scan_line(&in) || !str_eq(in.line, STR("tree")))
        return false;
    while (scan_line(&in))
        if (str_starts(in.line, STR("version="))
            || str_starts(in.line, STR("num_class=")))
            return true;
    return false;
}

const struct format format_lightgbm_text = {
    .name = "lightgbm-text", .title = "LightGBM model: text of v2 to v4",
    .sniff = sniff, .load = load,
};
