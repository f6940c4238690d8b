/* test_xgboost_ubj.c - XGBoost models in UBJSON as others may write it, categories, and
 * trees and nesting without end. */
#include "test/check.h"
#include "test/model_text.h"
#include "text/json.h"

#include <inttypes.h>

/* ---- from JSON to UBJSON ---- */

/* How the arrays and the whole numbers are written. */
struct style {
    const char *name;
    char integer;           /* i U I l L */
    char real;              /* d D */
    bool counted, typed;
};

static const struct style styles[] = {
    { "plain, int8", 'i', 'd', false, false },
    { "plain, uint8", 'U', 'D', false, false },
    { "plain, int16", 'I', 'd', false, false },
    { "counted, int32", 'l', 'D', true, false },
    { "counted, int64", 'L', 'd', true, false },
    { "typed, int8", 'i', 'd', true, true },
    { "typed, int16", 'I', 'D', true, true },
    { "typed, int32", 'l', 'd', true, true },
    { "typed, int64", 'L', 'D', true, true },
};

static void add_big(struct buf *b, uint64_t bits, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        buf_add_char(b, (char)(unsigned char)(bits >> 8 * i));
}

static int size_of(char type)
{
    return strchr("iU", type) ? 1 : type == 'I' ? 2 : strchr("ld", type) ? 4 : 8;
}

static void add_payload(struct buf *b, char type, double value)
{
    uint32_t single;
    uint64_t bits;
    const float f = (float)value;
    memcpy(&single, &f, sizeof single);
    memcpy(&bits, &value, sizeof bits);
    if (type == 'd')
        bits = single;
    else if (type != 'D')
        bits = (uint64_t)(int64_t)value;
    add_big(b, bits, size_of(type));
}

/* The smallest type of those that holds it, but not smaller than the style's. */
static char type_of(const struct style *s, double value)
{
    if (value != floor(value) || !isfinite(value))
        return s->real;
    if (value >= -128 && value < 128 && strchr("iUIlL", s->integer)
        && !(s->integer == 'U' && value < 0))
        return s->integer;
    return s->integer == 'L' ? 'L' : 'l';
}

static void add_text(struct buf *b, struct str text)
{
    buf_add_char(b, 'l');
    add_big(b, text.len, 4);
    buf_add_str(b, text);
}

static bool is_numbers(struct json j, size_t *n)
{
    bool all = true;
    *n = 0;
    json_array(&j);
    for (; json_item(&j); ++*n) {
        all = all && json_peek(&j) == JSON_NUMBER;
        json_skip(&j);
    }
    return all;
}

/* One type for all: that of whole numbers when they fit it. */
static char common_type(const struct style *s, struct json j)
{
    char type = 0;
    json_array(&j);
    while (json_item(&j)) {
        const char one = type_of(s, json_double(&j));
        if (type == 0 || size_of(one) > size_of(type) || strchr("dD", one))
            type = type && strchr("dD", type) ? type : one;
    }
    return type ? type : s->integer;
}

static void add_numbers(struct buf *b, const struct style *s, struct json *j, size_t n)
{
    const char type = common_type(s, *j);
    buf_add_char(b, '[');
    if (s->typed) {
        buf_add_char(b, '$');
        buf_add_char(b, type);
    }
    if (s->counted) {
        buf_add(b, "#L", 2);
        add_big(b, n, 8);
    }
    json_array(j);
    while (json_item(j)) {
        const double value = json_double(j);
        const char one = s->typed ? type : type_of(s, value);
        if (!s->typed)
            buf_add_char(b, one);
        add_payload(b, one, value);
    }
    if (!s->counted)
        buf_add_char(b, ']');
}

/* Opens an object or an array that is not all numbers; writes any other value. */
static void add_value(struct buf *b, const struct style *s, struct json *j)
{
    size_t n;
    switch (json_peek(j)) {
    case JSON_OBJECT:
        buf_add_char(b, '{');
        json_object(j);
        break;
    case JSON_ARRAY:
        if (is_numbers(*j, &n)) {
            add_numbers(b, s, j, n);
        } else {
            buf_add_char(b, '[');
            json_array(j);
        }
        break;
    case JSON_STRING:
        buf_add_char(b, 'S');
        add_text(b, json_string(j));
        break;
    case JSON_BOOL:
        buf_add_char(b, json_bool(j) ? 'T' : 'F');
        break;
    case JSON_NUMBER: {
        const double value = json_double(j);
        buf_add_char(b, type_of(s, value));
        add_payload(b, type_of(s, value), value);
        break;
    }
    default:
        buf_add_char(b, 'Z');
        json_skip(j);
    }
}

