#include "flow/schema.h"

#include "base/buf.h"
#include "base/mem.h"
#include "flow/rejects.h"
#include "model/model.h"
#include "text/num.h"

#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 120, MAX_NOTES = 64, MAX_NEAREST = 100 };

/* While a schema is being made. */
struct making {
    struct schema *s;
    const struct schema_wish *w;
    const struct model *m;
    struct arena *a;
    struct err *e;
    bool *taken;                /* [names.n] by --id, --keep, --ignore or --base-margin */
    uint32_t *source;           /* [columns of the model] column of the input, or
                                 * NO_COLUMN */
    uint32_t *margin;           /* [n_margins] columns with base margins */
    uint32_t n_margins;
    struct str *note;           /* [MAX_NOTES] */
    const struct str *field;    /* [names.n] the first record's */
    struct str *unused;         /* [names.n] names of columns that feed nothing; others
                                 * are empty */
};

static bool no_room(struct making *k)
{
    return err_set(k->e, ERR_MEMORY, "no room for the columns");
}

/* What was just said to be wrong: true when it is only one fault of several that someone
 * wants to hear of. */
static bool noted(struct making *k, enum header_fault what, struct str name,
                  uint32_t near)
{
    struct header_watch *w = k->w->watch;
    if (!w || k->e->kind != ERR_INPUT)
        return false;
    w->fault(w->self, what, name, near, k->e);
    *k->e = (struct err){ 0 };
    return true;
}

static struct str copy(struct making *k, struct str s)
{
    char *at = arena_copy(k->a, s.at, s.len);
    return (struct str){ at, at ? s.len : 0 };
}

static bool is_number(struct str s)
{
    double unused;
    return num_read_double(str_trim(s), &unused) != NUM_NOT_A_NUMBER;
}

/* ---- the names ---- */

/* Numbers, and words for missing between them: a row rather than a header. */
static bool looks_like_row(struct making *k, const struct str *name, uint32_t n)
{
    uint32_t numbers = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (is_number(name[i]))
            numbers++;
        else if (!word_set_has_number(k->s->plan.na, name[i]))
            return false;
    }
    return numbers > 0;
}

/* Is every name of the model one of these? */
static bool has_all_names(struct making *k)
{
    uint32_t count;
    for (uint32_t i = 0; i < k->m->n_columns; i++)
        if (names_find(&k->s->names, k->m->column[i].name, &count) == NO_COLUMN)
            return false;
    return true;
}

/* A record of one field: or is the delimiter another one? */
static bool is_one_column(struct making *k)
{
    static const struct { char c; const char *name, *flag; } others[] = {
        { ';', "semicolon", "';'" }, { '\t', "tab", "tab" },
        { '|', "vertical bar", "'|'" }, { ',', "comma", "," },
    };
    struct str name = k->field[0];
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].c == k->w->delimiter || !name.len
            || !memchr(name.at, others[i].c, name.len))
            continue;
        err_set(k->e, ERR_INPUT, "the %s is one column with a %s in it",
                k->w->has_header ? "header" : "first record", others[i].name);
        err_remedy(k->e, "if that is what separates the columns: -d %s", others[i].flag);
        if (k->w->watch)
            k->w->watch->delimiter = others[i].c;
        noted(k, HEADER_DELIMITER, STR(""), NO_COLUMN);
        return false;
    }
    return true;
}

static bool header_looks_right(struct making *k)
{
    const struct names *names = &k->s->names;
    if (looks_like_row(k, names->name, names->n)
        && !(k->m->has_names && has_all_names(k))) {
        err_set(k->e, ERR_INPUT, "the first line is nothing but numbers, where the names"
                " of the columns should be");
        err_remedy(k->e, "if there is no header line: --no-header%s; else put the names"
                   " into the first line", k->m->has_names && !k->m->names_made_up
                   ? " --columns NAME,.." : "");
        noted(k, HEADER_IS_ROW, STR(""), NO_COLUMN);
        return false;
    }
    return names->n > 1 || (k->m->has_names && has_all_names(k)) || is_one_column(k);
}

static bool name_fits(struct making *k, uint32_t i, struct str name)
{
    if (name.len <= NAME_MAX_BYTES)
        return true;
    err_set(k->e, ERR_INPUT, "the name of the %u%s column is longer than %d bytes", i + 1,
            ordinal_suffix(i + 1), NAME_MAX_BYTES);
    return noted(k, HEADER_NAME, STR(""), NO_COLUMN);
}

