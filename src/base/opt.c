#include "base/opt.h"

enum { HELP_COLUMN = 30 };

/* The arguments while they are read. */
struct reading {
    const struct opt_table *table;
    int argc, at;
    char **argv;
    char *values;
    struct err *err;
};

void opt_name(char out[OPT_NAME_ROOM], const struct opt *o, enum opt_from from)
{
    const bool variable = from == OPT_OF_ENVIRONMENT;
    const char *before = variable ? "ROWMILL_" : from == OPT_OF_FILE ? "" : "--";
    size_t n = strlen(before);
    memcpy(out, before, n);
    for (const char *c = o->name; *c && n + 1 < OPT_NAME_ROOM; c++)
        out[n++] = !variable ? *c : *c == '-' ? '_' : *c >= 'a' && *c <= 'z'
                 ? (char)(*c - 'a' + 'A') : *c;
    out[n] = 0;
}

const struct opt *opt_find(const struct opt_table *t, struct str name)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(name, str_of(t->opt[i].name)))
            return &t->opt[i];
    return NULL;
}

const struct opt *opt_nearest(const struct opt_table *t, struct str name)
{
    struct str names[OPT_MOST_FLAGS] = { { 0 } };
    size_t n = t->n < OPT_MOST_FLAGS ? t->n : OPT_MOST_FLAGS;
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(t->opt[i].name);
    size_t near = str_nearest(name, names, n);
    return near < n ? &t->opt[near] : NULL;
}

/* NULL: nobody asks. */
static char *place_of_source(const struct opt_table *t, const struct opt *o, char *values)
{
    return t->sources
         ? values + t->sources + (size_t)(o - t->opt) * sizeof(struct opt_source) : NULL;
}

struct opt_source opt_source(const struct opt_table *t, const struct opt *o,
                             const void *values)
{
    struct opt_source s = { 0 };
    if (t->sources)
        memcpy(&s, (const char *)values + t->sources + (size_t)(o - t->opt) * sizeof s,
               sizeof s);
    return s;
}

static bool unknown_flag(struct reading *r, struct str name)
{
    char shown[80];
    const struct opt *near = opt_nearest(r->table, name);
    str_show(shown, sizeof shown, name, 60);
    err_set(r->err, ERR_USAGE, "there is no flag --%s", shown);
    if (near)
        err_remedy(r->err, "did you mean --%s?", near->name);
    else
        err_remedy(r->err, "`rowmill %s --help` lists them", r->table->verb);
    return false;
}

/* ---- one value ---- */

/* A value on its way: checked first, stored then. */
struct setting {
    const struct opt *opt;
    const char *value;
    struct opt_source source;
    struct err *err;
};

static bool bad_value(const struct setting *s, const char *want)
{
    char shown[80], name[OPT_NAME_ROOM];
    const bool of_file = s->source.from == OPT_OF_FILE;
    opt_name(name, s->opt, s->source.from);
    str_show(shown, sizeof shown, str_of(s->value), 60);
    err_set(s->err, of_file ? ERR_MODEL : ERR_USAGE, "%s wants %s, not \"%s\"", name,
            want, shown);
    if (of_file)
        err_place(s->err, s->source.file, s->source.line);
    return false;
}

static bool read_count(const struct setting *s, uint64_t *n)
{
    char want[80];
    const struct opt *o = s->opt;
    bool digits = *s->value != 0, fits = true;
    *n = 0;
    for (const char *c = s->value; *c && digits; c++) {
        digits = *c >= '0' && *c <= '9';
        fits = fits && !__builtin_mul_overflow(*n, 10, n)
            && !__builtin_add_overflow(*n, (uint64_t)(*c - '0'), n);
    }
    if (digits && fits && *n >= o->least && *n <= o->most)
        return true;
    struct buf b = { 0 };
    if (o->most == UINT64_MAX)
        buf_addf(&b, "a whole number from %llu", (unsigned long long)o->least);
    else
        buf_addf(&b, "a whole number from %llu to %llu", (unsigned long long)o->least,
                 (unsigned long long)o->most);
    str_show(want, sizeof want, buf_str(&b), 70);
    buf_release(&b);
    return bad_value(s, want);
}

static bool is_choice(const struct opt *o, const char *value)
{
    struct str rest = str_of(o->choices);
    while (rest.len)
        if (str_eq(str_next(&rest, '|'), str_of(value)))
            return true;
    return false;
}

bool opt_set(const struct opt_table *t, const struct opt *o, const char *value,
             void *values, struct opt_source source, struct err *e)
{
    const struct setting s = { o, value, source, e };
    const bool on = strcmp(value, "true") == 0;
    char *at = (char *)values + o->at, *from = place_of_source(t, o, values);
    uint64_t count = 0;

    if (o->kind == OPT_COUNT && !read_count(&s, &count))
        return false;
    if (o->kind == OPT_CHOICE && !is_choice(o, value))
        return bad_value(&s, o->choices);
    if (o->kind == OPT_SWITCH && !on && strcmp(value, "false") != 0)
        return bad_value(&s, "true or false");
    if (source.from < opt_source(t, o, values).from)
        return true;
    if (from)
        memcpy(from, &source, sizeof source);
    if (o->kind == OPT_COUNT)
        memcpy(at, &count, sizeof count);
    else if (o->kind == OPT_SWITCH)
        memcpy(at, &on, sizeof on);
    else
        memcpy(at, &value, sizeof value);
    return true;
}

