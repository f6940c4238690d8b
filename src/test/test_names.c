/* test_names.c - columns by name, by number, by what pandas would call them; lists. */
#include "flow/names.h"

#include "base/buf.h"
#include "base/mem.h"
#include "test/check.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S(literal) { literal, sizeof(literal) - 1 }

static const struct str header[] = {
    S("id"), S("p"), S(""), S("a,b"), S("p"), S(" x"), S("#2"), S("p"), S(""), S("q\"r"),
    S("Unnamed: 2"), S("r"), S("r"), S("r.1"), S("tenure_month"), S("\xC3\xA9"),
};

static struct names names_of(struct arena *a, const struct str *name, uint32_t n)
{
    struct names names;
    struct err e = { 0 };
    CHECK("names", names_init(&names, name, n, a, &e) && names.n == n);
    return names;
}

/* ---- one name ---- */

static const struct {
    const char *which;
    struct str name;
    uint32_t column, count;
} finds[] = {
    { "a name", S("id"), 0, 1 },
    { "the last", S("\xC3\xA9"), 15, 1 },
    { "letters count", S("ID"), NO_COLUMN, 0 },
    { "blanks count", S("x"), NO_COLUMN, 0 },
    { "blanks are found", S(" x"), 5, 1 },
    { "a beginning is no name", S("i"), NO_COLUMN, 0 },
    { "one of three", S("p"), 1, 3 },
    { "the second of three", S("p.1"), 4, 1 },
    { "the third of three", S("p.2"), 7, 1 },
    { "there is no fourth", S("p.3"), NO_COLUMN, 0 },
    { "the first has no number", S("p.0"), NO_COLUMN, 0 },
    { "an empty name", S(""), 2, 2 },
    { "an empty name by number", S("Unnamed: 8"), 8, 1 },
    { "a real name goes before", S("Unnamed: 2"), 10, 1 },
    { "before the second of two, too", S("r.1"), 13, 1 },
    { "only empty ones are unnamed", S("Unnamed: 0"), NO_COLUMN, 0 },
    { "a name with #", S("#2"), 6, 1 },
    { "but no numbers here", S("#1"), NO_COLUMN, 0 },
};

static void test_finds(struct arena *a)
{
    struct names names = names_of(a, header, COUNT(header));
    for (size_t i = 0; i < COUNT(finds); i++) {
        uint32_t count = 99;
        CHECK(finds[i].which,
              names_find(&names, finds[i].name, &count) == finds[i].column);
        CHECK(finds[i].which, count == finds[i].count);
    }
}

static void test_many(struct arena *a)
{
    enum { N = 5000 };
    struct str *name = NEW(a, struct str, N);
    char text[16];
    for (uint32_t i = 0; i < N; i++) {
        int n = snprintf(text, sizeof text, "c%u", i * 7919 % N);
        name[i] = (struct str){ arena_copy(a, text, (size_t)n), (size_t)n };
    }
    struct names names = names_of(a, name, N);
    for (uint32_t i = 0; i < N; i++) {
        uint32_t count;
        CHECK("one of many", names_find(&names, name[i], &count) == i && count == 1);
    }
    uint32_t count;
    names = names_of(a, NULL, 0);
    CHECK("none of none",
          names_find(&names, STR("c"), &count) == NO_COLUMN && count == 0);
    CHECK("near to none", names_nearest(&names, STR("c")) == NO_COLUMN);
}

static const struct { const char *which; struct str name; uint32_t column; } nearest[] = {
    { "a letter too many", S("tenure_months"), 14 },
    { "a letter too few", S("tenure_mont"), 14 },
    { "two neighbours swapped", S("tenure_motnh"), 14 },
    { "other case", S("TENURE_MONTH"), 14 },
    { "a blank", S("x"), 5 },
    { "the name itself", S("id"), 0 },
    { "far from all", S("customer"), NO_COLUMN },
};

static void test_nearest(struct arena *a)
{
    struct names names = names_of(a, header, COUNT(header));
    for (size_t i = 0; i < COUNT(nearest); i++)
        if (nearest[i].column == 5)     /* "x" is as near to "p" and "r": any will do */
            CHECK(nearest[i].which, names_nearest(&names, nearest[i].name) != NO_COLUMN);
        else
            CHECK(nearest[i].which,
                  names_nearest(&names, nearest[i].name) == nearest[i].column);
}

/* ---- lists ---- */

static const struct { const char *which, *list, *want; uint32_t n; } splits[] = {
    { "one", "a", "a", 1 },
    { "three", "a,b,c", "a|b|c", 3 },
    { "quotes protect commas", "\"a,b\",c", "a,b|c", 2 },
    { "a doubled quote is one", "\"a\"\"b\"", "a\"b", 1 },
    { "blanks stay", " a ,b", " a |b", 2 },
    { "an empty piece", "a,,b", "a||b", 3 },
    { "an empty last piece", "a,", "a|", 2 },
    { "a quoted empty piece", "\"\"", "", 1 },
};

static void test_splits(struct arena *a)
{
    for (size_t i = 0; i < COUNT(splits); i++) {
        struct err e = { 0 };
        struct buf joined = { 0 };
        uint32_t n;
        const struct str *piece = list_split(splits[i].list, "id", &n, a, &e);
        CHECK(splits[i].which, piece && n == splits[i].n);
        for (uint32_t k = 0; piece && k < n; k++) {
            buf_addf(&joined, "%s", k ? "|" : "");
            buf_add_str(&joined, piece[k]);
        }
        CHECK(splits[i].which, str_eq(buf_str(&joined), str_of(splits[i].want)));
        buf_release(&joined);
    }
}