/* How many columns there are, by --columns.  A reject file has three more. */
static bool count_columns(struct making *k, const struct str *field, uint32_t n_given,
                          uint32_t *n)
{
    bool is_more = *n == n_given + REJECT_COLUMNS && rejects_tail(field, *n);
    if (*n == n_given || is_more)
        return true;
    if (*n == 1 && (k->w->watch || !k->w->first_may_be_bad) && !is_one_column(k))
        return false;
    if (!k->w->first_may_be_bad)
        return err_set(k->e, ERR_INPUT, "the record has %u fields, --columns names %u",
                       *n, n_given);
    *n = n_given;
    return true;
}

static struct str made_up(struct making *k, uint32_t i)
{
    char name[32];
    snprintf(name, sizeof name, "column_%u", i + 1);
    return copy(k, str_of(name));
}

/* From the header, from --columns, or made up. */
static struct str *get_names(struct making *k, const struct str *field, uint32_t *n)
{
    const struct str *given = NULL;
    uint32_t n_given = *n;
    bool has_tail = !k->w->has_header && *n >= k->m->n_columns + REJECT_COLUMNS
                 && rejects_tail(field, *n);

    if (!k->w->has_header && k->w->columns) {
        given = list_split(k->w->columns, "columns", &n_given, k->a, k->e);
        if (!given || !count_columns(k, field, n_given, n))
            return NULL;
        has_tail = *n > n_given;
    }
    struct str *name = NEW(k->a, struct str, *n);
    if (!name) {
        no_room(k);
        return NULL;
    }
    for (uint32_t i = 0; i < *n && !err_is_set(k->e); i++) {
        name[i] = has_tail && i + REJECT_COLUMNS >= *n
                ? rejects_column(i + REJECT_COLUMNS - *n)
                : given ? given[i] : k->w->has_header ? copy(k, field[i]) : made_up(k, i);
        name_fits(k, i, name[i]);
    }
    return err_is_set(k->e) ? NULL : name;
}

/* The columns FROM of --rename FROM=TO,.. get the name TO, all at once. */
static bool rename_columns(struct making *k, const struct str *old)
{
    uint32_t n;
    if (!k->w->rename)
        return true;
    const struct str *pair = list_split(k->w->rename, "rename", &n, k->a, k->e);
    struct str *name = NEW(k->a, struct str, k->s->names.n);
    if (!name)
        return no_room(k);
    memcpy(name, old, k->s->names.n * sizeof *old);
    for (uint32_t i = 0; pair && i < n; i++) {
        struct str to = pair[i], from = str_next(&to, '=');
        if (from.len == pair[i].len || !from.len || !to.len)
            return err_set(k->e, ERR_USAGE, "--rename wants FROM=TO,.., not \"%.*s\"",
                           (int)pair[i].len, pair[i].at);
        uint32_t column;
        if (names_one(&k->s->names, from, "rename", &column, k->e))
            name[column] = to;
        else if (!noted(k, HEADER_LIST, from, NO_COLUMN))
            return false;
    }
    return pair && names_init(&k->s->names, name, k->s->names.n, k->a, k->e);
}

static bool make_taken(struct making *k)
{
    k->taken = NEW(k->a, bool, k->s->names.n);
    return k->taken || no_room(k);
}

static bool make_names(struct making *k, const struct str *field, uint32_t n)
{
    struct str *name = get_names(k, field, &n);
    k->s->header = name;
    return name && names_init(&k->s->names, name, n, k->a, k->e)
        && rename_columns(k, name) && make_taken(k)
        && (!k->w->has_header || header_looks_right(k));
}

/* ---- columns that are no features ---- */

static bool take(struct making *k, const char *list, const char *flag, bool *also)
{
    uint32_t n, column;
    if (!list)
        return true;
    const struct str *piece = list_split(list, flag, &n, k->a, k->e);
    for (uint32_t i = 0; piece && i < n; i++) {
        if (names_one(&k->s->names, piece[i], flag, &column, k->e)) {
            k->taken[column] = true;
            if (also)
                also[column] = true;
        } else if (!noted(k, HEADER_LIST, piece[i], NO_COLUMN)) {
            return false;
        }
    }
    return piece != NULL;
}

/* What is expected of the model's columns, but those that it was told to ignore. */
static void take_expected(struct making *k, bool *also)
{
    uint32_t count;
    for (uint32_t i = 0; i < k->w->n_expected; i++) {
        uint32_t c = names_find(&k->s->names, k->w->expected[i], &count);
        if (c != NO_COLUMN && !k->taken[c])
            k->taken[c] = also[c] = true;
    }
}