/* ---- flags ---- */

static bool set_flag(struct reading *r, const struct opt *o, const char *value)
{
    return opt_set(r->table, o, value, r->values,
                   (struct opt_source){ .from = OPT_OF_FLAG }, r->err);
}

static bool next_value(struct reading *r, const struct opt *o)
{
    if (r->at + 1 >= r->argc) {
        err_set(r->err, ERR_USAGE, "--%s wants a value: %s", o->name, o->value);
        return false;
    }
    return set_flag(r, o, r->argv[++r->at]);
}

static bool long_flag(struct reading *r, const char *text)
{
    struct str rest = str_of(text), name = str_next(&rest, '=');
    const char *value = name.len < strlen(text) ? rest.at : NULL;
    const struct opt *o = opt_find(r->table, name);
    if (!o)
        return unknown_flag(r, name);
    if (o->kind == OPT_SWITCH && value)
        return err_set(r->err, ERR_USAGE, "--%s takes no value", o->name);
    if (o->kind == OPT_SWITCH)
        return set_flag(r, o, "true");
    return value ? set_flag(r, o, value) : next_value(r, o);
}

static const struct opt *find_letter(const struct opt_table *t, char letter)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->opt[i].letter == letter)
            return &t->opt[i];
    return NULL;
}

/* "-qv", "-m FILE", "-mFILE". */
static bool letters(struct reading *r, const char *text)
{
    for (; *text; text++) {
        const struct opt *o = find_letter(r->table, *text);
        if (!o) {
            char shown[16];
            str_show(shown, sizeof shown, (struct str){ text, 1 }, 1);
            err_set(r->err, ERR_USAGE, "there is no flag -%s", shown);
            err_remedy(r->err, "`rowmill %s --help` lists them", r->table->verb);
            return false;
        }
        if (o->kind != OPT_SWITCH)
            return text[1] ? set_flag(r, o, text + 1) : next_value(r, o);
        set_flag(r, o, "true");
    }
    return true;
}

/* Is the value of this flag, or of the last letter, the next argument? */
static bool takes_next(const struct opt_table *t, const char *text)
{
    const struct opt *o;
    if (text[0] != '-')
        return false;
    if (text[1] == '-') {
        o = opt_find(t, str_of(text + 2));
        return o && o->kind != OPT_SWITCH;
    }
    for (text++; *text; text++) {
        o = find_letter(t, *text);
        if (!o || o->kind != OPT_SWITCH)
            return o && !text[1];
    }
    return false;
}

int opt_words(const struct opt_table *t, int argc, char **argv)
{
    return argc > 1 && takes_next(t, argv[0]) ? 2 : 1;
}

static bool count_operands(struct reading *r, unsigned n)
{
    const struct opt_table *t = r->table;
    if (n < t->least_operands)
        err_set(r->err, ERR_USAGE, "%s is missing", t->operands);
    else if (n > t->most_operands && t->most_operands == 0)
        err_set(r->err, ERR_USAGE, "%s takes no operand, and there is \"%s\"", t->verb,
                r->argv[0]);
    else if (n > t->most_operands)
        err_set(r->err, ERR_USAGE, "%s takes %u %s, and there is also \"%s\"", t->verb,
                t->most_operands, t->operands, r->argv[t->most_operands]);
    else
        return true;
    err_remedy(r->err, "usage: rowmill %s %s", t->verb, t->synopsis);
    return false;
}

bool opt_parse(const struct opt_table *t, int argc, char **argv, void *values,
               int *n_operands, struct err *e)
{
    struct reading r = { .table = t, .argc = argc, .argv = argv, .values = values,
                         .err = e };
    bool flags = true;
    int n = 0;
    for (; r.at < argc && !err_is_set(e); r.at++) {
        char *text = argv[r.at];
        if (!flags || text[0] != '-' || !text[1])
            argv[n++] = text;
        else if (strcmp(text, "--") == 0)
            flags = false;
        else if (text[1] == '-')
            long_flag(&r, text + 2);
        else
            letters(&r, text + 1);
    }
    *n_operands = n;
    return !err_is_set(e) && count_operands(&r, (unsigned)n);
}

static void help_row(const struct opt *o, struct buf *out)
{
    size_t start = out->len;
    struct str rest = str_of(o->help);

    if (o->letter)
        buf_addf(out, "  -%c, --%s", o->letter, o->name);
    else
        buf_addf(out, "      --%s", o->name);
    if (o->value)
        buf_addf(out, " %s", o->value);
    if (out->len - start >= HELP_COLUMN) {
        buf_add_char(out, '\n');
        start = out->len;
    }
    while (rest.len) {
        struct str line = str_next(&rest, '\n');
        buf_addf(out, "%*s", (int)(HELP_COLUMN - (out->len - start)), "");
        buf_add_str(out, line);
        buf_add_char(out, '\n');
        start = out->len;
    }
}

void opt_help(const struct opt_table *t, struct buf *out)
{
    buf_addf(out, "usage: rowmill %s %s\n\n%s\n\n", t->verb, t->synopsis, t->summary);
    for (size_t i = 0; i < t->n; i++)
        help_row(&t->opt[i], out);
}

bool opt_missing(const struct opt_table *t, const char *what, struct err *e)
{
    err_set(e, ERR_USAGE, "%s", what);
    err_remedy(e, "usage: rowmill %s %s", t->verb, t->synopsis);
    return false;
}
