#include "flow/tally.h"

#include "base/mem.h"
#include "flow/findings.h"
#include "model/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Places are a power of two, and more than twice the names. */
enum { NAME_BYTES = 48, PLACES = 1 << 16, CELL_SHOWN = 40, MAX_OTHERS = 16, TEXT = 120 };

/* A category that the model does not list: told apart by its first bytes, its length and
 * a hash of the rest. */
struct name {
    uint32_t target;
    uint32_t len, kept;         /* of the cell; of these, in `text` */
    uint64_t hash, count;
    char text[NAME_BYTES];
};

/* Cells of one column that are bad for one reason. */
struct bad {
    enum reason why;
    uint64_t count, line;       /* line of the first */
    char cell[NAME_BYTES];      /* the first one's start */
    uint32_t len;               /* of the whole of it */
    uint64_t hash;
    bool alike;                 /* all are as the first */
    uint64_t commas;            /* with a decimal comma */
    uint64_t other[MAX_OTHERS]; /* by place in tally.category: its list has the cell */
    struct bad *next;
};

struct tally_column {
    uint64_t missing, unseen;
    uint64_t missing_line, unseen_line;     /* of the first */
    uint64_t blanks, latin1;    /* unseen, but for blanks around it, or its encoding */
    uint32_t names;             /* of tally.name */
    struct bad *bad;
};

struct tally {
    const struct schema *schema;
    const struct model *model;
    const char *na;
    bool named;
    struct arena *arena;
    struct tally_column *column;        /* [n_targets] */
    uint32_t category[MAX_OTHERS], n_categories;        /* targets with a list */
    struct name *name;          /* [TALLY_NAMES] once there is one */
    uint32_t *place;            /* [PLACES] index into name + 1; 0: free */
    uint32_t n_names;
};

struct tally *tally_new(const struct schema *s, const struct model *m, const char *na,
                        bool named, struct arena *a, struct err *e)
{
    struct tally *t = NEW(a, struct tally, 1);
    struct tally_column *column = NEW(a, struct tally_column, s->plan.n_targets);
    if (!t || !column) {
        err_set(e, ERR_MEMORY, "no room to count %u columns", s->plan.n_targets);
        return NULL;
    }
    *t = (struct tally){ .schema = s, .model = m, .na = na, .named = named, .arena = a,
                         .column = column };
    for (uint32_t i = 0; i < s->plan.n_targets && t->n_categories < MAX_OTHERS; i++)
        if (s->plan.target[i].kind == CELL_CATEGORY)
            t->category[t->n_categories++] = i;
    return t;
}

/* ---- counting ---- */

uint64_t line_at(const struct lines *l, const char *at)
{
    uint64_t line = l->first;
    const char *from = l->text;
    while (from < at && (from = memchr(from, '\n', (size_t)(at - from)))) {
        line++;
        from++;
    }
    return line;
}

static uint64_t hash_of(struct str s, uint32_t target)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ target;
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * UINT64_C(0x100000001b3);
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    return h ^ h >> 29;
}

static uint32_t keep(char *to, struct str s)
{
    size_t n = s.len < NAME_BYTES ? s.len : NAME_BYTES;
    if (n)
        memcpy(to, s.at, n);
    return (uint32_t)n;
}

/* Where the name is, or the free place where it would be; a full table has both. */
static uint32_t *find_place(struct tally *t, uint32_t target, struct str s, uint64_t hash)
{
    size_t i = hash % PLACES;
    for (; t->place[i]; i = (i + 1) % PLACES) {
        const struct name *n = &t->name[t->place[i] - 1];
        if (n->hash == hash && n->target == target && n->len == s.len
            && str_eq((struct str){ n->text, n->kept }, str_first(s, n->kept)))
            break;
    }
    return &t->place[i];
}

/* There is no room for more names of this target. */
static bool is_full(const struct tally *t, uint32_t target)
{
    return t->n_names == TALLY_NAMES || t->column[target].names == TALLY_NAMES_OF_ONE;
}

