/* test_err.c - the first error is the one that stays; what it says fits its room. */
#include "base/err.h"

#include "test/check.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_first_stays(void)
{
    struct err e = { 0 };
    CHECK("none", !err_is_set(&e));
    err_remedy(&e, "no error, no remedy");
    CHECK("nothing to remedy", e.remedy[0] == 0);
    CHECK("it is false", !err_set(&e, ERR_IO, "%s is %d", "one", 1) && err_is_set(&e));
    CHECK("so is the next", !err_set(&e, ERR_MODEL, "two"));
    CHECK("and one of a record", !err_at(&e, REASON_RAGGED, (struct place){ .line = 9 }));
    CHECK("the first stays", e.kind == ERR_IO && strcmp(e.what, "one is 1") == 0
                             && e.reason == REASON_NONE && e.line == 0);
    err_remedy(&e, "do %s", "this");
    err_remedy(&e, "do that");
    CHECK("so does its remedy", strcmp(e.remedy, "do this") == 0);
    err_place(&e, "a file", 7);
    err_place(&e, "another", 8);
    CHECK("and its place", strcmp(e.file, "a file") == 0 && e.line == 7);
}

static void test_places(void)
{
    struct err e = { 0 };
    err_set(&e, ERR_INPUT, "x");
    err_place(&e, NULL, 0);
    CHECK("no place", e.file[0] == 0 && e.line == 0);
    err_place(&e, "f", 0);
    err_place(&e, NULL, 3);
    CHECK("one after the other", strcmp(e.file, "f") == 0 && e.line == 3);
    err_place(&e, "bad\n\033name", 0);
    struct err odd = { .kind = ERR_INPUT };
    err_place(&odd, "bad\n\033name", 0);
    CHECK("no controls", strcmp(odd.file, "bad\\x0A\\x1Bname") == 0);
}

static void test_records(void)
{
    struct err e = { 0 };
    CHECK("of a record", !err_at(&e, REASON_NOT_A_NUMBER, (struct place){ .file = "f.csv",
          .line = 40122, .column = 3, .name = STR("x2"), .cell = STR("12.5\txyz") }));
    CHECK("is an input's", e.kind == ERR_INPUT && e.reason == REASON_NOT_A_NUMBER);
    CHECK("its place", strcmp(e.file, "f.csv") == 0 && e.line == 40122 && e.column == 3);
    CHECK("its column", strcmp(e.name, "x2") == 0);
    CHECK("its cell", strcmp(e.cell, "12.5\\x09xyz") == 0);
    CHECK("its words", strcmp(e.what, "is not a number") == 0);
    e = (struct err){ 0 };
    err_at(&e, REASON_RAGGED, (struct place){ .file = "f", .line = 2, .cell = STR("c") });
    CHECK("of the record as a whole", e.column == 0 && e.cell[0] == 0 && e.name[0] == 0);
}

/* Forty bytes of the cell, whatever they are. */
static void test_long_ones(void)
{
    static const char *const cells[] = { "a", "\n", "\xC3\xA9", "\xFF" };
    char text[2000], long_text[2000];
    for (size_t i = 0; i < COUNT(cells); i++) {
        size_t step = strlen(cells[i]);
        for (size_t at = 0; at + step <= sizeof text; at += step)
            memcpy(text + at, cells[i], step);
        struct err e = { 0 };
        struct str all = { text, sizeof text };
        err_at(&e, REASON_NOT_A_NUMBER, (struct place){ .file = "f", .column = 1,
               .name = all, .cell = all });
        CHECK("a cell that is cut", memchr(e.cell, 0, sizeof e.cell)
              && strcmp(e.cell + strlen(e.cell) - 3, "...") == 0);
        CHECK("a name that is cut", memchr(e.name, 0, sizeof e.name)
              && strcmp(e.name + strlen(e.name) - 3, "...") == 0);
    }
    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = 0;
    struct err e = { 0 };
    err_set(&e, ERR_USAGE, "%s", long_text);
    err_remedy(&e, "%s", long_text);
    err_place(&e, long_text, 1);
    CHECK("long texts end", strlen(e.what) < sizeof e.what
          && strlen(e.remedy) < sizeof e.remedy && strlen(e.file) < sizeof e.file);
}

/* Interface: the statuses of the tool, and what HTTP calls them. */
static void test_statuses(void)
{
    static const struct { enum err_kind kind; int exit_status, http; } kinds[] = {
        { ERR_NONE, 0, 200 }, { ERR_DIFFERENCE, 1, 200 }, { ERR_USAGE, 64, 400 },
        { ERR_INPUT, 65, 422 },
        { ERR_NOINPUT, 66, 404 }, { ERR_BUG, 70, 500 }, { ERR_MEMORY, 71, 503 },
        { ERR_CANTCREATE, 73, 500 }, { ERR_IO, 74, 500 }, { ERR_MODEL, 78, 500 },
        { ERR_PIPE, 141, 500 },
    };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        CHECK("an exit status", err_exit_status(kinds[i].kind) == kinds[i].exit_status);
        CHECK("a status of HTTP", err_http_status(kinds[i].kind) == kinds[i].http);
    }
}

/* Each reason has a name of its own, fit for keys of JSON, and words of its own. */
static void test_reasons(void)
{
    for (int i = 1; i < N_REASONS; i++) {
        const char *json = reason_json((enum reason)i);
        const char *text = reason_text((enum reason)i);
        CHECK("a name", json[0] && strspn(json, "abcdefghijklmnopqrstuvwxyz_")
                                   == strlen(json));
        CHECK("words", text[0] && !strchr(text, '\n'));
        for (int k = 0; k < i; k++)
            CHECK("its own", strcmp(json, reason_json((enum reason)k)) != 0
                             && strcmp(text, reason_text((enum reason)k)) != 0);
    }
    CHECK("no reason, no words", reason_json(REASON_NONE)[0] == 0
                                 && reason_text(REASON_NONE)[0] == 0);
}

int main(void)
{
    test_first_stays();
    test_places();
    test_records();
    test_long_ones();
    test_statuses();
    test_reasons();
    return check_report();
}