static void to_ubjson(struct buf *b, const struct style *s, struct json *j)
{
    struct str key;
    add_value(b, s, j);
    while (j->depth && json_ok(j)) {
        if (j->level[j->depth - 1].kind == '[') {
            if (json_item(j))
                add_value(b, s, j);
            else
                buf_add_char(b, ']');
        } else if (json_key(j, &key)) {
            add_text(b, key);
            add_value(b, s, j);
        } else {
            buf_add_char(b, '}');
        }
    }
}

static void load_ubjson(struct loaded *l, const struct style *s, const char *text)
{
    struct buf plain = { 0 }, binary = { 0 };
    struct arena a;
    struct err e = { 0 };
    struct json j;
    arena_init(&a, 0);
    quoted(&plain, text);
    json_init(&j, buf_str(&plain), JSON_XGBOOST, &a, &e);
    to_ubjson(&binary, s, &j);
    CHECK(s->name, !err_is_set(&e));
    load_bytes(l, buf_str(&binary), NULL);
    arena_release(&a);
    buf_release(&plain);
    buf_release(&binary);
}

/* ---- categories ---- */

/* Column 0 is split by a set {0, 3, 33}, column 1 by {1}; both have lists. */
static const char sets[] =
    "{'version':[3,4,1],'learner':{'feature_names':['word','number'],'feature_types':"
    "['c','c'],'gradient_booster':{'name':'gbtree','model':{'cats':{'enc':["
    "{'offsets':[0,1,1,4],'values':[97,98,-61,-97]},{'type':10,'values':[7,-1]}],"
    "'feature_segments':[0,3,5],'sorted_idx':[]},'gbtree_model_param':{'num_trees':'1'},"
    "'tree_info':[0],'iteration_indptr':[0,1],'trees':[{'categories':[0,33,3,1],"
    "'categories_nodes':[0,2],'categories_segments':[0,3],'categories_sizes':[3,1],"
    "'default_left':[1,0,0,0,0],'id':0,'left_children':[1,-1,3,-1,-1],"
    "'right_children':[2,-1,4,-1,-1],'split_conditions':[NaN,1.5,1E-45,2.5,300.5],"
    "'split_indices':[0,0,1,0,0],'split_type':[1,0,1,0,0],'tree_param':{"
    "'num_deleted':'0','num_nodes':'5','size_leaf_vector':'1'}}]}},"
    "'learner_model_param':{'base_score':'[0E0]','num_class':'0','num_feature':'2',"
    "'num_target':'1'},'objective':{'name':'reg:squarederror'}}}";

static const struct {
    double row[2], out;
} rows[] = {
    { { 0, 0 }, 2.5 }, { { 3, 1 }, 300.5 }, { { 33, 1 }, 300.5 }, { { 1, 1 }, 1.5 },
    { { 32, 1 }, 1.5 }, { { 34, 1 }, 1.5 }, { { 65, 1 }, 1.5 }, { { 3.7, 1.9 }, 300.5 },
    { { -0.5, 1 }, 1.5 }, { { -1, 1 }, 1.5 }, { { 16777216, 1 }, 1.5 },
    { { 1e30, 1 }, 1.5 }, { { INFINITY, 1 }, 1.5 }, { { NAN, 1 }, 1.5 },
    { { 0, NAN }, 300.5 },
};

static void check_sets(const char *which, struct loaded *l)
{
    CHECK(which, l->model);
    if (!l->model)
        return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK(which, score(l, rows[i].row).margin[0] == rows[i].out);
    const struct column *word = &l->model->column[0], *number = &l->model->column[1];
    CHECK(which, word->type == COLUMN_CATEGORY && word->n_values == 3);
    CHECK(which, word->unseen_is_error && number->unseen_is_error);
    CHECK(which, str_eq(word->value[0].text, STR("a")) && word->value[1].text.len == 0);
    CHECK(which, str_eq(word->value[2].text, STR("b\xC3\x9F")));
    CHECK(which, number->n_values == 2 && number->value[0].number == 7);
    CHECK(which, number->value[1].kind == VALUE_NUMBER && number->value[1].number == 255);
}

