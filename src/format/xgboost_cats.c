/* xgboost_cats.c - the columns: their names and types, the values of their categories.
 *
 * Since 3.1 a model that was trained on a data frame holds the list of each column's
 * categories; a category's code is its place there.  Without a list cells are codes.
 * Names, types and lists are three arrays with an item a feature, which are read side by
 * side; each may be empty.
 * Source: xgboost src/data/cat_container.cc, src/encoder/types.h and ordinal.h. */
#include "format/xgboost.h"

#include "base/buf.h"
#include "base/mem.h"
#include "text/num.h"

#include <inttypes.h>

/* How numbers are stored, by their id in the file: XGBoost's ArrayInterfaceHandler::Type.
 * UBJSON has unsigned ones as signed numbers of the same bits. */
enum {
    TYPE_TEXT = -1,
    TYPE_F32 = 7, TYPE_F64, TYPE_I8, TYPE_U8, TYPE_I16, TYPE_U16, TYPE_I32, TYPE_U32,
    TYPE_I64, TYPE_U64,
};

/* The list of one column; the next one uses its memory again. */
struct enc {
    int64_t type;
    struct ints offsets;        /* of texts in their bytes */
    struct ints integers;       /* bytes of texts, or numbers */
    struct floats floats;
    struct buf bytes;           /* of texts */
    struct value *value;        /* [n] */
    size_t n, room;
};

/* An array of which an item is read at a time. */
struct items {
    const char *name;
    struct json *j;
    bool there;                 /* it has any */
    bool waits;                 /* the next one can be read */
};

static void release(struct enc *c)
{
    mem_free(c->offsets.at);
    mem_free(c->integers.at);
    mem_free(c->floats.at);
    mem_free(c->value);
    buf_release(&c->bytes);
}

/* The texts are values of a type of their own: they have offsets and no type. */
static void read_enc(struct xgboost *x, struct json *j, struct enc *c)
{
    enum { OFFSETS, TYPE, VALUES };
    static const char *const keys[] = { "offsets", "type", "values", NULL };
    struct mark values = { 0 };
    uint64_t seen = 0;

    c->type = TYPE_TEXT;
    c->offsets.n = c->integers.n = c->floats.n = c->n = 0;
    json_object(j);
    for (int key; (key = json_which(j, keys, &seen)) >= 0; ) {
        if (key == OFFSETS)
            xgboost_ints(x, j, &c->offsets);
        else if (key == TYPE)
            c->type = json_int(j);
        else
            xgboost_mark(j, &values, keys[key]);
    }
    if (values.there && (c->type == TYPE_F32 || c->type == TYPE_F64))
        xgboost_floats(x, &values.at, &c->floats);
    else if (values.there)
        xgboost_ints(x, &values.at, &c->integers);
}

static bool values_room(struct xgboost *x, struct enc *c, size_t n)
{
    if (n <= c->room)
        return true;
    struct value *value = mem_grow(c->value, n, sizeof *value);
    if (!value)
        return err_set(x->err, ERR_MEMORY, "no room for %zu categories", n);
    c->value = value;
    c->room = n;
    return true;
}

/* Bytes of texts are signed numbers.  From a pandas frame, releases 3.1 to 3.3 counted
 * the offsets in characters, so that texts beyond ASCII are cut at wrong places and their
 * end is lost; which files are so cannot be seen.
 * Source: xgboost v3.2.0 python-package/xgboost/_data_utils.py, npstr_to_arrow_strarr. */
static bool make_bytes(struct xgboost *x, struct enc *c, uint32_t feature)
{
    const bool in_doubt = x->version[0] == 0 || !xgboost_since(x, 3, 4);
    buf_clear(&c->bytes);
    for (size_t i = 0; i < c->integers.n; i++) {
        const int64_t byte = c->integers.at[i];
        if (byte < -128 || byte > 255)
            return builder_fail(x->b, "feature %u: %" PRId64 " is no byte of a category",
                                feature, byte);
        if (in_doubt && (byte < 0 || byte > 127)) {
            builder_fail(x->b, "feature %u: a category has letters beyond ASCII, which"
                         " XGBoost 3.1 to 3.3 could not store", feature);
            return err_remedy(x->err, "train it again with XGBoost 3.4 or later, or with"
                              " other names for these categories"), false;
        }
        buf_add_char(&c->bytes, (char)(unsigned char)byte);
    }
    return !buf_failed(&c->bytes)
        || err_set(x->err, ERR_MEMORY, "no room for the categories");
}

static void make_texts(struct xgboost *x, struct enc *c, uint32_t feature)
{
    const int64_t *at = c->offsets.at;
    const size_t n = c->offsets.n ? c->offsets.n - 1 : 0;
    if (!make_bytes(x, c, feature) || !values_room(x, c, n))
        return;
    for (size_t i = 0; i < n; i++) {
        if (at[i] < 0 || at[i + 1] < at[i] || (uint64_t)at[i + 1] > c->bytes.len) {
            builder_fail(x->b, "feature %u: category %zu has bytes %" PRId64 " to %"
                         PRId64 " of %zu", feature, i, at[i], at[i + 1], c->bytes.len);
            return;
        }
        c->value[i] = (struct value){
            .kind = VALUE_TEXT,
            .text = { c->bytes.at + at[i], (size_t)(at[i + 1] - at[i]) } };
    }
    c->n = n;
}

