/* native.c - rowmill's own models: checked, and used where they stand.
 *
 * The file is in memory, mapped as a rule, for as long as the model.  Its texts and
 * arrays are not copied; the builder checks the trees in one pass.  Ranges of items are
 * compared with what those before them have used, so that nothing is out of bounds and
 * nothing is there twice. */
#include "format/native.h"

#include "base/mem.h"
#include "format/format.h"
#include "model/builder.h"

#include <zlib.h>

enum { NAME_MAX_BYTES = 255, NOTE_MAX_BYTES = 399 };

struct native {
    struct str file;
    const struct native_header *header;
    const struct load_options *options;
    struct arena *arena;
    struct builder *b;
    struct err *err;
    uint64_t used[N_NATIVE_SECTIONS];   /* items that something before has named */
    uint32_t rounds_used;               /* of those that the file keeps */
};

static bool fail(const struct native *n, const char *what)
{
    return builder_fail(n->b, "%s", what);
}

/* Is everything as it should be so far? */
static bool ok(const struct native *n)
{
    return builder_ok(n->b);
}

static const void *items(const struct native *n, enum native_kind k)
{
    return n->file.at + n->header->section[k].at;
}

static uint32_t count(const struct native *n, enum native_kind k)
{
    return (uint32_t)n->header->section[k].n;
}

/* Items that have to be the next of their section; a pointer to the first of them. */
static const void *take(struct native *n, enum native_kind k, uint64_t first,
                        uint32_t more)
{
    if (first != n->used[k] || more > count(n, k) - n->used[k]) {
        builder_fail(n->b, "items of section %d are not named in their order", (int)k);
        return items(n, k);
    }
    n->used[k] += more;
    return (const char *)items(n, k) + first * native_item_bytes[k];
}

static struct str text(struct native *n, struct native_text t)
{
    const char *at = take(n, NATIVE_TEXT, t.first, t.n);
    return ok(n) ? (struct str){ at, t.n } : STR("");
}

/* ---- header and table ---- */

bool native_is_possible(struct err *e)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    (void)e;
    return true;
#else
    return err_set(e, ERR_MODEL, "rowmill's own models are for little-endian machines");
#endif
}

static bool is_zeros(const char *at, uint64_t n)
{
    char all = 0;
    for (uint64_t i = 0; i < n; i++)
        all |= at[i];
    return all == 0;
}

/* Each section begins at the first multiple of 64 behind the one before; the file ends
 * where the next one would begin. */
static bool check_table(const struct native *n)
{
    uint64_t end = sizeof(struct native_header), at = native_aligned(end);
    for (enum native_kind k = 0; k < N_NATIVE_SECTIONS; k++) {
        const struct native_section *s = &n->header->section[k];
        if (s->kind != k || s->item_bytes != native_item_bytes[k] || s->at != at
            || at > n->file.len || s->n > UINT32_MAX
            || s->n * s->item_bytes > n->file.len - at)
            return builder_fail(n->b, "section %d is not what or where it should be",
                                (int)k);
        if (!is_zeros(n->file.at + end, at - end))
            break;
        end = at + s->n * s->item_bytes;
        at = native_aligned(end);
        if (k + 1 == N_NATIVE_SECTIONS)
            return (at == n->file.len && is_zeros(n->file.at + end, at - end))
                || fail(n, "the file does not end with its last section");
    }
    return fail(n, "there is something between its sections");
}

static bool check_sum(const struct native *n)
{
    const unsigned char *bytes = (const unsigned char *)n->file.at;
    uint32_t sum = (uint32_t)crc32_z(0, bytes + NATIVE_CHECKED_FROM,
                                     n->file.len - NATIVE_CHECKED_FROM);
    return sum == n->header->checksum
        || builder_fail(n->b, "the checksum is %08x, and the file's bytes have %08x: it"
                        " is damaged", n->header->checksum, sum);
}

static bool check_header(struct native *n)
{
    const struct native_header *h = (const void *)n->file.at;
    if (!native_is_possible(n->err))
        return false;
    if (!str_starts(n->file, NATIVE_MAGIC))
        return fail(n, "this is not a converted model");
    if (n->file.len < 16 || (h->version == NATIVE_VERSION && n->file.len < sizeof *h))
        return fail(n, "the file ends in its header: it was cut short");
    if (h->version != NATIVE_VERSION) {
        builder_fail(n->b, "this is version %u of the format, and %d is read", h->version,
                     NATIVE_VERSION);
        err_remedy(n->err, "convert the original model again, with this rowmill");
        return false;
    }
    if (h->size != n->file.len)
        return builder_fail(n->b, "the file has %zu bytes, and should have %llu: it was"
                            " cut short, or something was added", n->file.len,
                            (unsigned long long)h->size);
    if (h->size > NATIVE_MAX_BYTES)
        return fail(n, "the file is longer than 4 GiB, which is the limit");
    if (h->n_sections != N_NATIVE_SECTIONS || h->zero)
        return fail(n, "the header is damaged");
    n->header = h;
    return (!n->options->verify || check_sum(n)) && check_table(n);
}