static void test_sets(void)
{
    struct loaded l;
    load_text(&l, sets, NULL);
    check_sets("JSON", &l);
    unload(&l);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        load_ubjson(&l, &styles[i], sets);
        check_sets(styles[i].name, &l);
        unload(&l);
    }
}

/* ---- without end ---- */

static void add_list(struct buf *b, const char *key, uint32_t n,
                     int64_t (*item)(uint32_t node, uint32_t n))
{
    buf_addf(b, "'%s':[", key);
    for (uint32_t i = 0; i < n; i++)
        buf_addf(b, "%s%" PRId64, i ? "," : "", item(i, n));
    buf_addf(b, "],");
}

/* Node 2k is a split with the children 2k + 1, a leaf, and 2k + 2. */
static int64_t left_of(uint32_t node, uint32_t n)
{
    return node % 2 == 0 && node + 1 < n ? (int64_t)node + 1 : -1;
}

static int64_t right_of(uint32_t node, uint32_t n)
{
    return node % 2 == 0 && node + 1 < n ? (int64_t)node + 2 : -1;
}

static int64_t value_of(uint32_t node, uint32_t n)
{
    (void)n;
    return node % 2 == 0 ? node / 2 + 1 : node / 2;
}

static int64_t zero(uint32_t node, uint32_t n)
{
    (void)node, (void)n;
    return 0;
}

/* At level k a row with x < k + 1 goes into leaf 2k + 1, whose value is k. */
static void test_chain(void)
{
    enum { LEVELS = 100000 };
    const uint32_t n = 2 * LEVELS + 1;
    struct buf b = { 0 };
    struct loaded l;
    buf_addf(&b, "{'learner':{'gradient_booster':{'model':{'gbtree_model_param':"
             "{'num_trees':'1'},'tree_info':[0],'trees':[{'id':0,");
    add_list(&b, "left_children", n, left_of);
    add_list(&b, "right_children", n, right_of);
    add_list(&b, "split_conditions", n, value_of);
    add_list(&b, "split_indices", n, zero);
    add_list(&b, "default_left", n, zero);
    buf_addf(&b, "'tree_param':{'num_nodes':'%u'}}]},'name':'gbtree'},"
             "'learner_model_param':{'base_score':'0','num_class':'0','num_feature':'1'},"
             "'objective':{'name':'reg:squarederror'}}}", n);
    buf_add_char(&b, '\0');
    load_text(&l, b.at, NULL);
    CHECK("chain", l.model);
    CHECK("chain", score(&l, (double[]){ 0.5 }).margin[0] == 0);
    CHECK("chain", score(&l, (double[]){ 777.5 }).margin[0] == 777);
    CHECK("chain", score(&l, (double[]){ LEVELS - 0.5 }).margin[0] == LEVELS - 1);
    CHECK("chain", score(&l, (double[]){ LEVELS }).margin[0] == LEVELS + 1);
    CHECK("chain", score(&l, (double[]){ NAN }).margin[0] == LEVELS + 1);
    unload(&l);
    buf_release(&b);
}

/* A million brackets, where they are skipped and where they are read. */
static void test_nesting(void)
{
    static const char *const before[] = { "{'unknown':", "{'learner':",
        "{'learner':{'gradient_booster':{'model':{'trees':" };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        struct buf b = { 0 };
        struct loaded l;
        buf_addf(&b, "%s", before[i]);
        for (int k = 0; k < 1000000; k++)
            buf_add_char(&b, '[');
        buf_add_char(&b, '\0');
        load_text(&l, b.at, NULL);
        CHECK(before[i], !l.model && l.err.kind == ERR_MODEL);
        unload(&l);
        buf_release(&b);
    }
}

int main(void)
{
    test_sets();
    test_chain();
    test_nesting();
    return check_report();
}