static const struct { const char *which, *list, *what; } bad_splits[] = {
    { "an empty list", "", "--keep: the list is empty" },
    { "an open quote", "a,\"b",
      "--keep: a,\"b is no list: a quote stands where none may" },
    { "a quote inside", "a\"b",
      "--keep: a\"b is no list: a quote stands where none may" },
};

static void test_bad_splits(struct arena *a)
{
    for (size_t i = 0; i < COUNT(bad_splits); i++) {
        struct err e = { 0 };
        uint32_t n;
        CHECK(bad_splits[i].which, !list_split(bad_splits[i].list, "keep", &n, a, &e));
        CHECK(bad_splits[i].which, e.kind == ERR_USAGE);
        CHECK(bad_splits[i].which, strcmp(e.what, bad_splits[i].what) == 0);
    }
}

static const struct { const char *which, *list; uint32_t n, column[4]; } lists[] = {
    { "names in their order", "r.1,id", 2, { 13, 0 } },
    { "numbers from 1", "#1,#16", 2, { 0, 15 } },
    { "a name goes before a number", "#2", 1, { 6 } },
    { "a number of more digits", "#02", 1, { 1 } },
    { "what pandas calls them", "p.1,Unnamed: 8", 2, { 4, 8 } },
    { "a comma in a name", "\"a,b\"", 1, { 3 } },
    { "a quote in a name", "\"q\"\"r\"", 1, { 9 } },
    { "the same twice", "id,id", 2, { 0, 0 } },
};

static void test_lists(struct arena *a)
{
    struct names names = names_of(a, header, COUNT(header));
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct err e = { 0 };
        uint32_t n = 0;
        const uint32_t *column = names_list(&names, lists[i].list, "id", &n, a, &e);
        CHECK(lists[i].which, column && n == lists[i].n);
        for (uint32_t k = 0; column && k < n; k++)
            CHECK(lists[i].which, column[k] == lists[i].column[k]);
    }
}

static const struct { const char *which, *list, *what, *remedy; } bad_lists[] = {
    { "a name that is not", "id,tenure_months",
      "--id: column \"tenure_months\" is not in the header",
      "did you mean \"tenure_month\" (15th)?" },
    { "one that is like none", "customer",
      "--id: column \"customer\" is not in the header", "" },
    { "one of three", "p", "--id: column \"p\" is 3 times in the header",
      "say which by its number: --id '#2'" },
    { "number 0", "#0", "--id: there is no column #0, the input has 16", "" },
    { "a number too large", "#17", "--id: there is no column #17, the input has 16", "" },
    { "no number", "#twelve", "--id: column \"#twelve\" is not in the header", "" },
    { "unprintable bytes", "\"\033[2J\n\"",
      "--id: column \"\\x1B[2J\\x0A\" is not in the header", "" },
};

static void test_bad_lists(struct arena *a)
{
    struct names names = names_of(a, header, COUNT(header));
    for (size_t i = 0; i < COUNT(bad_lists); i++) {
        struct err e = { 0 };
        uint32_t n;
        CHECK(bad_lists[i].which,
              !names_list(&names, bad_lists[i].list, "id", &n, a, &e));
        CHECK(bad_lists[i].which, e.kind == ERR_INPUT);
        CHECK(bad_lists[i].which, strcmp(e.what, bad_lists[i].what) == 0);
        CHECK(bad_lists[i].which, strcmp(e.remedy, bad_lists[i].remedy) == 0);
    }
}

static void test_ordinals(void)
{
    static const struct { uint64_t n; const char *want; } ordinals[] = {
        { 1, "st" }, { 2, "nd" }, { 3, "rd" }, { 4, "th" }, { 10, "th" }, { 11, "th" },
        { 12, "th" }, { 13, "th" }, { 20, "th" }, { 21, "st" }, { 22, "nd" },
        { 23, "rd" }, { 101, "st" }, { 111, "th" }, { 112, "th" }, { 113, "th" },
        { 1003, "rd" },
    };
    for (size_t i = 0; i < COUNT(ordinals); i++)
        CHECK("an ordinal", strcmp(ordinal_suffix(ordinals[i].n), ordinals[i].want) == 0);
}

static void test_no_room(void)
{
    struct arena small = { .limit = 1 };
    struct names names;
    struct err e = { 0 };
    uint32_t n;
    CHECK("no room for names", !names_init(&names, header, 4, &small, &e)
                               && e.kind == ERR_MEMORY);
    e = (struct err){ 0 };
    CHECK("no room for a list", !list_split("a,b", "id", &n, &small, &e));
    CHECK("is an error too", err_is_set(&e) && e.kind == ERR_MEMORY);
    arena_release(&small);
}

int main(void)
{
    struct arena a = { 0 };
    test_finds(&a);
    test_many(&a);
    test_nearest(&a);
    test_splits(&a);
    test_bad_splits(&a);
    test_lists(&a);
    test_bad_lists(&a);
    test_ordinals();
    test_no_room();
    arena_release(&a);
    return check_report();
}
