#include "flow/reference.h"

#include "base/mem.h"
#include "text/num.h"

#include <math.h>

enum { SHOWN = 40 };

/* ---- distances ---- */

/* Bits as a number that grows with the value; both zeros are 0. */
static int64_t rank_of_double(double x)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static int64_t rank_of_float(float x)
{
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? (int64_t)INT32_MIN - bits : bits;
}

uint64_t ulps_between_doubles(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b) ? 0 : ULPS_NO_NUMBER;
    uint64_t x = (uint64_t)rank_of_double(a), y = (uint64_t)rank_of_double(b);
    return rank_of_double(a) > rank_of_double(b) ? x - y : y - x;
}

uint64_t ulps_between_floats(float a, float b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b) ? 0 : ULPS_NO_NUMBER;
    int64_t x = rank_of_float(a), y = rank_of_float(b);
    return (uint64_t)(x > y ? x - y : y - x);
}

/* ---- which columns ---- */

static bool is_answer(const struct layout_column *l)
{
    return l->kind != LAYOUT_COPY && l->kind != LAYOUT_SAMPLE_ID
        && l->kind != LAYOUT_VERSION;
}

const struct str *reference_names(const struct layout *l, const struct model *m,
                                  uint32_t *n, struct arena *a, struct err *e)
{
    struct names features;
    struct str *feature = NEW(a, struct str, m->n_columns);
    struct str *name = NEW(a, struct str, l->n);
    uint32_t count;
    *n = 0;
    if (!feature || !name) {
        err_set(e, ERR_MEMORY, "no room for the names of %u columns", l->n);
        return NULL;
    }
    for (uint32_t i = 0; i < m->n_columns; i++)
        feature[i] = m->has_names ? m->column[i].name : STR("");
    if (!names_init(&features, feature, m->n_columns, a, e))
        return NULL;
    for (uint32_t i = 0; i < l->n; i++) {
        names_find(&features, l->column[i].name, &count);
        if (!count)
            name[(*n)++] = l->column[i].name;
    }
    return name;
}

/* Names that a model has none of are in no header either: l->n. */
static uint32_t find_in_layout(const struct layout *l, const struct names *names,
                               struct str name)
{
    uint32_t count, i = names_find(names, name, &count);
    return count && is_answer(&l->column[i]) ? i : l->n;
}

static const struct str *class_names(const struct model *m, const struct layout_column *l)
{
    for (uint32_t i = 0; i < m->n_outputs; i++)
        if (m->output[i].type == OUTPUT_CLASS && m->output[i].slot == l->index)
            return m->output[i].classes->name;
    return NULL;
}

static bool is_once(const struct names *names, struct str name, struct err *e)
{
    uint32_t count;
    char shown[120];
    names_find(names, name, &count);
    str_show(shown, sizeof shown, name, 100);
    if (count > 1)
        err_set(e, ERR_INPUT, "column \"%s\", with which is compared, is %u times in the"
                " header", shown, count);
    return count <= 1;
}

static bool find_answers(struct reference *r, const struct scorer *s, struct arena *a,
                         struct err *e)
{
    const struct layout *l = s->layout;
    struct names ours;
    struct str *name = NEW(a, struct str, l->n);
    r->answer = NEW(a, struct answer, s->schema->n_copied);
    if (!name || !r->answer)
        return err_set(e, ERR_MEMORY, "no room for the columns to compare");
    for (uint32_t i = 0; i < l->n; i++)
        name[i] = l->column[i].name;
    if (!names_init(&ours, name, l->n, a, e))
        return false;
    for (uint32_t i = 0; i < s->schema->n_copied; i++) {
        uint32_t column = s->schema->copied[i];
        uint32_t at = find_in_layout(l, &ours, s->schema->names.name[column]);
        if (at == l->n)
            continue;
        if (!is_once(&s->schema->names, name[at], e))
            return false;
        r->answer[r->n++] = (struct answer){ .is = &l->column[at], .name = name[at],
            .class_name = class_names(s->model, &l->column[at]), .column = column,
            .copied = i };
    }
    return true;
}