static void count_name(struct tally *t, uint32_t target, struct str s)
{
    if (!t->name) {
        struct name *name = NEW(t->arena, struct name, TALLY_NAMES);
        t->place = name ? NEW(t->arena, uint32_t, PLACES) : NULL;
        if (!t->place)
            return;             /* the arena remembers it */
        t->name = name;
    }
    uint64_t hash = hash_of(s, target);
    uint32_t *place = find_place(t, target, s, hash);
    if (!*place) {
        if (is_full(t, target))
            return;
        struct name *n = &t->name[t->n_names];
        *n = (struct name){ .target = target, .len = (uint32_t)s.len, .hash = hash };
        n->kept = keep(n->text, s);
        *place = ++t->n_names;
        t->column[target].names++;
    }
    t->name[*place - 1].count++;
}

static void count_unseen(struct tally *t, uint32_t i, struct str s, const struct lines *l,
                         const char *at)
{
    struct tally_column *c = &t->column[i];
    const struct cell_dict *dict = t->schema->plan.target[i].dict;
    struct str trimmed = str_trim(s);
    char converted[256];
    size_t n = str_latin1(converted, sizeof converted, s);
    if (!c->unseen++)
        c->unseen_line = line_at(l, at);
    if (trimmed.len != s.len && cell_dict_find(dict, trimmed) >= 0)
        c->blanks++;
    else if (n && cell_dict_find(dict, (struct str){ converted, n }) >= 0)
        c->latin1++;
    count_name(t, i, s);
}

/* "1,5" or "1.234,5". */
static bool has_decimal_comma(struct str s)
{
    size_t commas = 0, digits = 0;
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        digits += c >= '0' && c <= '9';
        commas += c == ',';
        if (!(c >= '0' && c <= '9') && c != ',' && c != '.' && !(i == 0 && c == '-'))
            return false;
    }
    return digits && commas == 1;
}

static struct bad *bad_of(struct tally *t, uint32_t i, enum reason why)
{
    struct bad *b = t->column[i].bad;
    while (b && b->why != why)
        b = b->next;
    if (!b && (b = NEW(t->arena, struct bad, 1))) {
        *b = (struct bad){ .why = why, .alike = true, .next = t->column[i].bad };
        t->column[i].bad = b;
    }
    return b;
}

static void count_bad(struct tally *t, uint32_t i, enum reason why, struct str s,
                      const struct lines *l, const char *at)
{
    struct bad *b = bad_of(t, i, why);
    if (!b)
        return;                 /* the arena remembers it */
    uint64_t hash = hash_of(s, 0);
    if (!b->count++) {
        b->line = line_at(l, at);
        b->len = (uint32_t)s.len;
        b->hash = hash;
        keep(b->cell, s);
    }
    b->alike = b->alike && hash == b->hash;
    if (why != REASON_NOT_A_NUMBER)
        return;
    b->commas += has_decimal_comma(s);
    for (uint32_t o = 0; o < t->n_categories; o++) {
        const struct cell_target *other = &t->schema->plan.target[t->category[o]];
        b->other[o] += cell_dict_find(other->dict, s) >= 0;
    }
}

void tally_record(struct tally *t, const struct cell *cell, const struct lines *l)
{
    const struct cell_plan *p = &t->schema->plan;
    for (uint32_t i = 0; i < p->n_targets; i++) {
        const struct cell_target *target = &p->target[i];
        const struct cell *c = &cell[target->column];
        struct tally_column *sum = &t->column[i];
        double value;
        enum reason why = cell_convert(p, target, c->text, &value);
        bool word = target->kind == CELL_CATEGORY && isnan(value)
                 && !word_set_has(p->na, c->text);
        if (why == REASON_UNKNOWN || (why == REASON_NONE && word))
            count_unseen(t, i, c->text, l, c->raw.at);
        else if (why != REASON_NONE)
            count_bad(t, i, why, c->text, l, c->raw.at);
        else if (isnan(value) && !sum->missing++)
            sum->missing_line = line_at(l, c->raw.at);
    }
}

/* ---- reporting ---- */