/* ---- the model as a whole ---- */

bool native_is_name(struct str s)
{
    bool fits = s.len > 0 && s.len <= NAME_MAX_BYTES;
    for (size_t i = 0; i < s.len && fits; i++) {
        const char c = s.at[i];
        fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '_' || c == '-';
    }
    return fits;
}

static bool is_line(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 127)
            return false;
    return true;
}

static bool is_in_row(const struct native_model *m, struct slots s)
{
    return s.n <= m->n_slots && s.first <= m->n_slots - s.n;
}

/* --trees N of a file that keeps some rounds of the original. */
static void choose_rounds(struct native *n, const struct native_model *m)
{
    const struct load_options *o = n->options;
    n->rounds_used = m->rounds_used;
    if (o->trees != TREES_COUNT || o->n_rounds == m->rounds_used)
        return;
    if (format_rounds(o, m->rounds, 0, n->err) > m->rounds_used && ok(n)) {
        builder_usage(n->b, "--trees %u: of the model's %u rounds the converted file"
                      " keeps %u", o->n_rounds, m->rounds, m->rounds_used);
        err_remedy(n->err, "convert the original again: rowmill convert --trees all");
    } else if (ok(n) && count(n, NATIVE_ROUND) == 0) {
        builder_usage(n->b, "the file does not say which trees belong to which round");
    }
    n->rounds_used = o->n_rounds;
}

static void spell_hash(const uint8_t hash[32], char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 32; i++) {
        hex[2 * i] = digits[hash[i] >> 4];
        hex[2 * i + 1] = digits[hash[i] & 15];
    }
    hex[64] = 0;
}

static void read_model(struct native *n)
{
    const struct native_model *m = items(n, NATIVE_MODEL);
    const bool has_ends = count(n, NATIVE_ROUND) != 0;
    char hash[65];
    spell_hash(m->hash, hash);
    choose_rounds(n, m);
    struct about about = {
        .rounds = m->rounds, .rounds_used = n->rounds_used,
        .round_end = has_ends ? items(n, NATIVE_ROUND) : NULL,
        .takes_base_margin = m->flags & NATIVE_TAKES_BASE_MARGIN,
        .converted_is_float32 = m->flags & NATIVE_CONVERTED_IS_FLOAT32,
        .has_names = m->flags & NATIVE_HAS_NAMES,
        .names_made_up = m->flags & NATIVE_NAMES_MADE_UP,
        .names_blank_is_underscore = m->flags & NATIVE_BLANK_IS_UNDERSCORE, .hash = hash,
    };
    about.name = text(n, m->name);
    about.source_format = text(n, m->source_format);
    about.trainer = text(n, m->trainer);
    about.booster = text(n, m->booster);
    about.objective = text(n, m->objective);
    about.kind = text(n, m->kind);
    if (!native_is_name(about.name) || !native_is_name(about.source_format)
        || !is_line(about.kind))
        fail(n, "a name in it is none");
    if (m->flags > 31 || m->rounds_used > m->rounds || !is_in_row(m, m->margin)
        || !is_in_row(m, m->converted)
        || (has_ends && count(n, NATIVE_ROUND) != m->rounds_used))
        fail(n, "its numbers do not fit together");
    builder_about(n->b, &about);
    builder_margin(n->b, m->margin);
    builder_converted(n->b, m->converted);
}

/* What a file of this size may ask for: each column, step, sum and output takes a few
 * bytes of it, so these limits are far away from every real model. */
static void read_slots(struct native *n)
{
    const struct native_model *m = items(n, NATIVE_MODEL);
    const struct native_step *step = items(n, NATIVE_STEP);
    const uint32_t n_columns = count(n, NATIVE_COLUMN);
    uint64_t worked_on = 0;
    if (m->n_slots < n_columns || m->n_slots - n_columns > n->file.len / 8)
        fail(n, "it asks for more memory than its size allows");
    for (uint32_t i = 0; i < count(n, NATIVE_STEP); i++)
        worked_on += (uint64_t)step[i].in.n + step[i].out.n;
    if (worked_on > n->file.len)
        fail(n, "its steps do more than its size allows");
    if (ok(n))
        builder_slots(n->b, m->n_slots - n_columns);
}

