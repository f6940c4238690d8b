/* test_json.c - the calls of the JSON and UBJSON readers, one by one. */
#include "test/check.h"
#include "test/json_reader.h"
#include "text/num.h"

#include <math.h>

/* One value by each of the calls for numbers; NULL: it fails. */
struct number {
    enum json_dialect dialect;
    struct str file;
    const char *as_double, *as_float, *as_int, *as_bool;
};

static const struct number numbers[] = {
    { JSON_PLAIN, { "0", 1 }, "0", "0", "0", "0" },
    { JSON_PLAIN, { "-0", 2 }, "-0", "-0", "0", NULL },
    { JSON_PLAIN, { "1", 1 }, "1", "1", "1", "1" },
    { JSON_PLAIN, { "true", 4 }, NULL, NULL, NULL, "1" },
    { JSON_PLAIN, { "false", 5 }, NULL, NULL, NULL, "0" },
    { JSON_PLAIN, { "null", 4 }, NULL, NULL, NULL, NULL },
    { JSON_PLAIN, { "\"1\"", 3 }, NULL, NULL, NULL, NULL },
    { JSON_PLAIN, { "2", 1 }, "2", "2", "2", NULL },
    { JSON_PLAIN, { "1.0", 3 }, "1", "1", NULL, NULL },
    { JSON_PLAIN, { "3e0", 3 }, "3", "3", NULL, NULL },
    { JSON_PLAIN, { "16777217", 8 }, "16777217", "16777216", "16777217", NULL },
    { JSON_PLAIN, { "16777217.0000001", 16 },
      "16777217.0000001", "16777218", NULL, NULL },
    /* Just above the middle of two floats, where rounding twice goes down. */
    { JSON_PLAIN, { "1.00000017881393432617187499", 28 },
      "1.0000001788139343", "1.0000001", NULL, NULL },
    { JSON_PLAIN, { "1.00000017881393432617187501", 28 },
      "1.0000001788139343", "1.0000002", NULL, NULL },
    { JSON_PLAIN, { "9007199254740993", 16 },
      "9007199254740992", "9007199000000000", "9007199254740993", NULL },
    { JSON_PLAIN, { "9223372036854775807", 19 },
      "9.223372036854776e+18", "9.223372e+18", "9223372036854775807", NULL },
    { JSON_PLAIN, { "-9223372036854775808", 20 },
      "-9.223372036854776e+18", "-9.223372e+18", "-9223372036854775808", NULL },
    { JSON_PLAIN, { "9223372036854775808", 19 },
      "9.223372036854776e+18", "9.223372e+18", NULL, NULL },
    { JSON_PLAIN, { "1e39", 4 }, "1e+39", "inf", NULL, NULL },
    { JSON_PLAIN, { "-1e999999999999", 15 }, "-inf", "-inf", NULL, NULL },
    { JSON_PLAIN, { "1e-999999999999", 15 }, "0", "0", NULL, NULL },
    { JSON_PLAIN, { "1e4294967296", 12 }, "inf", "inf", NULL, NULL },
    { JSON_PLAIN, { "1e18446744073709551616", 22 }, "inf", "inf", NULL, NULL },
    { JSON_PLAIN, { "1e-45", 5 }, "1e-45", "1e-45", NULL, NULL },
    { JSON_PLAIN, { "5e-324", 6 }, "5e-324", "0", NULL, NULL },
    { JSON_PLAIN, { "0.000000000000000000000000000001", 32 },
      "1e-30", "1e-30", NULL, NULL },
    { JSON_PLAIN, { "NaN", 3 }, "nan", "nan", NULL, NULL },
    { JSON_PLAIN, { "-Infinity", 9 }, "-inf", "-inf", NULL, NULL },
    { JSON_UBJSON, { "T", 1 }, NULL, NULL, NULL, "1" },
    { JSON_UBJSON, { "F", 1 }, NULL, NULL, NULL, "0" },
    { JSON_UBJSON, { "Z", 1 }, NULL, NULL, NULL, NULL },
    { JSON_UBJSON, { "C1", 2 }, NULL, NULL, NULL, NULL },
    { JSON_UBJSON, { "i\1", 2 }, "1", "1", "1", "1" },
    { JSON_UBJSON, { "U\0", 2 }, "0", "0", "0", "0" },
    { JSON_UBJSON, { "i\xff", 2 }, "-1", "-1", "-1", NULL },
    { JSON_UBJSON, { "l\1\0\0\1", 5 }, "16777217", "16777216", "16777217", NULL },
    { JSON_UBJSON, { "L\0\x20\0\0\0\0\0\1", 9 },
      "9007199254740992", "9007199000000000", "9007199254740993", NULL },
    /* 1 above the middle of two floats, which double cannot hold. */
    { JSON_UBJSON, { "L\x10\0\0\x10\0\0\0\1", 9 },
      "1.1529215733263237e+18", "1.1529216e+18", "1152921573326323713", NULL },
    { JSON_UBJSON, { "d\x3f\x80\0\0", 5 }, "1", "1", NULL, NULL },
    { JSON_UBJSON, { "d\0\0\0\1", 5 }, "1.401298464324817e-45", "1e-45", NULL, NULL },
    { JSON_UBJSON, { "D\x3f\xb9\x99\x99\x99\x99\x99\x9a", 9 }, "0.1", "0.1", NULL, NULL },
    { JSON_UBJSON, { "D\x7f\xef\xff\xff\xff\xff\xff\xff", 9 },
      "1.7976931348623157e+308", "inf", NULL, NULL },
};

