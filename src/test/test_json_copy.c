/* test_json_copy.c - whole documents, sound and damaged, through the JSON and UBJSON
 * readers: each is copied value by value to plain JSON, and skipped. */
#include "base/buf.h"
#include "test/check.h"
#include "test/json_reader.h"
#include "text/json_write.h"
#include "text/num.h"

static void copy_number(struct json *j, struct json_write *w)
{
    char text[NUM_ROOM];
    json_write_raw(w, (struct str){ text, num_write_double(text, json_double(j)) });
}

/* A value without items, or the start of one with items. */
static void copy_one(struct json *j, struct json_write *w)
{
    switch (json_peek(j)) {
    case JSON_OBJECT:
        json_object(j);
        if (json_ok(j))
            json_write_begin_object(w);
        break;
    case JSON_ARRAY:
        json_array(j);
        if (json_ok(j))
            json_write_begin_array(w);
        break;
    case JSON_STRING:
        json_write_string(w, json_string(j));
        break;
    case JSON_NUMBER:
        copy_number(j, w);
        break;
    case JSON_BOOL:
        json_write_bool(w, json_bool(j));
        break;
    case JSON_NULL:
        json_skip(j);
        json_write_null(w);
        break;
    case JSON_END:
        break;
    }
}

/* The next value as plain JSON. */
static void copy(struct json *j, struct buf *out)
{
    struct json_write w = { .buf = out };
    struct str key;
    copy_one(j, &w);
    while (w.depth && json_ok(j)) {
        const bool in_object = w.objects & 1;
        if (in_object ? json_key(j, &key) : json_item(j)) {
            if (in_object)
                json_write_key(&w, key);
            copy_one(j, &w);
        } else if (json_ok(j)) {
            json_write_end(&w);
        }
    }
}

/* What can be read can be skipped, to the same byte. */
static void check_skip(const char *which, struct str file, enum json_dialect dialect,
                       size_t behind)
{
    struct reader r;
    start(&r, file, dialect);
    json_skip(&r.j);
    CHECK(which, end(&r) && r.j.at == behind);
}

struct copied {
    const char *which;
    enum json_dialect dialect;
    struct str file;
    const char *want;       /* as JSON; or '!' and the error */
};

static void check_copied(const struct copied *c)
{
    struct reader r;
    struct buf out = { 0 };
    start(&r, c->file, c->dialect);
    copy(&r.j, &out);
    const bool ok = json_ok(&r.j);
    if (!ok) {
        buf_clear(&out);
        buf_addf(&out, "!%s", r.err.what);
    }
    CHECK(c->which, str_eq(buf_str(&out), str_of(c->want)));
    if (!str_eq(buf_str(&out), str_of(c->want)))
        printf("  got %.*s\n", (int)out.len, out.at);
    CHECK(c->which, ok || r.err.kind == ERR_MODEL);
    if (ok && out.len)
        check_skip(c->which, c->file, c->dialect, r.j.at);
    end(&r);
    buf_release(&out);
}

#define TEXT(which, text, want) { which, JSON_PLAIN, { text, sizeof text - 1 }, want }
#define XGB(which, text, want) { which, JSON_XGBOOST, { text, sizeof text - 1 }, want }
#define UBJ(which, text, want) { which, JSON_UBJSON, { text, sizeof text - 1 }, want }

