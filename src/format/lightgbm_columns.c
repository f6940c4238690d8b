/* lightgbm_columns.c - the columns of a LightGBM text model.
 *
 * The file has the names.  Of categories it has, where training was from pandas, one list
 * for each category column of the table, in its order, but not which columns these are.
 * What can be known: the parameter categorical_feature, and the features whose info is a
 * list of codes.  If one of them marks as many columns as there are lists, it is these;
 * else the user has to say it.  (A category column with an order has a list, but is used
 * as a number, so neither marks it.)
 * Source: python-package/lightgbm/basic.py, _data_from_pandas, _dump_pandas_categorical;
 * include/LightGBM/feature_group.h and bin.h, BinMapper::bin_info_string. */
#include "format/lightgbm.h"

#include "base/mem.h"
#include "text/json.h"
#include "text/num.h"

#include <math.h>

static const char PANDAS_KEY[] = "pandas_categorical:";

struct feature {
    struct str name;
    bool by_info;           /* its info is a list of codes */
    bool by_parameter;      /* the parameters say it is a category */
    bool has_list;
    int64_t top_code;       /* by_info: the largest; else -1 */
};

struct list {
    uint32_t n_values;
    uint32_t column;
};

struct columns {
    struct lightgbm *m;
    struct feature *feature;    /* [F] */
    struct list *list;          /* [n_lists] in the order of the file */
    uint32_t n_lists, room;
    struct value *value;        /* of one list */
};

static void *grow(struct columns *c, void *old, size_t n, size_t size)
{
    void *grown = lightgbm_ok(c->m) ? mem_grow(old, n, size) : NULL;
    if (grown)
        return grown;
    err_set(c->m->err, ERR_MEMORY, "no room for the columns");
    return old;
}

/* ------- what the file says of a feature ------- */

/* The library calls them Column_0, Column_1...  Source: src/io/dataset.cpp,
 * Dataset::set_feature_names; src/c_api.cpp. */
static bool is_made_up(struct str name, uint32_t i)
{
    int64_t number;
    return str_starts(name, STR("Column_"))
        && num_read_int(str_from(name, STR("Column_").len), &number) && number == i;
}

static bool read_names(struct columns *c)
{
    struct scan names = c->m->header[FEATURE_NAMES];
    bool made_up = true;
    for (uint32_t i = 0; i < c->m->n_features && scan_ok(&names); i++) {
        c->feature[i] = (struct feature){ .name = scan_word(&names), .top_code = -1 };
        made_up = made_up && is_made_up(c->feature[i].name, i);
    }
    scan_end(&names);
    return made_up;
}

/* `a:b:c` are codes; `none` and `[least:most]` are no categories. */
static void read_info(struct feature *f, struct str info)
{
    int64_t code, top = -1;
    while (info.len) {
        if (!num_read_int(str_next(&info, ':'), &code))
            return;
        top = code > top ? code : top;
    }
    f->by_info = true;
    f->top_code = top;
}

static void read_infos(struct columns *c)
{
    struct scan infos = c->m->header[FEATURE_INFOS];
    for (uint32_t i = 0; i < c->m->n_features && scan_ok(&infos); i++)
        read_info(&c->feature[i], scan_word(&infos));
    scan_end(&infos);
}

/* `[categorical_feature: 1,2,4]`; anything but numbers of features says nothing. */
static void read_parameter(struct columns *c)
{
    struct str text = str_trim(c->m->parameter.line);
    if (str_ends(text, STR("]")))
        text.len--;
    for (struct str rest = text; rest.len;) {
        int64_t i;
        if (!num_read_int(str_next(&rest, ','), &i) || i < 0 || i >= c->m->n_features)
            return;
    }
    while (text.len) {
        int64_t i;
        num_read_int(str_next(&text, ','), &i);
        c->feature[i].by_parameter = true;
    }
}

/* ------- the lists ------- */

static struct json open_lists(const struct lightgbm *m)
{
    struct json j;
    json_init(&j, m->pandas.line, JSON_PLAIN, m->arena, m->err);
    j.at = STR(PANDAS_KEY).len;     /* so that messages count from the line's start */
    return j;
}

static void add_list(struct columns *c, uint32_t n_values)
{
    if (c->n_lists == c->room) {
        c->room = c->room ? 2 * c->room : 16;
        c->list = grow(c, c->list, c->room, sizeof *c->list);
    }
    if (lightgbm_ok(c->m))
        c->list[c->n_lists++] = (struct list){ .n_values = n_values };
}

static void count_lists(struct columns *c)
{
    struct json j = open_lists(c->m);
    if (json_peek(&j) == JSON_NULL) {
        json_skip(&j);
    } else {
        json_array(&j);
        while (json_item(&j)) {
            uint32_t n = 0;
            json_array(&j);
            for (; json_item(&j); n++)
                json_skip(&j);
            add_list(c, n);
        }
    }
    if (json_peek(&j) != JSON_END)
        json_fail(&j, "something stands behind the lists");
}

/* What is missing in the list is equal to no cell. */
static struct value read_value(struct json *j)
{
    switch (json_peek(j)) {
    case JSON_STRING:
        return (struct value){ .kind = VALUE_TEXT, .text = json_string(j) };
    case JSON_NUMBER:
        return (struct value){ .kind = VALUE_NUMBER, .number = json_double(j) };
    case JSON_BOOL:
        return (struct value){ .kind = VALUE_BOOL, .number = json_bool(j) };
    case JSON_NULL:
        json_skip(j);
        break;
    default:
        json_fail(j, "a category is a text, a number or a boolean");
    }
    return (struct value){ .kind = VALUE_NUMBER, .number = (double)NAN };
}