enum call { DOUBLE, FLOAT, INT, BOOL };

static void check_number(const struct number *n, enum call call, const char *want)
{
    char which[128], text[NUM_ROOM];
    size_t len = 0;
    struct reader r;
    str_show(which, sizeof which, n->file, 60);
    start(&r, n->file, n->dialect);
    switch (call) {
    case DOUBLE:
        len = num_write_double(text, json_double(&r.j));
        break;
    case FLOAT:
        len = num_write_float(text, json_float(&r.j));
        break;
    case INT:
        len = num_write_int(text, json_int(&r.j));
        break;
    case BOOL:
        len = num_write_int(text, json_bool(&r.j));
        break;
    }
    const struct str got = { text, len };
    CHECK(which, json_ok(&r.j) == (want != NULL));
    CHECK(which, str_eq(got, want ? str_of(want) : STR("0")));
    if (!str_eq(got, want ? str_of(want) : STR("0")))
        printf("  got %.*s\n", (int)len, text);
    CHECK(which, r.j.at == (want ? n->file.len : 0));
    end(&r);
}

static void test_numbers(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        check_number(&numbers[i], DOUBLE, numbers[i].as_double);
        check_number(&numbers[i], FLOAT, numbers[i].as_float);
        check_number(&numbers[i], INT, numbers[i].as_int);
        check_number(&numbers[i], BOOL, numbers[i].as_bool);
    }
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Decimals near the middles of two floats, where roundings go wrong: the quick way
 * against the one that is right by design. */
static void test_floats_near_the_middle(void)
{
    uint64_t state = 88172645463325252u, wrong = 0;
    for (int i = 0; i < 200000; i++) {
        char text[64];
        const uint64_t bits = next_random(&state);
        const double mantissa = 1 + (double)(bits & 0xFFFFFF) * 0x1p-24;
        const double value = ldexp(mantissa, (int)(bits >> 24 & 63) - 32);
        const int digits = 8 + (int)(bits >> 32 & 15);
        snprintf(text, sizeof text, bits >> 40 & 1 ? "%.*g" : "%.*e", digits, value);
        struct reader r;
        float want_float;
        double want_double;
        num_read_float(str_of(text), &want_float);
        num_read_double(str_of(text), &want_double);
        start(&r, str_of(text), JSON_XGBOOST);
        wrong += json_float(&r.j) != want_float;
        start(&r, str_of(text), JSON_XGBOOST);
        wrong += json_double(&r.j) != want_double;
    }
    CHECK("floats near the middle", wrong == 0);
}