static const struct copied copies[] = {
    TEXT("nothing", "", ""),
    TEXT("blanks only", " \t\r\n", ""),
    TEXT("null", "null", "null"),
    TEXT("words", " [ true , false , null ] ", "[true,false,null]"),
    TEXT("behind the root", "[] x", "[]"),
    TEXT("empty", "{\"a\":{},\"b\":[]}", "{\"a\":{},\"b\":[]}"),
    TEXT("blanks", "\n{ \"a\"\t:\r1 ,\"b\" : [ 2 , 3 ] }", "{\"a\":1,\"b\":[2,3]}"),
    TEXT("nested", "[[[1],2],{\"x\":[{}]}]", "[[[1],2],{\"x\":[{}]}]"),
    TEXT("numbers", "[0,-0,1,-1,10.5,1e3,1E+3,25e-1,0.1,-0.0e0]",
         "[0,-0,1,-1,10.5,1000,1000,2.5,0.1,-0]"),
    TEXT("specials", "[NaN,Infinity,-Infinity,1e999,-1e999]", "[nan,inf,-inf,inf,-inf]"),
    TEXT("escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""),
    TEXT("escaped codes", "\"\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\\u0000\"",
         "\"A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\\u0000\""),
    TEXT("lone halves", "\"\\ud83dx\\ude00\\ud83d\\u0041\\ud83d\"",
         "\"\xef\xbf\xbdx\xef\xbf\xbd\xef\xbf\xbd" "A\xef\xbf\xbd\""),
    TEXT("last codes", "\"\\u007f\\u0080\\u07ff\\u0800\\uffff\\udbff\\udfff\"",
         "\"\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf4\x8f\xbf\xbf\""),
    TEXT("raw bytes", "\"\xff\x01\n\"", "\"\\u00ff\\u0001\\n\""),
    TEXT("quotes and slashes", "[\"a\\\\\",\"\\\\\\\"b\"]", "[\"a\\\\\",\"\\\\\\\"b\"]"),
    TEXT("escaped key", "{\"\\u0061\\n\":1}", "{\"a\\n\":1}"),

    TEXT("comma at an array's end", "[1,]", "!at byte 3: a value was expected"),
    TEXT("comma at an object's end", "{\"a\":1,}", "!at byte 7: a key was expected"),
    TEXT("only a comma", "[,]", "!at byte 1: a value was expected"),
    TEXT("two commas", "[1,,2]", "!at byte 3: a value was expected"),
    TEXT("no comma", "[1 2]", "!at byte 3: a comma or a closing bracket was expected"),
    TEXT("wrong bracket", "[1}", "!at byte 2: a comma or a closing bracket was expected"),
    TEXT("no key", "{1:2}", "!at byte 1: a key was expected"),
    TEXT("no colon", "{\"a\" 1}", "!at byte 5: a colon was expected"),
    TEXT("no value", "{\"a\":}", "!at byte 5: a value was expected"),
    TEXT("open array", "[1",
        "!at byte 2: the file ends where a comma or a closing bracket "
         "was expected"),
    TEXT("open object", "{", "!at byte 1: the file ends where a key was expected"),
    TEXT("no value at the end", "{\"a\":", "!at byte 5: the file ends where a value "
         "was expected"),
    TEXT("open string", "[\"ab\\\"", "!at byte 1: the file ends inside what begins here"),
    TEXT("no such escape", "\"a\\x\"", "!at byte 2: there is no such escape in a string"),
    TEXT("short code", "\"\\u12\"", "!at byte 1: there is no such escape in a string"),
    TEXT("bad code", "\"\\u12g4\"", "!at byte 1: there is no such escape in a string"),
    TEXT("no digit", "-", "!at byte 0: a number was expected"),
    TEXT("no digit behind the point", "[1.]", "!at byte 1: a number was expected"),
    TEXT("no digit before the point", "[.5]", "!at byte 1: a value was expected"),
    TEXT("no digit behind the e", "[1e+]", "!at byte 1: a number was expected"),
    TEXT("plus", "+1", "!at byte 0: a value was expected"),
    TEXT("zero in front", "01", "!at byte 0: a number was expected"),
    TEXT("hex", "[0x1]", "!at byte 2: a comma or a closing bracket was expected"),
    TEXT("nan in small letters", "[nan]",
         "!at byte 1: a value was expected"),
    TEXT("inf", "Inf", "!at byte 0: a number was expected"),
    TEXT("-NaN", "-NaN", "!at byte 0: a number was expected"),
    TEXT("half a word", "[tru]", "!at byte 1: true, false, 0 or 1 was expected"),
    TEXT("NUL", "[\0]", "!at byte 1: a value was expected"),

    XGB("xgboost: comma at an array's end", "[[1,],[2, ] , ]", "[[1],[2]]"),
    XGB("xgboost: two at an array's end", "[1,,]", "!at byte 3: a value was expected"),
    XGB("xgboost: only a comma", "[,]", "!at byte 1: a value was expected"),
    XGB("xgboost: comma at an object's end", "{\"a\":1,}",
        "!at byte 7: a key was expected"),
    XGB("xgboost: numbers", "[5E-1,0E0,-1.25E1,1E-45,7,NaN]",
        "[0.5,0,-12.5,1e-45,7,nan]"),
    XGB("xgboost: escapes", "\"\\\"\\\\\\r\\n\\t\"", "\"\\\"\\\\\\r\\n\\t\""),
    XGB("xgboost: what it leaves", "\"\\u0041\\/\\b\\f\\u\"",
        "\"\\\\u0041\\\\/\\\\b\\\\f\\\\u\""),
    XGB("xgboost: no such escape", "\"\\a\"",
        "!at byte 1: there is no such escape in a string"),

    UBJ("ubjson: nothing", "", ""),
    UBJ("ubjson: words", "[ZTF]", "[null,true,false]"),
    UBJ("ubjson: i", "[i\x7fi\x80]", "[127,-128]"),
    UBJ("ubjson: U", "[U\x7fU\xff]", "[127,255]"),
    UBJ("ubjson: I", "[I\x7f\xffI\x80\x01]", "[32767,-32767]"),
    UBJ("ubjson: l", "[l\x7f\xff\xff\xffl\x80\0\0\1]", "[2147483647,-2147483647]"),
    UBJ("ubjson: L", "[L\0\0\1\0\0\0\0\2L\xff\xff\xff\xff\xff\xff\xff\xfe]",
        "[1099511627778,-2]"),
    UBJ("ubjson: d", "[d\x3f\xc0\0\0d\x7f\x80\0\0d\x3d\xcc\xcc\xcd]",
        "[1.5,inf,0.10000000149011612]"),
    UBJ("ubjson: D", "[D\xbf\xf8\0\0\0\0\0\0D\x3f\xb9\x99\x99\x99\x99\x99\x9a]",
        "[-1.5,0.1]"),
    UBJ("ubjson: S", "[SL\0\0\0\0\0\0\0\2abSi\0Si\1c]", "[\"ab\",\"\",\"c\"]"),
    UBJ("ubjson: C", "[CxCy]", "[\"x\",\"y\"]"),
    UBJ("ubjson: lengths", "[Si\1aSU\1bSI\0\1cSl\0\0\0\1d]", "[\"a\",\"b\",\"c\",\"d\"]"),
    UBJ("ubjson: object", "{L\0\0\0\0\0\0\0\1ai\5i\1b[]i\0{}}",
        "{\"a\":5,\"b\":[],\"\":{}}"),
    UBJ("ubjson: counted", "[#L\0\0\0\0\0\0\0\3i\1TSi\1x", "[1,true,\"x\"]"),
    UBJ("ubjson: counted in counted", "[#i\2[#i\1i\7[#i\0", "[[7],[]]"),
    UBJ("ubjson: typed i", "[$i#i\3\1\2\xff", "[1,2,-1]"),
    UBJ("ubjson: typed U", "[$U#i\2\1\xff", "[1,255]"),
    UBJ("ubjson: typed I", "[$I#U\2\0\1\xff\xff", "[1,-1]"),
    UBJ("ubjson: typed l", "[$l#L\0\0\0\0\0\0\0\2\0\0\0\1\xff\xff\xff\xff", "[1,-1]"),
    UBJ("ubjson: typed L", "[$L#i\1\0\0\0\0\0\0\1\0", "[256]"),
    UBJ("ubjson: typed d", "[$d#i\2\x3f\x80\0\0\x80\0\0\0", "[1,-0]"),
    UBJ("ubjson: typed D", "[$D#i\1\x3f\xf0\0\0\0\0\0\0", "[1]"),
    UBJ("ubjson: typed C", "[$C#i\2xy", "[\"x\",\"y\"]"),
    UBJ("ubjson: typed, empty", "{i\1a[$l#L\0\0\0\0\0\0\0\0i\1b[$d#i\0}",
        "{\"a\":[],\"b\":[]}"),

    UBJ("ubjson: no-op", "[N]", "!at byte 1: the no-op marker N is not read here"),
    UBJ("ubjson: H", "Hi\1" "1",
        "!at byte 0: numbers of high precision (H) are not read here"),
    UBJ("ubjson: no marker", "[x]", "!at byte 1: a value was expected"),
    UBJ("ubjson: NUL", "[\0]", "!at byte 1: a value was expected"),
    UBJ("ubjson: wrong bracket", "[}", "!at byte 1: a value was expected"),
    UBJ("ubjson: counted object", "{#i\1i\1ai\1",
        "!at byte 1: objects with a count or a type are not read here"),
    UBJ("ubjson: typed object", "{$i#i\1i\1a\1",
        "!at byte 1: objects with a count or a type are not read here"),
    UBJ("ubjson: key with a marker", "{Si\1ai\1}",
        "!at byte 1: a key or a closing brace was expected"),
    UBJ("ubjson: length of a key", "{d\0\0\0\0i\1}", "!at byte 1: a length was expected"),
    UBJ("ubjson: negative length", "Si\xff", "!at byte 1: a length is negative"),
    UBJ("ubjson: negative count", "[$i#L\xff\xff\xff\xff\xff\xff\xff\xff",
        "!at byte 4: a length is negative"),
    UBJ("ubjson: no length", "SS", "!at byte 1: a length was expected"),
    UBJ("ubjson: long string", "Si\3ab",
        "!at byte 1: the file ends inside what begins here"),
    UBJ("ubjson: half a length", "SL\0\0",
        "!at byte 1: the file ends inside what begins here"),
    UBJ("ubjson: half a number", "[l\0\0\0",
        "!at byte 1: the file ends inside what begins here"),
    UBJ("ubjson: no char", "C", "!at byte 0: the file ends inside what begins here"),
    UBJ("ubjson: open array", "[i\1",
        "!at byte 3: the file ends where a value or a closing bracket was expected"),
    UBJ("ubjson: open object", "{",
        "!at byte 1: the file ends where a key or a closing brace was expected"),
    UBJ("ubjson: open counted", "[#i\2i\1" "i",
        "!at byte 6: the file ends inside what begins here"),
    UBJ("ubjson: counted too much", "[#i\5ZZZZ",
        "!at byte 1: the file ends inside what begins here"),
    UBJ("ubjson: typed too much", "[$d#i\2\0\0\0\0\0\0\0",
        "!at byte 3: the file ends inside what begins here"),
    UBJ("ubjson: typed, product too large", "[$D#L\x7f\xff\xff\xff\xff\xff\xff\xff",
        "!at byte 3: the file ends inside what begins here"),
    UBJ("ubjson: typed, product wraps", "[$D#L\x20\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0",
        "!at byte 3: the file ends inside what begins here"),
    UBJ("ubjson: typed Z", "[$Z#l\x7f\xff\xff\xff",
        "!at byte 2: one of the types i U I l L d D C for a whole array was expected"),
    UBJ("ubjson: typed T", "[$T#i\1",
        "!at byte 2: one of the types i U I l L d D C for a whole array was expected"),
    UBJ("ubjson: typed S", "[$S#i\1i\1a",
        "!at byte 2: one of the types i U I l L d D C for a whole array was expected"),
    UBJ("ubjson: typed [", "[$[#i\1]",
        "!at byte 2: one of the types i U I l L d D C for a whole array was expected"),
    UBJ("ubjson: typed, no count", "[$i]", "!at byte 3: a count was expected"),
};

static void test_copies(void)
{
    for (size_t i = 0; i < sizeof copies / sizeof copies[0]; i++)
        check_copied(&copies[i]);
}

struct nested {
    const char *which;
    enum json_dialect dialect;
    struct str head, core, tail;
};

static const struct nested nests[] = {
    { "nested arrays", JSON_PLAIN, { "[", 1 }, { "", 0 }, { "]", 1 } },
    { "nested objects", JSON_PLAIN, { "{\"a\":", 5 }, { "1", 1 }, { "}", 1 } },
    { "nested arrays, xgboost", JSON_XGBOOST, { " [1,", 4 }, { "2", 1 }, { ",]", 2 } },
    { "nested arrays, ubjson", JSON_UBJSON, { "[", 1 }, { "", 0 }, { "]", 1 } },
    { "nested counted arrays", JSON_UBJSON, { "[#i\1", 4 }, { "Z", 1 }, { "", 0 } },
    { "nested objects, ubjson", JSON_UBJSON, { "{i\1a", 4 }, { "Z", 1 }, { "}", 1 } },
};

static void check_nested(const struct nested *nest, size_t n)
{
    const char *which = nest->which;
    const bool want = n <= JSON_DEPTH;
    struct buf file = { 0 }, out = { 0 };
    struct reader r;
    for (size_t i = 0; i < n; i++)
        buf_add_str(&file, nest->head);
    buf_add_str(&file, nest->core);
    for (size_t i = 0; i < n; i++)
        buf_add_str(&file, nest->tail);
    start(&r, buf_str(&file), nest->dialect);
    json_skip(&r.j);
    CHECK(which, end(&r) == want && (!want || r.j.at == file.len));
    CHECK(which, want || strstr(r.err.what, "nested more than 64 deep"));
    start(&r, buf_str(&file), nest->dialect);
    copy(&r.j, &out);
    CHECK(which, end(&r) == want && (!want || r.j.at == file.len));
    CHECK(which, want || strstr(r.err.what, "nested more than 64 deep"));
    buf_release(&file);
    buf_release(&out);
}

static void test_depth(void)
{
    static const size_t counts[] = { 1, 63, 64, 65, 66, 1000000 };
    for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++)
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++)
            check_nested(&nests[i], counts[k]);
}

