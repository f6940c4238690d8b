/* test_str.c - borrowed bytes: pieces, likeness, and how they are shown. */
#include "base/str.h"

#include "test/check.h"

#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S(literal) { literal, sizeof(literal) - 1 }

static const struct str none = { NULL, 0 };

static void test_equal(void)
{
    CHECK("the same", str_eq(STR("ab"), STR("ab")));
    CHECK("another", !str_eq(STR("ab"), STR("ac")));
    CHECK("a beginning", !str_eq(STR("ab"), STR("abc"))
                         && !str_eq(STR("abc"), STR("ab")));
    CHECK("empty ones", str_eq(STR(""), none) && str_eq(none, none));
    CHECK("empty and not", !str_eq(STR("a"), none) && !str_eq(none, STR("a")));
    CHECK("NUL is a byte", !str_eq(STR("a\0b"), STR("a\0c")));
    CHECK("of a text", str_eq(str_of("ab"), STR("ab")) && str_of(NULL).len == 0);
    CHECK("letters alike", str_eq_nocase(STR("aZ09[`{@"), STR("Az09[`{@")));
    CHECK("only letters", !str_eq_nocase(STR("["), STR("{"))
                          && !str_eq_nocase(STR("@"), STR("`")));
    CHECK("bytes above 127", !str_eq_nocase(STR("\xC4"), STR("\xE4")));
    CHECK("lengths", !str_eq_nocase(STR("a"), STR("aa")) && str_eq_nocase(none, none));
}

static void test_ends(void)
{
    CHECK("starts", str_starts(STR("abc"), STR("ab"))
                    && str_starts(STR("ab"), STR("ab")));
    CHECK("does not start", !str_starts(STR("abc"), STR("bc"))
                            && !str_starts(STR("a"), STR("ab")));
    CHECK("ends", str_ends(STR("abc"), STR("bc")) && str_ends(STR("bc"), STR("bc")));
    CHECK("does not end", !str_ends(STR("abc"), STR("ab"))
                          && !str_ends(STR("c"), STR("bc")));
    CHECK("with nothing", str_starts(STR("a"), STR("")) && str_ends(STR("a"), STR("")));
    CHECK("without its first", str_eq(str_from(STR("abc"), 1), STR("bc")));
    CHECK("without any", str_from(STR("abc"), 3).len == 0
                         && str_from(STR("abc"), 9).len == 0
                         && str_from(STR("abc"), SIZE_MAX).len == 0);
    CHECK("the first", str_eq(str_first(STR("abc"), 2), STR("ab"))
                       && str_eq(str_first(STR("abc"), 9), STR("abc"))
                       && str_first(STR("abc"), 0).len == 0);
}