/* ---- columns ---- */

/* The categories of all columns; NULL: no room, or wrong. */
static const struct value *read_categories(struct native *n)
{
    const struct native_category *from = items(n, NATIVE_CATEGORY);
    const uint32_t N = count(n, NATIVE_CATEGORY);
    struct value *to = NEW(n->arena, struct value, N);
    if (!to)
        err_set(n->err, ERR_MEMORY, "no room for %u categories", N);
    for (uint32_t i = 0; i < N && ok(n); i++) {
        to[i] = (struct value){ from[i].kind, text(n, from[i].text), from[i].number };
        if (from[i].kind > VALUE_BOOL || from[i].zero
            || (from[i].kind != VALUE_TEXT && from[i].text.n)
            || (from[i].kind == VALUE_TEXT && from[i].number != 0)
            || (from[i].kind == VALUE_BOOL && from[i].number != 0 && from[i].number != 1))
            builder_fail(n->b, "category %u is neither text nor number", i);
    }
    return to;
}

/* All names come before the first text of a category. */
static void read_columns(struct native *n)
{
    const struct native_column *from = items(n, NATIVE_COLUMN);
    const uint32_t N = count(n, NATIVE_COLUMN);
    struct column *to = NEW(n->arena, struct column, N);
    if (!to)
        err_set(n->err, ERR_MEMORY, "no room for %u columns", N);
    builder_columns(n->b, N);
    for (uint32_t i = 0; i < N && ok(n); i++) {
        if (from[i].type > COLUMN_CATEGORY || from[i].unseen_is_error > 1)
            builder_fail(n->b, "column %u has no type that is known", i);
        to[i] = (struct column){ text(n, from[i].name), from[i].type,
                                 from[i].unseen_is_error != 0, NULL, from[i].category.n };
        take(n, NATIVE_CATEGORY, from[i].category.first, from[i].category.n);
    }
    const struct value *value = ok(n) ? read_categories(n) : NULL;
    for (uint32_t i = 0; i < N && ok(n); i++) {
        to[i].value = value + from[i].category.first;
        builder_column(n->b, i, &to[i]);
    }
}

/* ---- trees ---- */

/* The next items of a section of trees. */
static const void *take_next(struct native *n, enum native_kind k, uint32_t more)
{
    return take(n, k, n->used[k], more);
}

/* How many trees the rounds used have; the file may not say it of several ensembles. */
static uint32_t trees_used(struct native *n, uint32_t n_trees)
{
    const struct native_model *m = items(n, NATIVE_MODEL);
    const uint32_t *end = items(n, NATIVE_ROUND);
    const uint32_t N = count(n, NATIVE_ROUND);
    bool fits = N == 0 || count(n, NATIVE_ENSEMBLE) == 1;
    for (uint32_t r = 1; r < N; r++)
        fits = fits && end[r - 1] <= end[r];
    if (!fits || (N && end[N - 1] != n_trees))
        fail(n, "its rounds have other trees than there are");
    return ok(n) && n->rounds_used < m->rounds_used ? end[n->rounds_used - 1] : n_trees;
}

static const struct ensemble *read_ensemble(struct native *n)
{
    const struct native_ensemble *from = take_next(n, NATIVE_ENSEMBLE, 1);
    if (!ok(n))
        return NULL;
    if (from->float32 > 1 || from->zero)
        fail(n, "an ensemble has flags that are not known");
    const struct ensemble packed = {
        .n_features = from->n_features, .n_outputs = from->n_outputs,
        .n_trees = from->n_trees, .n_nodes = from->n_nodes, .n_leaves = from->n_leaves,
        .n_values = from->n_values, .n_sets = from->n_sets,
        .n_set_words = from->n_set_words, .n_linear = from->n_linear,
        .n_terms = from->n_terms, .float32 = from->float32,
        .category_above = from->category_above,
        .base = take_next(n, NATIVE_BASE, from->n_outputs),
        .tree = take_next(n, NATIVE_TREE, from->n_trees),
        .node = take_next(n, NATIVE_NODE, from->n_nodes),
        .leaf = take_next(n, NATIVE_LEAF, from->n_leaves),
        .value = take_next(n, NATIVE_VALUE, from->n_values),
        .set = take_next(n, NATIVE_SET, from->n_sets),
        .set_word = take_next(n, NATIVE_SET_WORD, from->n_set_words),
        .linear = take_next(n, NATIVE_LINEAR, from->n_linear),
        .term = take_next(n, NATIVE_TERM, from->n_terms),
    };
    const uint32_t used = trees_used(n, from->n_trees);
    return ok(n) ? builder_packed(n->b, &packed, used) : NULL;
}

