/* test_json_write.c - the JSON writer. */
#include "base/buf.h"
#include "test/check.h"
#include "text/json_write.h"

#include <math.h>

static void test_commas(void)
{
    struct buf out = { 0 };
    struct json_write w = { .buf = &out };
    json_write_begin_object(&w);
    json_write_key(&w, STR("a"));
    json_write_begin_array(&w);
    json_write_end(&w);
    json_write_key(&w, STR("b"));
    json_write_begin_array(&w);
    json_write_uint(&w, UINT64_MAX);
    json_write_begin_object(&w);
    json_write_end(&w);
    json_write_bool(&w, true);
    json_write_bool(&w, false);
    json_write_null(&w);
    json_write_end(&w);
    json_write_key(&w, STR("c"));
    json_write_raw(&w, STR("{\"x\":[1]}"));
    json_write_key(&w, STR("\"\n"));
    json_write_string(&w, STR("d"));
    json_write_end(&w);
    CHECK("commas", str_eq(buf_str(&out),
          STR("{\"a\":[],\"b\":[18446744073709551615,{},true,false,null],"
              "\"c\":{\"x\":[1]},\"\\\"\\n\":\"d\"}")));
    CHECK("nothing is open", w.depth == 0);
    buf_release(&out);
}

static void test_depth(void)
{
    struct buf out = { 0 };
    struct json_write w = { .buf = &out };
    for (int i = 0; i < 64; i++) {
        if (i % 3) {
            json_write_begin_array(&w);
        } else {
            json_write_begin_object(&w);
            json_write_key(&w, STR(""));
        }
    }
    out.len = 0;
    for (int i = 0; i < 64; i++)
        json_write_end(&w);
    for (size_t i = 0; i < 64; i++)
        CHECK("brackets", out.at[63 - i] == (i % 3 ? ']' : '}'));
    buf_release(&out);
}

static void test_numbers(void)
{
    static const struct {
        double value;
        const char *want;
    } cases[] = {
        { 0, "0" }, { -0.0, "-0" }, { 1, "1" }, { 0.1, "0.1" }, { -1.5, "-1.5" },
        { 1e-5, "1e-05" }, { 1e300, "1e+300" },
        { (double)NAN, "null" }, { (double)INFINITY, "null" },
        { (double)-INFINITY, "null" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = { 0 };
        struct json_write w = { .buf = &out };
        json_write_number(&w, cases[i].value);
        CHECK(cases[i].want, str_eq(buf_str(&out), str_of(cases[i].want)));
        buf_release(&out);
    }
}

#define CASE(text, want) { { text, sizeof text - 1 }, want }

static void test_strings(void)
{
    static const struct {
        struct str text;
        const char *want;
    } cases[] = {
        CASE("", ""), CASE("plain /text", "plain /text"), CASE("\"\\", "\\\"\\\\"),
        CASE("\b\f\n\r\t", "\\b\\f\\n\\r\\t"), CASE("\0\x1f\x7f", "\\u0000\\u001f\x7f"),
        /* The first and the last character of each length, and around the surrogates. */
        CASE("\xc2\x80\xdf\xbf", "\xc2\x80\xdf\xbf"),
        CASE("\xe0\xa0\x80\xef\xbf\xbf", "\xe0\xa0\x80\xef\xbf\xbf"),
        CASE("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"),
        CASE("\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80"),
        /* Not UTF-8. */
        CASE("a\x80z", "a\\u0080z"), CASE("\xff\xfe", "\\u00ff\\u00fe"),
        CASE("\xc0\x80", "\\u00c0\\u0080"), CASE("\xc1\xbf", "\\u00c1\\u00bf"),
        CASE("\xe0\x9f\xbf", "\\u00e0\\u009f\\u00bf"),
        CASE("\xf0\x8f\xbf\xbf", "\\u00f0\\u008f\\u00bf\\u00bf"),
        CASE("\xed\xa0\x80", "\\u00ed\\u00a0\\u0080"),
        CASE("\xf4\x90\x80\x80", "\\u00f4\\u0090\\u0080\\u0080"),
        CASE("\xf5\x80\x80\x80", "\\u00f5\\u0080\\u0080\\u0080"),
        CASE("\xc3", "\\u00c3"), CASE("\xe2\x82", "\\u00e2\\u0082"),
        CASE("\xf0\x9f\x98", "\\u00f0\\u009f\\u0098"), CASE("\xc3\"", "\\u00c3\\\""),
        CASE("\xe2\x82\xc3\xa9", "\\u00e2\\u0082\xc3\xa9"),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = { 0 }, want = { 0 };
        struct json_write w = { .buf = &out };
        json_write_string(&w, cases[i].text);
        buf_addf(&want, "\"%s\"", cases[i].want);
        CHECK(cases[i].want, str_eq(buf_str(&out), buf_str(&want)));
        buf_release(&out);
        buf_release(&want);
    }
}

int main(void)
{
    test_commas();
    test_depth();
    test_numbers();
    test_strings();
    return check_report();
}