static void test_trim(void)
{
    static const struct { struct str in, want; } cases[] = {
        { S(" a b\t"), S("a b") }, { S("\t \t"), S("") }, { S(""), S("") },
        { S("a"), S("a") }, { S("\na\r"), S("\na\r") }, { S("\xA0" "a"), S("\xA0" "a") },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK("trimmed", str_eq(str_trim(cases[i].in), cases[i].want));
    CHECK("nothing trimmed", str_trim(none).len == 0);
}

static void test_pieces(void)
{
    struct str rest = STR("a,,bc,");
    CHECK("the first piece", str_eq(str_next(&rest, ','), STR("a")));
    CHECK("an empty one", str_eq(str_next(&rest, ','), STR("")));
    CHECK("a long one", str_eq(str_next(&rest, ','), STR("bc")));
    CHECK("the end", rest.len == 0 && str_next(&rest, ',').len == 0 && rest.len == 0);
    rest = STR("abc");
    CHECK("all", str_eq(str_next(&rest, ','), STR("abc")) && rest.len == 0);
    rest = none;
    CHECK("of nothing", str_next(&rest, ',').len == 0 && rest.len == 0);
}

/* ---- likeness ---- */

static const struct { struct str a, b; size_t distance; } distances[] = {
    { S(""), S(""), 0 }, { S("a"), S("a"), 0 }, { S("a"), S(""), 1 },
    { S(""), S("abc"), 3 },
    { S("abc"), S("abd"), 1 }, { S("abc"), S("ac"), 1 }, { S("ac"), S("abc"), 1 },
    { S("abc"), S("acb"), 1 }, { S("abc"), S("cab"), 2 },
    { S("kitten"), S("sitting"), 3 }, { S("ABC"), S("abc"), 0 },
    { S("ca"), S("abc"), 3 },       /* what is swapped is not edited again */
    { S("abcdef"), S("ghijkl"), 6 }, { S("ba"), S("AB"), 1 },
};

static void test_distances(void)
{
    char a[70], b[70];
    for (size_t i = 0; i < COUNT(distances); i++) {
        struct str x = distances[i].a, y = distances[i].b;
        size_t d = distances[i].distance;
        CHECK(y.at, str_distance(x, y, 9) == d && str_distance(y, x, 9) == d);
        CHECK("the limit", str_distance(x, y, d) == d);
        CHECK("above the limit", d == 0 || str_distance(x, y, d - 1) == d);
    }
    memset(a, 'a', sizeof a);
    memset(b, 'a', sizeof b);
    b[0] = 'b';
    CHECK("64 bytes", str_distance((struct str){ a, 64 }, (struct str){ b, 64 }, 3) == 1);
    CHECK("65 are never near",
          str_distance((struct str){ a, 65 }, (struct str){ b, 64 }, 3) == 4);
}

static void test_nearest(void)
{
    static const struct str names[] = {
        S("model"), S("mode"), S("output"), S("id"), S(""),
    };
    const size_t n = COUNT(names);
    CHECK("itself", str_nearest(STR("mode"), names, n) == 1);
    CHECK("the nearest", str_nearest(STR("modle"), names, n) == 0);
    CHECK("of two as near the first", str_nearest(STR("models"), names, n) == 0);
    CHECK("one letter", str_nearest(STR("ouput"), names, n) == 2);
    CHECK("two letters of six", str_nearest(STR("oudptu"), names, n) == 2);
    CHECK("not near enough", str_nearest(STR("outside"), names, n) == n);
    CHECK("another short one", str_nearest(STR("xy"), names, n) == n);
    CHECK("of none", str_nearest(STR("id"), names, 0) == 0);
}

/* ---- showing ---- */

static const struct { const char *which; struct str in; size_t max; const char *want; }
shows[] = {
    { "plain", S("a b,c"), 40, "a b,c" },
    { "nothing", S(""), 40, "" },
    { "control codes", S("a\n\t\033\0z\x7F"), 40, "a\\x0A\\x09\\x1B\\x00z\\x7F" },
    { "a backslash", S("\\x41"), 40, "\\x5Cx41" },
    { "UTF-8 of 2, 3 and 4 bytes", S("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 40,
      "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80" },
    { "half a character", S("a\xC3"), 40, "a\\xC3" },
    { "a second byte alone", S("\xA9" "a"), 40, "\\xA9" "a" },
    { "an overlong slash", S("\xC0\xAF"), 40, "\\xC0\\xAF" },
    { "overlong, 3 bytes", S("\xE0\x80\xAF"), 40, "\\xE0\\x80\\xAF" },
    { "overlong, 4 bytes", S("\xF0\x80\x80\xAF"), 40, "\\xF0\\x80\\x80\\xAF" },
    { "a surrogate", S("\xED\xA0\x80"), 40, "\\xED\\xA0\\x80" },
    { "beyond Unicode", S("\xF4\x90\x80\x80"), 40, "\\xF4\\x90\\x80\\x80" },
    { "the last of Unicode", S("\xF4\x8F\xBF\xBF"), 40, "\xF4\x8F\xBF\xBF" },
    { "C1 controls", S("\xC2\x9B" "31m"), 40, "\\xC2\\x9B" "31m" },
    { "the first behind them", S("\xC2\xA0"), 40, "\xC2\xA0" },
    { "as long as it may be", S("abcd"), 4, "abcd" },
    { "longer", S("abcde"), 4, "abcd..." },
    { "cut inside a character", S("abc\xC3\xA9"), 4, "abc\\xC3..." },
};

static void test_show(void)
{
    char out[200];
    for (size_t i = 0; i < COUNT(shows); i++) {
        str_show(out, sizeof out, shows[i].in, shows[i].max);
        CHECK(shows[i].which, strcmp(out, shows[i].want) == 0);
    }
}

/* Whatever the room, nothing is written behind it, and there is an end.  All of this text
 * are 29 bytes. */
static void test_show_room(void)
{
    static const struct str in = S("ab\n\xC3\xA9\xF0\x9F\x98\x80\\cdefgh\0ijk");
    char out[64];
    for (size_t room = 4; room < sizeof out; room++) {
        memset(out, '#', sizeof out);
        str_show(out, room, in, 40);
        CHECK("it ends in its room", memchr(out, 0, room) != NULL);
        for (size_t i = room; i < sizeof out; i++)
            CHECK("nothing behind it", out[i] == '#');
        CHECK("what is cut says so", (strstr(out, "...") == NULL) == (room >= 29 + 4));
    }
}

int main(void)
{
    test_equal();
    test_ends();
    test_trim();
    test_pieces();
    test_distances();
    test_nearest();
    test_show();
    test_show_room();
    return check_report();
}