static bool no_answers(const struct scorer *s, struct err *e)
{
    struct buf list = { 0 };
    char shown[120];
    uint32_t n = 0, near = NO_COLUMN, meant = 0;
    for (uint32_t i = 0; i < s->layout->n; i++) {
        const struct layout_column *l = &s->layout->column[i];
        if (!is_answer(l) || l->kind == LAYOUT_LEAF)
            continue;
        str_show(shown, sizeof shown, l->name, SHOWN);
        if (n++ < 4)
            buf_addf(&list, "%s%s", n > 1 ? ", " : "", shown);
        if (near == NO_COLUMN && (near = names_nearest(&s->schema->names, l->name))
            != NO_COLUMN)
            meant = i;
    }
    buf_addf(&list, "%s", n > 4 ? ".." : "");
    buf_add_char(&list, 0);
    err_set(e, ERR_INPUT, "no column has expected values: none is called as score would"
            " call it (%s)", buf_failed(&list) ? "prediction" : list.at);
    buf_release(&list);
    str_show(shown, sizeof shown, near == NO_COLUMN ? STR("COL")
             : s->schema->names.name[near], 100);
    err_remedy(e, "%s--rename %s=%.*s", near == NO_COLUMN ? "if it is there by another"
               " name: " : "did you mean: ", shown,
               near == NO_COLUMN ? 10 : (int)s->layout->column[meant].name.len,
               near == NO_COLUMN ? "prediction" : s->layout->column[meant].name.at);
    return false;
}

bool reference_is_stray(const struct reference *r, uint32_t column, const char *prefix)
{
    static const char *const ours[] = { "prediction_", "prob_", "raw_", "leaf_",
                                        "confidence_" };
    const struct schema *s = r->scorer->schema;
    struct str name = s->names.name[column], before = str_of(prefix ? prefix : "");
    if (!str_starts(name, before))
        return false;
    name = str_from(name, before.len);
    bool looks = false;
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        looks = looks || str_starts(name, str_of(ours[i]))
             || str_eq(name, str_first(str_of(ours[i]), strlen(ours[i]) - 1));
    for (uint32_t i = 0; looks && i < r->n; i++)
        looks = r->answer[i].column != column;
    for (uint32_t i = 0; looks && i < s->plan.n_targets; i++)
        looks = s->plan.target[i].column != column;
    for (uint32_t i = 0; looks && i < r->scorer->layout->n; i++)     /* or ignored */
        looks = !str_eq(s->names.name[column], r->scorer->layout->column[i].name);
    return looks;
}

/* ---- one value ---- */

/* The cell without its quotes. */
static struct str unquoted(struct reference *r, struct str raw)
{
    char quote = r->scorer->dialect.quote;
    if (!quote || !raw.len || raw.at[0] != quote)
        return raw;
    buf_clear(&r->text);
    for (size_t i = 1; i + 1 < raw.len; i++) {
        buf_add_char(&r->text, raw.at[i]);
        i += raw.at[i] == quote;
    }
    return buf_str(&r->text);
}

static double got_number(const struct chunk *c, const struct layout_column *l, size_t row)
{
    const struct block *b = &c->block;
    if (l->kind == LAYOUT_LEAF)
        return c->leaf[(size_t)l->index * b->stride + row];
    double x = block_slot(b, l->index)[row];
    if (l->kind == LAYOUT_CONFIDENCE64 || l->kind == LAYOUT_CONFIDENCE32)
        return block_slot(b, l->prob + (uint32_t)x)[row];
    return x;
}

static bool is_float32(const struct layout_column *l)
{
    return l->kind == LAYOUT_FLOAT32 || l->kind == LAYOUT_CONFIDENCE32;
}

/* As it is to be compared: a float32 straight from its digits. */
static enum num_status read_number(const struct reference *r,
                                   const struct layout_column *l, struct str cell,
                                   double *x)
{
    float f;
    if (word_set_has_number(r->missing, cell)) {
        *x = (double)NAN;
        return NUM_OK;
    }
    if (!is_float32(l))
        return num_read_double(str_trim(cell), x);
    enum num_status status = num_read_float(str_trim(cell), &f);
    *x = (double)f;
    return status;
}

/* What became of one value. */
enum outcome { SAME, PASSES, FAILS, NO_VALUE };

static void show_number(const struct layout_column *l, double x, char *out)
{
    size_t n = is_float32(l) ? num_write_float(out, (float)x) : num_write_double(out, x);
    out[n] = 0;
}

/* A cell that is no number ends the run, as one of a feature would. */
static enum outcome no_value(const struct answer *a, struct difference *d,
                             enum reason why, struct str cell, struct chunk *c,
                             const char *file)
{
    c->err = (struct err){ 0 };     /* one of a later row */
    err_at(&c->err, why, (struct place){ .file = file, .line = d->line,
           .column = a->column + 1, .name = a->name, .cell = cell });
    c->err.remedy[0] = 0;
    err_remedy(&c->err, "it is compared with a number of the model's: a number is wanted,"
               " or nothing");
    return NO_VALUE;
}