/* The limit counts what is open already. */
static void test_depth_inside(void)
{
    struct buf file = { 0 };
    struct reader r;
    for (int i = 0; i < 65; i++)
        buf_add_char(&file, '[');
    for (int skipped_at = 0; skipped_at <= 64; skipped_at++) {
        start(&r, buf_str(&file), JSON_PLAIN);
        for (int i = 0; i < skipped_at; i++) {
            json_array(&r.j);
            json_item(&r.j);
        }
        json_skip(&r.j);
        CHECK("depth inside", !end(&r) && r.j.at == 64 && strstr(r.err.what, "nested"));
    }
    buf_release(&file);
}

static const struct copied samples[] = {
    XGB("json sample",
        "{\"learner\":{\"name\":\"a\\n\\u00e9\",\"version\":[3,2,0],"
        "\"n\":[NaN,-Infinity],"
        "\"trees\":[{\"x\":[5E-1,-1.25E1,],\"d\":[true,false,null]},{}], \"s\" : \"7\"}}",
        "{\"learner\":{\"name\":\"a\\n\\\\u00e9\",\"version\":[3,2,0],\"n\":[nan,-inf],"
        "\"trees\":[{\"x\":[0.5,-12.5],\"d\":[true,false,null]},{}],\"s\":\"7\"}}"),
    UBJ("ubjson sample",
        "{L\0\0\0\0\0\0\0\1xSi\2hii\1y[$d#L\0\0\0\0\0\0\0\2\x3f\x80\0\0\x40\0\0\0"
        "i\1z[#i\3i\1I\1\0l\0\1\0\0U\1w"
        "[ZTF[]{}CaD\x3f\xf8\0\0\0\0\0\0L\0\0\0\0\0\0\0\7]}",
        "{\"x\":\"hi\",\"y\":[1,2],\"z\":[1,256,65536],"
        "\"w\":[null,true,false,[],{},\"a\",1.5,7]}"),
};