/* What lies behind the last field of a term. */
static void check_terms(struct native *n)
{
    const char *at = items(n, NATIVE_TERM);
    const size_t size = sizeof(struct linear_term), behind = 12;
    bool fits = true;
    for (uint32_t i = 0; i < count(n, NATIVE_TERM); i++, at += size)
        fits = fits && is_zeros(at + behind, size - behind);
    if (!fits)
        fail(n, "there is something behind a term");
}

/* ---- steps ---- */

/* A mean is over the rounds that count. */
static const double *mean_over(struct native *n, const double *real)
{
    const struct native_model *m = items(n, NATIVE_MODEL);
    double *rounds = NEW(n->arena, double, 1);
    if (!rounds) {
        err_set(n->err, ERR_MEMORY, "no room for a number");
        return real;
    }
    *rounds = n->rounds_used;
    if (*real != m->rounds_used)
        builder_usage(n->b, "--trees: the file has a mean that is not one over its"
                      " rounds");
    return rounds;
}

static void read_steps(struct native *n)
{
    const struct native_model *m = items(n, NATIVE_MODEL);
    const struct native_step *from = items(n, NATIVE_STEP);
    for (uint32_t i = 0; i < count(n, NATIVE_STEP) && ok(n); i++, from++) {
        struct step s = {
            .kind = text(n, from->kind), .in = from->in, .out = from->out,
            .float32 = from->float32, .n_real = from->real.n, .n_index = from->index.n,
            .real = take(n, NATIVE_REAL, from->real.first, from->real.n),
            .index = take(n, NATIVE_INDEX, from->index.first, from->index.n),
        };
        if (!native_is_name(s.kind) || from->float32 > 1 || from->has_trees > 1)
            builder_fail(n->b, "step %u is of no kind that there may be", i);
        if (from->has_trees && ok(n))
            s.ensemble = read_ensemble(n);
        if (n->rounds_used < m->rounds_used && str_eq(s.kind, STR("average"))
            && s.n_real == 1)
            s.real = mean_over(n, s.real);
        builder_step(n->b, &s);
    }
}

/* ---- classes and outputs ---- */

/* The user's name for a class lives no longer than the options. */
static struct str kept(struct native *n, struct str name)
{
    const char *at = arena_copy(n->arena, name.at, name.len);
    if (!at)
        err_set(n->err, ERR_MEMORY, "no room for the classes");
    return at ? (struct str){ at, name.len } : STR("");
}

/* The names of one set of classes: the user's, or those of the file. */
static const struct classes *read_classes(struct native *n, struct native_range range)
{
    const struct load_options *o = n->options;
    const struct native_text *from = take(n, NATIVE_CLASS, range.first, range.n);
    struct str *name = ok(n) ? NEW(n->arena, struct str, range.n) : NULL;
    if (!name) {
        err_set(n->err, ERR_MEMORY, "no room for %u classes", range.n);
        return NULL;
    }
    for (uint32_t i = 0; i < range.n; i++)
        name[i] = text(n, from[i]);
    if (ok(n) && o->n_classes && o->n_classes != range.n)
        builder_usage(n->b, "the model has %u classes, --classes names %u", range.n,
                      o->n_classes);
    for (uint32_t i = 0; i < o->n_classes && ok(n); i++)
        name[i] = kept(n, o->classes[i]);
    return builder_classes(n->b, name, range.n);
}

static const char *wrong_output(const struct native *n, const struct native_output *o,
                                const struct classes *c)
{
    const struct native_model *m = items(n, NATIVE_MODEL);
    const bool is_class = o->type == OUTPUT_CLASS, has_prob = o->prob_first != NO_CLASS;
    if (o->role > OUTPUT_RAW || o->type > OUTPUT_CLASS || o->slot >= m->n_slots)
        return "is of no kind that there may be";
    if (is_class && (!c || c->n == 0 || o->role != OUTPUT_PREDICTION))
        return "is a class without a name";
    if (o->class_index != NO_CLASS && (!c || o->class_index >= c->n))
        return "is of a class that there is not";
    if (has_prob && (!is_class || !is_in_row(m, (struct slots){ o->prob_first, c->n })))
        return "has probabilities that there are not";
    return NULL;
}

/* Those of the output before, the next ones, or NULL: none. */
static const struct classes *classes_of(struct native *n, const struct native_output *o,
                                        const struct classes *const *classes)
{
    const uint64_t used = n->used[NATIVE_CLASSES];
    if (o->classes == NATIVE_NONE || !ok(n))
        return NULL;
    if (used == 0 || o->classes != used - 1)
        take(n, NATIVE_CLASSES, o->classes, 1);
    return ok(n) ? classes[o->classes] : NULL;
}