/* A column's report while it is written. */
struct page {
    struct tally *t;
    struct findings *f;
    uint64_t records;
    uint32_t i;                 /* target */
    char who[TEXT + 40];        /* column "x" (3rd) */
    char where[100];            /* in 3 of 20 rows, the first in line 7 */
    struct finding it;
};

static void where(struct page *g, uint64_t n, uint64_t line)
{
    unsigned long long rows = n, of = g->records;
    double percent = 100 * (double)n / (double)g->records;
    char share[32] = "<0.01%";
    if (percent >= 0.01)
        snprintf(share, sizeof share, "%.2f%%", percent);
    if (n == g->records && n > 1)
        snprintf(g->where, sizeof g->where, "in all %llu rows", rows);
    else if (n == g->records)
        snprintf(g->where, sizeof g->where, "in the only row, line %llu",
                 (unsigned long long)line);
    else
        snprintf(g->where, sizeof g->where, "in %llu of %llu rows (%s), %sline %llu",
                 rows, of, share, n == 1 ? "" : "first ", (unsigned long long)line);
    g->it.count = n;
    g->it.line = line;
}

/* `text` is the start of a cell of `len` bytes, and not shorter than what is shown. */
static void show_cell(struct page *g, const char *text, uint32_t len)
{
    char shown[TEXT * 2];
    str_show(shown, sizeof shown, (struct str){ text, len }, CELL_SHOWN);
    g->it.cell = findings_text(g->f, "%s", shown);
}

/* May it be typed between quotes, in a list? */
static bool is_plain(const char *s, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 || c > 0x7E || strchr("'\",\\", c))
            return false;
    }
    return len > 0;
}

/* The category column whose list has these cells, or NO_COLUMN. */
static uint32_t column_of_cells(const struct tally *t, const struct bad *b)
{
    for (uint32_t o = 0; o < t->n_categories; o++)
        if (b->other[o] == b->count)
            return t->schema->plan.target[t->category[o]].slot;
    return NO_COLUMN;
}

static struct str remedy_of_bad(struct page *g, const struct bad *b)
{
    char name[TEXT];
    uint32_t other = column_of_cells(g->t, b);
    const char *na = g->t->na ? g->t->na : ",NA,NULL,nan";
    if (b->why != REASON_NOT_A_NUMBER)
        return str_of(reason_remedy(b->why));
    if (other != NO_COLUMN) {
        str_show(name, sizeof name, g->t->model->column[other].name, 60);
        return findings_text(g->f, "such cells are categories of \"%s\"; are the columns"
                             " in another order? %s", name, g->t->named
                             ? "see the header" : "name them in their order: --columns");
    }
    if (b->commas == b->count)
        return STR("a number has a decimal point, not a comma; where no comma separates"
                   " fields: tr , . <FILE");
    if (b->alike && b->len <= CELL_SHOWN && !strchr(na, '\'')
        && is_plain(b->cell, b->len))
        return findings_text(g->f, "if that means missing, a list of all such words:"
                             " --na '%s,%.*s'", na, (int)b->len, b->cell);
    return str_of(reason_remedy(b->why));
}

static void report_bad(struct page *g, const struct bad *b)
{
    g->it = (struct finding){ .is_fault = true, .kind = reason_json(b->why),
                              .column = g->it.column, .number = g->it.number };
    where(g, b->count, b->line);
    show_cell(g, b->cell, b->len);
    g->it.text = findings_text(g->f, "%s: \"%.*s\"%s %s, %s", g->who,
                               (int)g->it.cell.len, g->it.cell.at,
                               b->alike ? "" : " (and others)", reason_text(b->why),
                               g->where);
    g->it.remedy = remedy_of_bad(g, b);
    findings_add(g->f, g->it);
}

static int by_count(const void *a, const void *b)
{
    const struct name *x = *(const struct name *const *)a;
    const struct name *y = *(const struct name *const *)b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x > y) - (x < y);   /* what came first */
}