static enum outcome compare_number(struct reference *r, const struct answer *a,
                                   struct str cell, struct chunk *c, size_t row,
                                   struct difference *d)
{
    double want, got = got_number(c, a->is, row);
    enum num_status status = read_number(r, a->is, cell, &want);
    if (status != NUM_OK)
        return no_value(a, d, status == NUM_OUT_OF_RANGE ? REASON_OUT_OF_RANGE
                        : REASON_NOT_A_NUMBER, cell, c, r->scorer->input_name);
    uint64_t ulps = is_float32(a->is) ? ulps_between_floats((float)want, (float)got)
                                      : ulps_between_doubles(want, got);
    if (ulps == 0)
        return SAME;
    str_show(d->expected, sizeof d->expected, cell, SHOWN);
    show_number(a->is, got, d->got);
    if (a->is->kind == LAYOUT_LEAF)
        return FAILS;
    d->is_number = true;
    d->ulps = ulps;
    return (ulps != ULPS_NO_NUMBER && ulps <= r->tolerance.ulps)
        || fabs(want - got) <= r->tolerance.absolute ? PASSES : FAILS;
}

static enum outcome compare(struct reference *r, const struct answer *a, struct str raw,
                            struct chunk *c, size_t row, struct difference *d)
{
    struct str cell = unquoted(r, raw);
    if (a->is->kind != LAYOUT_CLASS)
        return compare_number(r, a, cell, c, row, d);
    struct str got = a->class_name[(uint32_t)block_slot(&c->block, a->is->index)[row]];
    if (str_eq(cell, got))
        return SAME;
    str_show(d->expected, sizeof d->expected, cell, SHOWN);
    str_show(d->got, sizeof d->got, got, SHOWN);
    return FAILS;
}

/* ---- rows ---- */

/* The line of a byte of the chunk; asked for from front to back. */
static uint64_t line_of(struct reference *r, const struct chunk *c, size_t at)
{
    if (r->seq != c->seq + 1) {
        r->seq = c->seq + 1;
        r->line = c->first_line;
        r->line_at = 0;
    }
    const char *from = c->raw.at + r->line_at, *end = c->raw.at + at;
    while (from < end && (from = memchr(from, '\n', (size_t)(end - from)))) {
        r->line++;
        from++;
    }
    r->line_at = at;
    return r->line;
}

static void note(struct reference *r, struct answer *a, const struct difference *d,
                 bool failed)
{
    r->differ++;
    r->failed += failed;
    if (!a->line || d->ulps > a->most_ulps)
        a->line = d->line;
    if (d->ulps > a->most_ulps)
        a->most_ulps = d->ulps;
    a->differ++;
    a->failed += failed;
    if (d->is_number && d->ulps > r->largest.ulps)
        r->largest = *d;
}

static void note_row(struct reference *r, const struct difference *d, bool first)
{
    if (first)
        r->failed_rows++;
    if (r->failed_rows > REFERENCE_ROWS)
        return;
    struct failed_row *row = &r->row[r->failed_rows - 1];
    if (first)
        row->first = *d;
    else
        row->more++;
}

/* False: a cell is no value, and c->err says so. */
static bool compare_row(struct reference *r, struct chunk *c, size_t row)
{
    const struct span *span = c->copied + row * r->scorer->schema->n_copied;
    uint64_t line = line_of(r, c, c->record[c->source[row]].at);
    bool first = true;
    for (uint32_t i = 0; i < r->n; i++) {
        struct answer *a = &r->answer[i];
        struct str raw = { c->raw.at + span[a->copied].at, span[a->copied].len };
        struct difference d = { .line = line, .column = i };
        enum outcome o = compare(r, a, raw, c, row, &d);
        if (o == NO_VALUE)
            return false;
        r->values++;
        if (o != SAME)
            note(r, a, &d, o == FAILS);
        if (o == FAILS)
            note_row(r, &d, first);
        first = first && o != FAILS;
    }
    r->rows++;
    return true;
}

static void see(void *self, struct chunk *c)
{
    struct reference *r = self;
    for (size_t row = 0; row < c->block.rows && compare_row(r, c, row); row++) { }
    if (buf_failed(&r->text))
        err_set(&c->err, ERR_MEMORY, "no room for a field");
}

bool reference_init(struct reference *r, struct scorer *s, struct layout *l,
                    struct tolerance t, struct arena *a, struct err *e)
{
    *r = (struct reference){ .scorer = s, .tolerance = t, .missing = word_set_pandas(a) };
    s->layout = l;
    s->onlooker = (struct onlooker){ see, r };
    if (!r->missing)
        return err_set(e, ERR_MEMORY, "no room for the words for missing");
    if (!find_answers(r, s, a, e))
        return false;
    bool leaves = false;
    for (uint32_t i = 0; i < r->n; i++)
        leaves = leaves || r->answer[i].is->kind == LAYOUT_LEAF;
    if (!leaves)
        l->n_leaves = 0;
    return r->n || no_answers(s, e);
}

void reference_release(struct reference *r)
{
    buf_release(&r->text);
}
