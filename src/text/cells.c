/* cells.c - from cells to numbers: the categories of a column, and the row. */
#include "text/cells.h"

#include "base/mem.h"
#include "text/num.h"

#include <math.h>

enum { NUMBER_MAX_BYTES = 4096 };

/* An open hash table; never more than half full, so a search ends. */
struct cell_dict {
    const struct value *category;    /* [n] */
    uint32_t *place;                    /* [mask + 1] a code + 1, or 0: free */
    size_t mask;
    bool has[3];                        /* by value_kind */
};

static bool read_bool(struct str cell, double *out)
{
    if (cell.len == 4)
        *out = 1;
    else if (cell.len == 5)
        *out = 0;
    else
        return false;
    return str_eq(cell, STR("True")) || str_eq(cell, STR("TRUE"))
        || str_eq(cell, STR("true")) || str_eq(cell, STR("False"))
        || str_eq(cell, STR("FALSE")) || str_eq(cell, STR("false"));
}

/* FNV-1a. */
static uint64_t hash_text(struct str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * UINT64_C(0x100000001b3);
    return h ^ h >> 32;
}

static uint64_t hash_number(double number)
{
    double one_zero = number == 0 ? 0 : number;
    uint64_t bits;

    memcpy(&bits, &one_zero, sizeof bits);
    bits *= UINT64_C(0x9e3779b97f4a7c15);
    return bits ^ bits >> 32;
}

static bool same(struct value a, struct value b)
{
    if (a.kind != b.kind)
        return false;
    return a.kind == VALUE_TEXT ? str_eq(a.text, b.text) : a.number == b.number;
}

/* Where this category stands, or the free place where it would. */
static uint32_t *find_place(const struct cell_dict *d, struct value key)
{
    uint64_t hash = key.kind == VALUE_TEXT ? hash_text(key.text)
                                           : hash_number(key.number);
    size_t i = hash & d->mask;

    while (d->place[i] && !same(d->category[d->place[i] - 1], key))
        i = (i + 1) & d->mask;
    return &d->place[i];
}

static void fill_places(struct cell_dict *d, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct value c = d->category[i];
        if (c.kind != VALUE_TEXT && isnan(c.number))
            continue;                   /* equal to nothing: no cell is it */
        uint32_t *place = find_place(d, c);
        if (!*place)
            *place = i + 1;
        d->has[c.kind] = true;
    }
}

/* The categories with their texts, in the arena. */
static struct value *copy_categories(struct arena *a, const struct value *from,
                                     uint32_t n)
{
    struct value *to = NEW(a, struct value, n);
    size_t len = 0;

    for (uint32_t i = 0; i < n; i++)
        len += from[i].kind == VALUE_TEXT ? from[i].text.len : 0;
    char *text = NEW(a, char, len);
    if (!to || !text)
        return NULL;

    for (uint32_t i = 0; i < n; i++) {
        to[i] = from[i];
        if (from[i].kind != VALUE_TEXT)
            continue;
        to[i].text.at = text;
        if (from[i].text.len)
            memcpy(text, from[i].text.at, from[i].text.len);
        text += from[i].text.len;
    }
    return to;
}

const struct cell_dict *cell_dict_new(struct arena *a, const struct value *category,
                                      uint32_t n)
{
    struct cell_dict *d = NEW(a, struct cell_dict, 1);
    size_t places = 2;

    while (places / 2 < n)
        places *= 2;
    uint32_t *place = NEW(a, uint32_t, places);
    struct value *copy = copy_categories(a, category, n);
    if (!d || !place || !copy)
        return NULL;

    *d = (struct cell_dict){ .category = copy, .place = place, .mask = places - 1 };
    fill_places(d, n);
    return d;
}

/* The code of `key`, when it comes before `best` (-1: none yet). */
static int64_t first_of(int64_t best, const struct cell_dict *d, struct value key)
{
    int64_t code = (int64_t)*find_place(d, key) - 1;

    return code >= 0 && (best < 0 || code < best) ? code : best;
}