/* --id, --keep and what is expected, in input order; --ignore comes first. */
static bool take_copied(struct making *k)
{
    uint32_t n = k->s->names.n, count = 0;
    bool *copied = NEW(k->a, bool, n);
    uint32_t *list = NEW(k->a, uint32_t, n);
    if (!copied || !list)
        return no_room(k);
    const char *keep = k->w->keep;
    bool all = keep && strcmp(keep, "all") == 0, none = keep && strcmp(keep, "none") == 0;
    if (!take(k, k->w->id, "id", copied)
        || (!all && !none && !take(k, keep, "keep", copied)))
        return false;
    take_expected(k, copied);
    for (uint32_t i = 0; i < n; i++)
        if (all || copied[i])
            list[count++] = i;
    k->s->copied = list;
    k->s->n_copied = count;
    return true;
}

static bool take_margins(struct making *k)
{
    if (!k->w->base_margin)
        return true;
    if (!k->m->takes_base_margin)
        return err_set(k->e, ERR_USAGE, "--base-margin is for XGBoost models, and this is"
                       " a %.*s model", (int)k->m->source_format.len,
                       k->m->source_format.at);
    const uint32_t *column = names_list(&k->s->names, k->w->base_margin, "base-margin",
                                        &k->n_margins, k->a, k->e);
    if (!column) {
        k->n_margins = 0;
        return noted(k, HEADER_LIST, STR(""), NO_COLUMN);
    }
    if (k->n_margins != k->m->margin.n)
        return err_set(k->e, ERR_USAGE, "--base-margin names %u column%s, the model has"
                       " %u output%s", k->n_margins, k->n_margins == 1 ? "" : "s",
                       k->m->margin.n, k->m->margin.n == 1 ? "" : "s");
    k->margin = NEW(k->a, uint32_t, k->n_margins);
    if (!k->margin)
        return no_room(k);
    memcpy(k->margin, column, k->n_margins * sizeof *column);
    for (uint32_t i = 0; i < k->n_margins; i++)
        k->taken[column[i]] = true;
    return true;
}

/* ---- features ---- */

/* The nearest name among the columns that feed nothing yet. */
static uint32_t nearest_unused(struct making *k, struct str name)
{
    uint32_t n = k->s->names.n;
    if (!k->unused) {
        k->unused = NEW(k->a, struct str, n);
        if (!k->unused)
            return NO_COLUMN;
        memcpy(k->unused, k->s->names.name, n * sizeof *k->unused);
        for (uint32_t i = 0; i < k->m->n_columns; i++)
            if (k->source[i] != NO_COLUMN)
                k->unused[k->source[i]] = STR("");
    }
    size_t at = str_nearest(name, k->unused, n);
    return at < n && k->unused[at].len ? (uint32_t)at : NO_COLUMN;
}

static void fail_missing(struct making *k, uint32_t i, uint32_t n_missing, uint32_t c)
{
    char name[SHOWN], near[SHOWN], more[40] = "";
    str_show(name, sizeof name, k->m->column[i].name, 100);
    if (n_missing > 1)
        snprintf(more, sizeof more, " (nor %s %u other%s)", n_missing == 2 ? "is" : "are",
                 n_missing - 1, n_missing == 2 ? "" : "s");
    err_set(k->e, ERR_INPUT, "the model needs column \"%s\", which is not in the"
            " header%s", name, more);
    if (c == NO_COLUMN) {
        err_remedy(k->e, "to score it as missing: --missing-column na");
        return;
    }
    struct buf pair = { 0 };
    buf_add_str(&pair, k->s->names.name[c]);
    buf_add_char(&pair, '=');
    buf_add_str(&pair, k->m->column[i].name);
    str_show(near, sizeof near, k->s->names.name[c], 100);
    str_shell(name, sizeof name, buf_str(&pair), 100);
    err_remedy(k->e, "did you mean \"%s\" (%u%s)? --rename %s; as missing:"
               " --missing-column na", near, c + 1, ordinal_suffix(c + 1), name);
    buf_release(&pair);
}

/* Each of them, with a name of the header that is not offered twice. */
static void note_each_missing(struct making *k)
{
    for (uint32_t i = 0, n = 0; i < k->m->n_columns; i++) {
        struct str name = k->m->column[i].name;
        if (k->source[i] != NO_COLUMN)
            continue;
        uint32_t c = n++ < MAX_NEAREST ? nearest_unused(k, name) : NO_COLUMN;
        fail_missing(k, i, 1, c);
        noted(k, HEADER_MISSING, name, c);
        if (c != NO_COLUMN)
            k->unused[c] = STR("");
    }
}