/* The whole number whose bits are those of `n` in the type. */
static double number_of(int64_t type, int64_t n)
{
    switch (type) {
    case TYPE_U8:
        return (double)(n & 0xFF);
    case TYPE_U16:
        return (double)(n & 0xFFFF);
    case TYPE_U32:
        return (double)(n & 0xFFFFFFFF);
    case TYPE_U64:
        return (double)(uint64_t)n;
    default:
        return (double)n;
    }
}

static void make_numbers(struct xgboost *x, struct enc *c)
{
    const size_t n = c->floats.n ? c->floats.n : c->integers.n;
    if (!values_room(x, c, n))
        return;
    for (size_t i = 0; i < n; i++)
        c->value[i] = (struct value){
            .kind = VALUE_NUMBER,
            .number = c->floats.n ? (double)c->floats.at[i]
                                  : number_of(c->type, c->integers.at[i]) };
    c->n = n;
}

/* The list of this feature, c->value[c->n]; nothing where it has none. */
static void load_list(struct xgboost *x, struct json *j, struct enc *c, uint32_t feature)
{
    read_enc(x, j, c);
    if (!xgboost_ok(x))
        return;
    if (c->type == TYPE_TEXT)
        make_texts(x, c, feature);
    else if (c->type >= TYPE_F32 && c->type <= TYPE_U64)
        make_numbers(x, c);
    else
        builder_fail(x->b, "feature %u: its categories have the unknown type %" PRId64,
                     feature, c->type);
}

static struct items open_items(const char *name, struct mark *m)
{
    struct items i = { .name = name, .j = &m->at };
    if (m->there) {
        json_array(i.j);
        i.there = i.waits = json_item(i.j);
    }
    return i;
}

/* Goes into {"enc": [...]}. */
static void enter_cats(struct xgboost *x)
{
    static const char *const keys[] = { "enc", NULL };
    uint64_t seen = 0;
    if (!x->cats.there)
        return;
    json_object(&x->cats.at);
    x->cats.there = json_which(&x->cats.at, keys, &seen) >= 0;
}

/* Is there an item for this feature?  A list that has any must have one for each. */
static bool has_item(struct xgboost *x, const struct items *i, uint32_t feature)
{
    if (i->there && !i->waits && xgboost_ok(x))
        builder_fail(x->b, "%s has length %u, but num_feature is %u", i->name, feature,
                     x->n_features);
    return i->waits && xgboost_ok(x);
}

static void end_items(struct xgboost *x, const struct items *i)
{
    if (i->waits && xgboost_ok(x))
        builder_fail(x->b, "%s is longer than num_feature, which is %u", i->name,
                     x->n_features);
}

static struct str read_name(struct xgboost *x, struct items *names, uint32_t feature,
                            char made_up[NUM_ROOM + 1])
{
    if (has_item(x, names, feature)) {
        const struct str name = json_string(names->j);
        if (name.len && memchr(name.at, 0, name.len))
            builder_fail(x->b, "the name of feature %u has a NUL byte", feature);
        names->waits = json_item(names->j);
        return name;
    }
    made_up[0] = 'f';
    return (struct str){ made_up, 1 + num_write_uint(made_up + 1, feature) };
}

static bool read_is_category(struct xgboost *x, struct items *types, uint32_t feature)
{
    if (!has_item(x, types, feature))
        return false;
    const bool is_category = str_eq(json_string(types->j), STR("c"));
    types->waits = json_item(types->j);
    return is_category;
}

static void say_columns(struct xgboost *x, struct items *names, struct items *types,
                        struct items *lists)
{
    struct enc enc = { 0 };
    for (uint32_t i = 0; i < x->n_features && xgboost_ok(x); i++) {
        char made_up[NUM_ROOM + 1];
        struct column c = { .name = read_name(x, names, i, made_up) };
        if (read_is_category(x, types, i))
            c.type = COLUMN_CODE;
        enc.n = 0;
        if (has_item(x, lists, i)) {
            load_list(x, lists->j, &enc, i);
            lists->waits = json_item(lists->j);
        }
        if (enc.n) {
            c.type = COLUMN_CATEGORY;
            c.unseen_is_error = true;
            c.value = enc.value;
            c.n_values = (uint32_t)enc.n;
        }
        builder_column(x->b, i, &c);
    }
    release(&enc);
}

void xgboost_columns(struct xgboost *x, bool *has_names)
{
    builder_columns(x->b, x->n_features);
    enter_cats(x);
    struct items names = open_items("feature_names", &x->feature_names);
    struct items types = open_items("feature_types", &x->feature_types);
    struct items lists = open_items("cats", &x->cats);
    *has_names = names.there;
    say_columns(x, &names, &types, &lists);
    end_items(x, &names);
    end_items(x, &types);
    end_items(x, &lists);
}