int64_t cell_dict_find(const struct cell_dict *d, struct str cell)
{
    struct str trimmed = str_trim(cell);
    struct value key = { .kind = VALUE_TEXT, .text = cell };
    int64_t best = -1;

    if (d->has[key.kind])
        best = first_of(best, d, key);
    key.kind = VALUE_BOOL;
    if (d->has[key.kind] && read_bool(cell, &key.number))
        best = first_of(best, d, key);
    key.kind = VALUE_NUMBER;
    if (d->has[key.kind] && trimmed.len <= NUMBER_MAX_BYTES
        && num_read_double(trimmed, &key.number) == NUM_OK)
        best = first_of(best, d, key);
    return best;
}

static enum reason read_number(struct str cell, double *out)
{
    if (cell.len > NUMBER_MAX_BYTES)
        return REASON_TOO_LONG;
    switch (num_read_double(cell, out)) {
    case NUM_OK:
        return REASON_NONE;
    case NUM_OUT_OF_RANGE:
        return REASON_OUT_OF_RANGE;
    case NUM_NOT_A_NUMBER:
        break;
    }
    return read_bool(cell, out) ? REASON_NONE : REASON_NOT_A_NUMBER;
}

static enum reason convert_category(const struct cell_plan *p,
                                    const struct cell_target *t, struct str cell,
                                    double *out)
{
    *out = NAN;
    if (word_set_has(p->na, cell))
        return REASON_NONE;
    int64_t code = cell_dict_find(t->dict, cell);
    if (code >= 0)
        *out = (double)code;
    else if (t->unseen_is_error)
        return REASON_UNKNOWN;
    return REASON_NONE;
}

static enum reason convert_number(const struct cell_plan *p, const struct cell_target *t,
                                  struct str cell, double *out)
{
    if (!word_set_has_number(p->na, cell))
        return read_number(str_trim(cell), out);
    *out = NAN;
    return t->kind == CELL_MARGIN ? REASON_NO_VALUE : REASON_NONE;
}

enum reason cell_convert(const struct cell_plan *p, const struct cell_target *t,
                         struct str cell, double *out)
{
    return t->kind == CELL_CATEGORY ? convert_category(p, t, cell, out)
                                    : convert_number(p, t, cell, out);
}

/* What the NaN of a row came from. */
static void count_missing(const struct cell_plan *p, const struct cell *cell,
                          const double *row, size_t stride,
                          const struct cell_counts *counts)
{
    for (uint32_t i = 0; i < p->n_targets; i++) {
        const struct cell_target *t = &p->target[i];
        if (!isnan(row[t->slot * stride]))
            continue;
        if (t->kind == CELL_CATEGORY && !word_set_has(p->na, cell[t->column].text))
            counts->unseen[i]++;
        else
            counts->missing[i]++;
    }
}

enum reason cells_convert(const struct cell_plan *p, const struct cell *cell, uint32_t n,
                          double *x, size_t stride, size_t r,
                          const struct cell_counts *counts, uint32_t *column)
{
    double *row = x + r;        /* slot s is row[s * stride] */
    bool missing = false;

    *column = UINT32_MAX;
    if (n != p->n_columns)
        return REASON_RAGGED;
    for (uint32_t i = 0; i < p->n_targets; i++) {
        const struct cell_target *t = &p->target[i];
        double *out = &row[t->slot * stride];
        enum reason why = cell_convert(p, t, cell[t->column].text, out);
        if (why != REASON_NONE) {
            *column = t->column;
            return why;
        }
        missing = missing || isnan(*out);
    }
    for (uint32_t i = 0; i < p->n_absent; i++)
        row[p->absent[i] * stride] = NAN;
    if (missing && counts)
        count_missing(p, cell, row, stride, counts);
    return REASON_NONE;
}