/* The next column of the same name as column c. */
static uint32_t next_of_name(struct making *k, uint32_t c)
{
    const struct names *names = &k->s->names;
    for (uint32_t next = c + 1; next < names->n; next++)
        if (str_eq(names->name[next], names->name[c]))
            return next;
    return c;
}

static void note_missing(struct making *k, uint32_t first, uint32_t n)
{
    char name[SHOWN];
    struct buf b = { 0 };
    str_show(name, sizeof name, k->m->column[first].name, 100);
    if (n == 1)
        buf_addf(&b, "column \"%s\" is not in the header; it is taken as missing", name);
    else
        buf_addf(&b, "%u of the model's %u columns are not in the header, \"%s\" is the"
                 " first; they are taken as missing", n, k->m->n_columns, name);
    k->note[k->s->n_notes++] = copy(k, buf_str(&b));
    buf_release(&b);
}

/* Does the model itself name the second of such columns as pandas does, "p.1"?  Then its
 * "p" is the first. */
static bool has_name_of_second(struct making *k, struct str name)
{
    for (uint32_t i = 0; i < k->m->n_columns; i++) {
        struct str other = k->m->column[i].name;
        if (other.len == name.len + 2 && str_starts(other, name)
            && str_eq(str_from(other, name.len), STR(".1")))
            return true;
    }
    return false;
}

static bool match_by_name(struct making *k)
{
    uint32_t n_missing = 0, first_missing = 0, count;
    for (uint32_t i = 0; i < k->m->n_columns; i++) {
        struct str name = k->m->column[i].name;
        uint32_t c = names_find(&k->s->names, name, &count);
        if (c == NO_COLUMN && k->m->names_blank_is_underscore)
            c = names_find_blanks(&k->s->names, name, &count);
        if (count > 1 && !has_name_of_second(k, name)) {
            char shown[SHOWN];
            str_show(shown, sizeof shown, name, 100);
            err_set(k->e, ERR_INPUT, "column \"%s\", which the model needs, is %u times"
                    " in the header", shown, count);
            err_remedy(k->e, "rename the one that is not meant, by its number: --rename"
                       " '#%u=OTHER'", next_of_name(k, c) + 1);
            if (!noted(k, HEADER_DOUBLE, name, c))
                return false;
        }
        k->source[i] = c;
        if (c == NO_COLUMN) {
            first_missing = n_missing ? first_missing : i;
            n_missing++;
        }
    }
    if (n_missing && !k->w->missing_column_is_na && k->w->watch)
        note_each_missing(k);
    else if (n_missing && !k->w->missing_column_is_na)
        fail_missing(k, first_missing, n_missing,
                     nearest_unused(k, k->m->column[first_missing].name));
    else if (n_missing)
        note_missing(k, first_missing, n_missing);
    return !err_is_set(k->e);
}

/* One of the last three, when those are what a reject file ends with. */
static bool is_of_rejects(struct making *k, uint32_t c)
{
    uint32_t n = k->s->names.n;
    if (n <= REJECT_COLUMNS || c + REJECT_COLUMNS < n)
        return false;
    for (uint32_t i = 0; i < REJECT_COLUMNS; i++)
        if (!str_eq(k->s->header[n - REJECT_COLUMNS + i], rejects_column(i)))
            return false;
    return true;
}

static bool match_by_position(struct making *k)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < k->s->names.n; c++)
        if (!k->taken[c] && !is_of_rejects(k, c)) {
            if (n < k->m->n_columns)
                k->source[n] = c;
            n++;
        }
    if (n == k->m->n_columns || (k->s->names.n == 1 && !is_one_column(k)))
        return n == k->m->n_columns;
    err_set(k->e, ERR_INPUT, "the model has no names for its %u features, and %u"
            " column%s to feed them", k->m->n_columns, n,
            n == 1 ? " is there" : "s are there");
    err_remedy(k->e, n > k->m->n_columns
               ? "name those that are no features: --ignore COL,.."
               : "a column of the training data is not in this file, or a flag such"
                 " as --ignore names it");
    noted(k, HEADER_COUNT, STR(""), NO_COLUMN);
    return false;
}