enum { SAMPLES = sizeof samples / sizeof samples[0] };

/* A copy with nothing behind it that could be read unnoticed. */
static char *exact_copy(struct str s)
{
    char *copied = mem_grow(NULL, s.len, 1);
    if (copied)
        memcpy(copied, s.at, s.len);
    return copied;
}

static void check_truncated(const struct copied *sample, size_t len)
{
    char *part = exact_copy(str_first(sample->file, len));
    struct buf out = { 0 };
    struct reader r;
    start(&r, (struct str){ part, len }, sample->dialect);
    copy(&r.j, &out);
    CHECK(sample->which, len == 0 || (!end(&r) && r.j.at <= len));
    start(&r, (struct str){ part, len }, sample->dialect);
    json_skip(&r.j);
    CHECK(sample->which, !end(&r) && r.j.at <= len && r.err.kind == ERR_MODEL);
    end(&r);
    buf_release(&out);
    mem_free(part);
}

static void test_truncation(void)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        check_copied(&samples[i]);
        for (size_t len = 0; len < samples[i].file.len; len++)
            check_truncated(&samples[i], len);
    }
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Some bytes changed; half of them to bytes that mean something. */
static void damage(char *bytes, size_t len, uint64_t *state)
{
    static const char meaning[] = "{}[]\":,\\u0-.eE#$iUIlLdDSCZTFNH\x7f\xff";
    const uint64_t changes = 1 + next_random(state) % 4;
    for (uint64_t i = 0; i < changes; i++) {
        const uint64_t random = next_random(state);
        const char c = random & 1 ? (char)(random >> 8)
                                  : meaning[(random >> 8) % (sizeof meaning - 1)];
        bytes[(random >> 32) % len] = c;
    }
}