static const struct classes *const *read_all_classes(struct native *n)
{
    const struct native_classes *from = items(n, NATIVE_CLASSES);
    const uint32_t N = count(n, NATIVE_CLASSES);
    const struct classes **to = NEW(n->arena, const struct classes *, N);
    if (!to)
        err_set(n->err, ERR_MEMORY, "no room for the classes");
    for (uint32_t i = 0; i < N && ok(n); i++)
        to[i] = read_classes(n, from[i].name);
    if (ok(n) && N == 0 && n->options->n_classes)
        builder_usage(n->b, "--classes is for classifiers, and this model is none");
    return to;
}

static void read_outputs(struct native *n)
{
    const struct native_output *from = items(n, NATIVE_OUTPUT);
    const uint32_t N = count(n, NATIVE_OUTPUT);
    const struct classes *const *classes = read_all_classes(n);
    uint64_t labels = 0;
    if (N == 0 || from[0].role != OUTPUT_PREDICTION)
        fail(n, "it predicts nothing");
    for (uint32_t i = 0; i < N && ok(n); i++) {
        const struct native_output *o = &from[i];
        const struct classes *c = classes_of(n, o, classes);
        const char *wrong = i && o->role < from[i - 1].role
                          ? "is behind those of another role" : wrong_output(n, o, c);
        if (wrong)
            builder_fail(n->b, "output %u %s", i, wrong);
        labels += c && o->role == OUTPUT_PREDICTION ? c->n : 0;
        builder_output(n->b, &(struct output){ o->role, o->type, o->slot,
                       text(n, o->target), o->class_index, c, o->prob_first });
    }
    if (labels > n->file.len)
        fail(n, "it has more classes than its size allows");
}

static void read_notes(struct native *n)
{
    const struct native_text *from = items(n, NATIVE_NOTE);
    for (uint32_t i = 0; i < count(n, NATIVE_NOTE) && ok(n); i++) {
        const struct str note = text(n, from[i]);
        if (note.len > NOTE_MAX_BYTES || !is_line(note))
            fail(n, "a note in it is no line of text");
        builder_note(n->b, "%.*s", (int)note.len, note.at);
    }
}

/* ---- the whole ---- */

static void check_leftovers(struct native *n)
{
    static const enum native_kind whole[] = { NATIVE_MODEL, NATIVE_COLUMN, NATIVE_STEP,
        NATIVE_OUTPUT, NATIVE_NOTE, NATIVE_ROUND };
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        n->used[whole[i]] = count(n, whole[i]);
    for (enum native_kind k = 0; k < N_NATIVE_SECTIONS && ok(n); k++)
        if (n->used[k] != count(n, k))
            builder_fail(n->b, "section %d has items that nothing names", (int)k);
}

static void load(struct str file, const struct load_options *o, struct arena *a,
                 struct builder *b, struct err *e)
{
    struct native n = { .file = file, .options = o, .arena = a, .b = b, .err = e };
    if (o->n_categories) {
        builder_usage(b, "--categories is for LightGBM models, and this one is"
                      " converted");
        return;
    }
    if (!check_header(&n))
        return;
    if (count(&n, NATIVE_MODEL) != 1) {
        fail(&n, "there is no model in it");
        return;
    }
    if (count(&n, NATIVE_TEXT)
        && memchr(items(&n, NATIVE_TEXT), 0, count(&n, NATIVE_TEXT)))
        fail(&n, "there is a NUL byte in a text");
    builder_borrow(b);
    read_model(&n);
    read_columns(&n);
    read_slots(&n);
    check_terms(&n);
    read_steps(&n);
    read_outputs(&n);
    read_notes(&n);
    check_leftovers(&n);
}

static bool sniff(struct str head)
{
    return str_starts(head, NATIVE_MAGIC);
}

bool native_check(struct str file, struct err *e)
{
    const struct load_options all = { .trees = TREES_ALL, .verify = true };
    struct arena a;
    arena_init(&a, 0);
    struct builder *b = builder_new(&a, file.len, e);
    if (b) {
        load(file, &all, &a, b, e);
        builder_finish(b);
    }
    builder_release(b);
    arena_release(&a);
    return !err_is_set(e);
}

const struct format format_native = {
    .name = NATIVE_NAME, .title = "rowmill's own, what `rowmill convert` writes",
    .sniff = sniff, .load = load, .keeps_file = true,
};