static void say_lists(struct columns *c)
{
    struct json j = open_lists(c->m);
    if (!c->n_lists)
        return;
    json_array(&j);
    for (uint32_t l = 0; l < c->n_lists && json_item(&j); l++) {
        const struct list *list = &c->list[l];
        struct feature *f = &c->feature[list->column];
        uint32_t n = 0;
        c->value = grow(c, c->value, list->n_values, sizeof *c->value);
        json_array(&j);
        while (n < list->n_values && json_item(&j))
            c->value[n++] = read_value(&j);
        json_item(&j);          /* the list's end */
        f->has_list = true;
        builder_column(c->m->b, list->column, &(struct column){ .name = f->name,
            .type = COLUMN_CATEGORY, .value = c->value, .n_values = n });
    }
}

/* ------- whose they are ------- */

static bool by_parameter(const struct feature *f)
{
    return f->by_parameter;
}

static bool by_info(const struct feature *f)
{
    return f->by_info;
}

/* Gives the lists to the marked columns in ascending order, if they are as many and no
 * column has seen a code that its list does not have. */
static bool assign(struct columns *c, bool (*marked)(const struct feature *))
{
    uint32_t l = 0;
    for (uint32_t i = 0; i < c->m->n_features; i++) {
        const struct feature *f = &c->feature[i];
        if (!marked(f))
            continue;
        if (l == c->n_lists || f->top_code >= c->list[l].n_values)
            return false;
        c->list[l++].column = i;
    }
    return l == c->n_lists;
}

static bool same_name(struct str ours, struct str given)
{
    if (ours.len != given.len)
        return false;
    for (size_t i = 0; i < ours.len; i++)
        if (ours.at[i] != (given.at[i] == ' ' ? '_' : given.at[i]))
            return false;
    return true;
}

/* A feature by its name, or #N, 1-based; F when there is none. */
static uint32_t find_feature(const struct columns *c, struct str name)
{
    const uint32_t n = c->m->n_features;
    int64_t number;
    for (uint32_t i = 0; i < n; i++)
        if (str_eq(c->feature[i].name, name) || same_name(c->feature[i].name, name))
            return i;
    if (str_starts(name, STR("#")) && num_read_int(str_from(name, 1), &number)
        && number >= 1 && number <= n)
        return (uint32_t)number - 1;
    return n;
}

static bool assign_by_option(struct columns *c, bool known)
{
    struct err *e = c->m->err;
    for (uint32_t l = 0; l < c->n_lists; l++) {
        char shown[100];
        uint32_t i = find_feature(c, c->m->options->categories[l]);
        str_show(shown, sizeof shown, c->m->options->categories[l], 40);
        if (i == c->m->n_features)
            return err_set(e, ERR_USAGE, "--categories: the model has no feature `%s`",
                           shown);
        if (known && c->list[l].column != i)
            return err_set(e, ERR_USAGE, "--categories: list %u of the model is not that"
                           " of `%s`", l + 1, shown);
        for (uint32_t before = 0; before < l; before++)
            if (c->list[before].column == i)
                return err_set(e, ERR_USAGE, "--categories names `%s` twice", shown);
        c->list[l].column = i;
    }
    return true;
}

static void assign_lists(struct columns *c)
{
    const struct load_options *o = c->m->options;
    struct scan *at = &c->m->pandas;
    if (o->n_categories && o->n_categories != c->n_lists) {
        err_set(c->m->err, ERR_USAGE, "the model has %u lists of categories, --categories"
                " names %u", c->n_lists, o->n_categories);
        return;
    }
    if (!c->n_lists)
        return;
    bool known = assign(c, by_parameter) || assign(c, by_info);
    if (o->n_categories) {
        assign_by_option(c, known);
    } else if (!known) {
        scan_fail(at, "the file has lists of categories (%u) and does not say of which"
                  " columns", c->n_lists);
        err_remedy(c->m->err, "say which columns they are, in order: --categories A,B");
    }
}

static void say_others(struct columns *c)
{
    for (uint32_t i = 0; i < c->m->n_features; i++) {
        const struct feature *f = &c->feature[i];
        if (!f->has_list)
            builder_column(c->m->b, i, &(struct column){ .name = f->name,
                .type = f->by_info || f->by_parameter ? COLUMN_CODE : COLUMN_NUMBER });
    }
}

/* What has no line yet went wrong here. */
static void place(const struct scan *at)
{
    if (at->err && at->err->kind == ERR_MODEL)
        err_place(at->err, NULL, at->number);
}

bool lightgbm_columns(struct lightgbm *m)
{
    struct columns c = { .m = m };
    bool made_up = false;
    builder_columns(m->b, m->n_features);
    place(&m->header[MAX_FEATURE_IDX]);
    c.feature = grow(&c, NULL, m->n_features, sizeof *c.feature);
    if (lightgbm_ok(m)) {
        made_up = read_names(&c);
        read_infos(&c);
        read_parameter(&c);
    }
    if (lightgbm_ok(m) && scan_is_there(&m->pandas))
        count_lists(&c);
    if (lightgbm_ok(m))
        assign_lists(&c);
    if (lightgbm_ok(m)) {
        say_lists(&c);
        say_others(&c);
    }
    place(&m->pandas);
    mem_free(c.feature);
    mem_free(c.list);
    mem_free(c.value);
    return made_up;
}