static void test_damage(void)
{
    uint64_t state = 2463534242u, read = 0;
    for (int i = 0; i < 100000; i++) {
        const struct copied *sample = &samples[i % SAMPLES];
        const size_t len = sample->file.len;
        char *bytes = exact_copy(sample->file);
        struct buf out = { 0 };
        struct reader r;
        damage(bytes, len, &state);
        start(&r, (struct str){ bytes, len }, sample->dialect);
        copy(&r.j, &out);
        if (end(&r) && out.len) {
            check_skip("damaged", (struct str){ bytes, len }, sample->dialect, r.j.at);
            read++;
        }
        start(&r, (struct str){ bytes, len }, sample->dialect);
        json_skip(&r.j);
        end(&r);
        buf_release(&out);
        mem_free(bytes);
    }
    CHECK("damaged ones that can be read", read > 1000 && read < 90000);
}

/* What is refused though it is only skipped. */
static void test_refused_skips(void)
{
    static const struct {
        enum json_dialect dialect;
        const char *text;
    } cases[] = {
        { JSON_PLAIN, "" }, { JSON_PLAIN, "]" }, { JSON_PLAIN, "[1}" },
        { JSON_PLAIN, "{]" }, { JSON_PLAIN, "[{\"a\":1]}" }, { JSON_PLAIN, "[[1]" },
        { JSON_PLAIN, "[;]" }, { JSON_PLAIN, "['a']" }, { JSON_PLAIN, "[\x01]" },
        { JSON_PLAIN, "\"a" }, { JSON_PLAIN, "[\"a]" }, { JSON_PLAIN, "\"\\\"" },
        { JSON_PLAIN, "nul" }, { JSON_PLAIN, "tru" }, { JSON_PLAIN, "-" },
        { JSON_PLAIN, "nan" }, { JSON_PLAIN, "/**/1" },
        { JSON_UBJSON, "" }, { JSON_UBJSON, "]" }, { JSON_UBJSON, "[}" },
        { JSON_UBJSON, "{]" }, { JSON_UBJSON, "[N]" }, { JSON_UBJSON, "{#i\1" },
        { JSON_UBJSON, "[$i#i\2\1" }, { JSON_UBJSON, "[#i\2Z" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct reader r;
        start(&r, str_of(cases[i].text), cases[i].dialect);
        json_skip(&r.j);
        CHECK(cases[i].text, !end(&r) && r.err.kind == ERR_MODEL);
    }
}

int main(void)
{
    test_copies();
    test_refused_skips();
    test_depth();
    test_depth_inside();
    test_truncation();
    test_damage();
    return check_report();
}