static void test_which(void)
{
    static const char *const keys[] = { "a", "bb", "", NULL };
    uint64_t seen = 0;
    struct reader r;
    start(&r, STR("{\"x\":[{\"a\":1}],\"bb\":2,\"b\":3,\"\":4,\"a\":5,\"y\":6}"),
          JSON_PLAIN);
    json_object(&r.j);
    CHECK("which: bb", json_which(&r.j, keys, &seen) == 1 && json_int(&r.j) == 2);
    CHECK("which: empty", json_which(&r.j, keys, &seen) == 2 && json_int(&r.j) == 4);
    CHECK("which: a", json_which(&r.j, keys, &seen) == 0 && json_int(&r.j) == 5);
    CHECK("which: the end", json_which(&r.j, keys, &seen) == -1 && seen == 7);
    CHECK("which: ok", end(&r) && r.j.depth == 0);

    seen = 0;
    start(&r, STR("{i\1ai\1i\1xi\2i\1xi\3i\1ai\4}"), JSON_UBJSON);
    json_object(&r.j);
    CHECK("twice: first", json_which(&r.j, keys, &seen) == 0 && json_int(&r.j) == 1);
    CHECK("twice: second", json_which(&r.j, keys, &seen) == -1 && !json_ok(&r.j));
    CHECK("twice: message",
          str_eq(str_of(r.err.what), STR("at byte 19: the key \"a\" comes twice")));
    end(&r);
}

static void test_sticky(void)
{
    static const char *const keys[] = { "a", NULL };
    uint64_t seen = 0;
    float f;
    int64_t i;
    struct str key = STR("x");
    struct reader r;
    start(&r, STR("[1,{\"a\":2}]"), JSON_PLAIN);
    json_array(&r.j);
    CHECK("sticky: item", json_item(&r.j));
    CHECK("sticky: fails", !json_fail(&r.j, "this is too much"));
    const size_t at = r.j.at;
    CHECK("sticky: what", str_eq(str_of(r.err.what), STR("at byte 1: this is too much")));
    CHECK("sticky: peek", json_peek(&r.j) == JSON_END);
    CHECK("sticky: numbers", json_double(&r.j) == 0 && json_float(&r.j) == 0
                                 && json_int(&r.j) == 0 && !json_bool(&r.j));
    CHECK("sticky: string", json_string(&r.j).len == 0);
    json_skip(&r.j);
    json_object(&r.j);
    json_array(&r.j);
    CHECK("sticky: next", !json_item(&r.j) && !json_key(&r.j, &key) && key.len == 0);
    CHECK("sticky: which", json_which(&r.j, keys, &seen) == -1 && seen == 0);
    CHECK("sticky: arrays", json_floats(&r.j, &f, 1) == 0 && json_ints(&r.j, &i, 1) == 0
                                && json_room(&r.j) == 0);
    CHECK("sticky: place", r.j.at == at && r.j.depth == 1 && !end(&r));
}

/* What comes first in the file is read second. */
static void test_marks(void)
{
    struct str key;
    struct reader r;
    start(&r, STR("{\"trees\":[1,2,3],\"count\":3}"), JSON_XGBOOST);
    json_object(&r.j);
    CHECK("marks: trees", json_key(&r.j, &key) && str_eq(key, STR("trees")));
    struct json trees = r.j;
    json_skip(&r.j);
    CHECK("marks: count", json_key(&r.j, &key) && json_int(&r.j) == 3);
    CHECK("marks: end", !json_key(&r.j, &key) && json_ok(&r.j));
    int64_t tree[3];
    CHECK("marks: again", json_ints(&trees, tree, 3) == 3 && tree[2] == 3 && end(&r));
}

static void test_no_memory(void)
{
    struct reader r;
    start(&r, STR("\"a\\nb\""), JSON_PLAIN);
    r.arena.limit = 1;
    CHECK("no memory: string", json_string(&r.j).len == 0);
    CHECK("no memory: kind", !end(&r) && r.err.kind == ERR_MEMORY);
}

struct array {
    enum json_dialect dialect;
    struct str file;
    size_t room;
    bool floats, ints;      /* it can be read as these; values are 1, 2, 3... */
};