static bool match(struct making *k)
{
    bool has_input_names = k->w->has_header || k->w->columns;
    k->source = NEW(k->a, uint32_t, k->m->n_columns);
    if (!k->source)
        return no_room(k);
    if (!k->m->has_names
        || (k->m->names_made_up && !(has_input_names && has_all_names(k))))
        return match_by_position(k);
    if (!has_input_names) {
        err_set(k->e, ERR_USAGE, "without a header the columns have no names, and the"
                " model asks for them by name");
        err_remedy(k->e, "name them in their order: --columns A,B,..");
        return false;
    }
    return match_by_name(k);
}

/* ---- the plan ---- */

static const struct cell_dict *make_dict(struct making *k, const struct column *column)
{
    char word[SHOWN], name[SHOWN];
    for (uint32_t v = 0; v < column->n_values; v++) {
        const struct value *value = &column->value[v];
        if (value->kind != VALUE_TEXT || !word_set_has(k->s->plan.na, value->text)
            || k->s->n_notes == MAX_NOTES)
            continue;
        str_show(word, sizeof word, value->text, 60);
        str_show(name, sizeof name, column->name, 60);
        struct buf b = { 0 };
        buf_addf(&b, "column \"%s\": the model knows the category \"%s\", which is read"
                 " as missing here (--na says which words are)", name, word);
        k->note[k->s->n_notes++] = copy(k, buf_str(&b));
        buf_release(&b);
    }
    return cell_dict_new(k->a, column->value, column->n_values);
}

static bool add_target(struct making *k, struct cell_target *t, uint32_t i)
{
    const struct column *column = &k->m->column[i];
    *t = (struct cell_target){ .column = k->source[i], .slot = i, .kind = CELL_NUMBER };
    if (column->type != COLUMN_CATEGORY)
        return true;
    t->kind = CELL_CATEGORY;
    t->unseen_is_error = k->w->unseen == UNSEEN_AS_TRAINED ? column->unseen_is_error
                                                           : k->w->unseen == UNSEEN_ERROR;
    t->dict = make_dict(k, column);
    return t->dict || no_room(k);
}

static int by_column(const void *a, const void *b)
{
    const struct cell_target *x = a, *y = b;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->slot > y->slot) - (x->slot < y->slot);
}

static bool make_plan(struct making *k)
{
    struct cell_plan *plan = &k->s->plan;
    uint32_t F = k->m->n_columns, n = 0, n_absent = 0;
    struct cell_target *target = NEW(k->a, struct cell_target, F + k->n_margins);
    uint32_t *absent = NEW(k->a, uint32_t, F);
    uint32_t *column = NEW(k->a, uint32_t, F + k->n_margins);
    if (!target || !absent || !column)
        return no_room(k);
    for (uint32_t i = 0; i < F; i++)
        if (k->source[i] == NO_COLUMN)
            absent[n_absent++] = i;
        else if (!add_target(k, &target[n++], i))
            return false;
    for (uint32_t i = 0; i < k->n_margins; i++)
        target[n++] = (struct cell_target){ .column = k->margin[i],
            .slot = k->m->n_slots + i, .kind = CELL_MARGIN };
    qsort(target, n, sizeof *target, by_column);
    for (uint32_t i = 0; i < n; i++)
        column[i] = target[i].kind == CELL_MARGIN ? NO_COLUMN : target[i].slot;
    plan->target = target;
    plan->n_targets = n;
    plan->n_columns = k->s->names.n;
    plan->absent = absent;
    plan->n_absent = n_absent;
    k->s->target_column = column;
    return true;
}

static bool make_na(struct making *k)
{
    k->s->plan.na = k->w->na ? word_set_new(k->a, str_of(k->w->na))
                             : word_set_pandas(k->a);
    return k->s->plan.na || no_room(k);
}

bool schema_init(struct schema *s, const struct schema_wish *w, const struct model *m,
                 const struct str *field, uint32_t n, struct arena *a, struct err *e)
{
    struct making k = { .s = s, .w = w, .m = m, .a = a, .e = e, .field = field };
    *s = (struct schema){ 0 };
    k.taken = NEW(a, bool, n);
    k.note = NEW(a, struct str, MAX_NOTES);
    s->note = k.note;
    if (!k.taken || !k.note)
        return no_room(&k);
    bool ok = make_na(&k) && make_names(&k, field, n)
           && take(&k, w->ignore, "ignore", NULL) && take_copied(&k) && take_margins(&k)
           && match(&k) && make_plan(&k);
    return ok && (!arena_failed(a) || no_room(&k));
}