/* The most frequent names of a target, and a list of them. */
static struct str list_names(struct page *g)
{
    struct tally *t = g->t;
    uint32_t n = 0, all = t->column[g->i].names;
    const struct name **name = mem_grow(NULL, all + 1, sizeof *name);
    uint32_t shown = all < TALLY_SHOWN ? all : TALLY_SHOWN;
    struct unseen_value *value = NEW(g->f->arena, struct unseen_value, shown);
    struct buf b = { 0 };
    for (uint32_t i = 0; name && i < t->n_names; i++)
        if (t->name[i].target == g->i)
            name[n++] = &t->name[i];
    if (n)
        qsort(name, n, sizeof *name, by_count);
    for (uint32_t i = 0; value && n && i < shown; i++) {
        show_cell(g, name[i]->text, name[i]->len);
        value[i] = (struct unseen_value){ g->it.cell, name[i]->count };
        buf_addf(&b, "%s\"%.*s\" %llu", i ? ", " : "", (int)g->it.cell.len, g->it.cell.at,
                 (unsigned long long)name[i]->count);
    }
    if (all > shown)
        buf_addf(&b, " and %s%u more", is_full(t, g->i) ? "at least " : "", all - shown);
    g->it.unseen = value;
    g->it.n_unseen = value && n ? shown : 0;
    g->it.n_distinct = all;
    g->f->failed = g->f->failed || !name || buf_failed(&b);
    struct str list = buf_failed(&b) ? STR("") : findings_copy(g->f, buf_str(&b));
    buf_release(&b);
    mem_free(name);
    return list;
}

static struct str remedy_of_unseen(const struct tally_column *c, bool is_fault)
{
    if (c->latin1 == c->unseen)
        return STR("these are known, in another encoding: iconv -f ISO-8859-1 -t UTF-8"
                   " FILE");
    if (c->blanks == c->unseen)
        return STR("these are known without the blanks around them; categories keep"
                   " their blanks");
    return is_fault ? STR("as missing: --unseen na") : STR("");
}

static void report_unseen(struct page *g)
{
    const struct tally_column *c = &g->t->column[g->i];
    bool is_fault = g->t->schema->plan.target[g->i].unseen_is_error;
    g->it = (struct finding){ .is_fault = is_fault, .kind = "unseen_category",
                              .column = g->it.column, .number = g->it.number };
    where(g, c->unseen, c->unseen_line);
    struct str list = list_names(g);
    g->it.cell = g->it.n_unseen ? g->it.unseen[0].shown : STR("");
    g->it.text = findings_text(g->f, "%s: categor%s that the model does not know, %s%s:"
                               " %.*s", g->who, g->it.n_distinct == 1 ? "y" : "ies",
                               is_fault ? "" : "taken as missing, ", g->where,
                               (int)list.len, list.at);
    g->it.remedy = remedy_of_unseen(c, is_fault);
    findings_add(g->f, g->it);
}

static void report_missing(struct page *g)
{
    const struct tally_column *c = &g->t->column[g->i];
    g->it = (struct finding){ .kind = "missing", .column = g->it.column,
                              .number = g->it.number };
    where(g, c->missing, c->missing_line);
    g->it.text = findings_text(g->f, "%s: missing %s", g->who, g->where);
    findings_add(g->f, g->it);
}

void tally_report(struct tally *t, uint64_t records, struct findings *f)
{
    for (uint32_t i = 0; i < t->schema->plan.n_targets; i++) {
        const struct tally_column *c = &t->column[i];
        struct page g = { .t = t, .f = f, .records = records, .i = i };
        uint32_t column = t->schema->plan.target[i].column;
        char name[TEXT];
        if (!c->missing && !c->unseen && !c->bad)
            continue;
        g.it.column = t->schema->names.name[column];
        g.it.number = column + 1;
        str_show(name, sizeof name, g.it.column, 100);
        snprintf(g.who, sizeof g.who, "column \"%s\" (%u%s)", name, column + 1,
                 ordinal_suffix(column + 1));
        for (const struct bad *b = c->bad; b; b = b->next)
            report_bad(&g, b);
        if (c->unseen)
            report_unseen(&g);
        if (c->missing)
            report_missing(&g);
    }
    f->failed = f->failed || arena_failed(t->arena);
}