static const struct array arrays[] = {
    { JSON_PLAIN, { "[]", 2 }, 0, true, true },
    { JSON_PLAIN, { "[1,2,3]", 7 }, 3, true, true },
    { JSON_PLAIN, { "[1.0,2e0]", 9 }, 2, true, false },
    { JSON_PLAIN, { "[[1,2],\"]\",{}]", 14 }, 3, false, false },
    { JSON_XGBOOST, { "[ 1 , 2 , ]", 11 }, 2, true, true },
    { JSON_UBJSON, { "[]", 2 }, 0, true, true },
    { JSON_UBJSON, { "[i\1U\2]", 6 }, 2, true, true },
    { JSON_UBJSON, { "[i\1d\x40\0\0\0]", 9 }, 2, true, false },
    { JSON_UBJSON, { "[#i\2i\1D\x40\0\0\0\0\0\0\0", 15 }, 2, true, false },
    { JSON_UBJSON, { "[#i\2i\1I\0\2", 9 }, 2, true, true },
    { JSON_UBJSON, { "[$i#i\2\1\2", 8 }, 2, true, true },
    { JSON_UBJSON, { "[$U#i\2\1\2", 8 }, 2, true, true },
    { JSON_UBJSON, { "[$I#i\2\0\1\0\2", 10 }, 2, true, true },
    { JSON_UBJSON, { "[$l#i\2\0\0\0\1\0\0\0\2", 14 }, 2, true, true },
    { JSON_UBJSON, { "[$L#i\1\0\0\0\0\0\0\0\1", 14 }, 1, true, true },
    { JSON_UBJSON, { "[$d#i\2\x3f\x80\0\0\x40\0\0\0", 14 }, 2, true, false },
    { JSON_UBJSON, { "[$D#i\1\x3f\xf0\0\0\0\0\0\0", 14 }, 1, true, false },
    { JSON_UBJSON, { "[$C#i\1x", 7 }, 1, false, false },
};

/* The last of the values, where there is one, is their count. */
static void check_floats(const char *which, const struct array *a, size_t max, bool want)
{
    float values[4] = { 0 };
    struct reader r;
    start(&r, a->file, a->dialect);
    CHECK(which, json_floats(&r.j, values, max) == (want ? a->room : 0));
    CHECK(which, end(&r) == want && (!want || r.j.at == a->file.len));
    CHECK(which, !want || !a->room || values[a->room - 1] == (float)a->room);
    CHECK(which, max >= a->room || !a->floats || strstr(r.err.what, "more than"));
}

static void check_ints(const char *which, const struct array *a, size_t max, bool want)
{
    int64_t values[4] = { 0 };
    struct reader r;
    start(&r, a->file, a->dialect);
    CHECK(which, json_ints(&r.j, values, max) == (want ? a->room : 0));
    CHECK(which, end(&r) == want && (!want || r.j.at == a->file.len));
    CHECK(which, !want || !a->room || values[a->room - 1] == (int64_t)a->room);
    CHECK(which, max >= a->room || !a->ints || strstr(r.err.what, "more than"));
}

static void check_array(const struct array *a)
{
    char which[64];
    struct reader r;
    str_show(which, sizeof which, a->file, 60);
    start(&r, a->file, a->dialect);
    CHECK(which, json_room(&r.j) == a->room && r.j.at == 0 && r.j.depth == 0 && end(&r));
    check_floats(which, a, 4, a->floats);
    check_floats(which, a, a->room, a->floats);
    check_ints(which, a, 4, a->ints);
    check_ints(which, a, a->room, a->ints);
    if (a->room) {
        check_floats(which, a, a->room - 1, false);
        check_ints(which, a, a->room - 1, false);
    }
}

static void test_large_to_float(void)
{
    float value = 0;
    struct reader r;
    start(&r, STR("[$L#i\1\x10\0\0\x10\0\0\0\1"), JSON_UBJSON);
    CHECK("typed, large to float", json_floats(&r.j, &value, 1) == 1 && end(&r));
    CHECK("typed, large to float", value == 0x1.000002p60f);
}

static void test_arrays(void)
{
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++)
        check_array(&arrays[i]);
}

int main(void)
{
    test_numbers();
    test_floats_near_the_middle();
    test_which();
    test_sticky();
    test_marks();
    test_no_memory();
    test_arrays();
    test_large_to_float();
    return check_report();
}
