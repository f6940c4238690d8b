/* test_reader_faults.c - what is wrong with an input, where, and how a table begins. */
#include "flow/reader.h"

#include "test/check.h"
#include "test/reading.h"
#include "test/scratch.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A gzip file that is cut: whole records, then the error behind them. */
static void check_cut(const char *path, const struct wanted *w)
{
    struct reading g;
    if (!open_reading(&g, path, 3)) {
        CHECK("cut at once", g.err.kind == ERR_INPUT && g.err.file[0]);
        close_reading(&g);
        return;
    }
    read_all(&g, w);
    CHECK("whole records before the cut", g.same);
    CHECK("no half record", g.n == 0
          || w->text.at[w->record[g.n - 1].at + w->record[g.n - 1].len] == '\n');
    CHECK("the cut is an error", g.chunk.err.kind == ERR_INPUT && g.chunk.rows == 0);
    CHECK("with its place", strcmp(g.chunk.err.file, path) == 0 && g.chunk.err.line == 0);
    CHECK("and how far it came", strstr(g.chunk.err.what, "early, after ") != NULL);
    CHECK("reported once", !next_chunk(&g));
    close_reading(&g);
}

static void test_cut_gzip(const struct scratch *s)
{
    struct random r = { 5 };
    char path[SCRATCH_ROOM];
    struct buf text = { 0 }, packed = { 0 };
    for (int i = 0; i < 3000; i++)
        buf_addf(&text, "%u,\"%u\n%u\"\n", random_below(&r, 1000),
                 random_below(&r, 1000), i);
    pack(&packed, buf_str(&text), 3, &r);
    struct wanted w = want(buf_str(&text));
    scratch_path(s, "cut.csv", path);
    for (size_t i = 0; i < 60; i++) {
        size_t len = i < 20 ? packed.len - 1 - i
                            : 2 + random_below(&r, (uint32_t)packed.len - 2);
        scratch_write(path, str_first(buf_str(&packed), len));
        check_cut(path, &w);
    }
    free(w.record);
    buf_release(&text);
    buf_release(&packed);
}

/* A cut between two members is none: nothing says that there was one more.  Bytes that
 * are no member are a fault, zeros are padding. */
static void test_gzip_tail(const struct scratch *s)
{
    static const struct { const char *which; struct str tail; bool good; } tails[] = {
        { "nothing behind gzip", { "", 0 }, true },
        { "zeros behind gzip", { "\0\0\0\0\0\0\0\0", 8 }, true },
        { "garbage behind gzip", { "garbage", 7 }, false },
        { "half a header behind gzip", { "\x1f\x8b\x08", 3 }, false },
    };
    char path[SCRATCH_ROOM];
    struct wanted w = want(STR("a,b\n1,2\n"));
    scratch_path(s, "tail.gz", path);
    for (size_t i = 0; i < COUNT(tails); i++) {
        struct buf packed = { 0 };
        struct reading g;
        gzip_member(&packed, w.text);
        buf_add_str(&packed, tails[i].tail);
        scratch_write(path, buf_str(&packed));
        if (open_reading(&g, path, 10)) {
            read_all(&g, &w);
            CHECK(tails[i].which, g.same && g.n == 2);
            CHECK(tails[i].which, err_is_set(&g.chunk.err) == !tails[i].good);
        }
        close_reading(&g);
        buf_release(&packed);
    }
    free(w.record);
}

static const struct {
    const char *which, *name;
    struct str bytes;
    enum err_kind want;
    const char *what;
} openings[] = {
    { "named .gz, but text", "text.csv.gz", { "a,b\n", 4 }, ERR_INPUT,
      "is not gzip data" },
    { "one byte of gzip", "one.gz", { "\x1f", 1 }, ERR_INPUT, "is not gzip data" },
    { "named .gz, but empty", "empty.gz", { "", 0 }, ERR_NONE, "" },
    { "gzip of another name", "packed.csv", { "\x1f\x8b\x08\0\0\0\0\0", 8 }, ERR_INPUT,
      "early" },
    { "gzip's magic and no more", "magic.csv", { "\x1f\x8b", 2 }, ERR_INPUT, "early" },
    { "UTF-16, little end first", "le.csv", { "\xFF\xFE" "a\0\n\0", 6 }, ERR_INPUT,
      "UTF-16" },
    { "UTF-16, big end first", "be.csv", { "\xFE\xFF\0a\0\n", 6 }, ERR_INPUT, "UTF-16" },
    { "UTF-16 without a mark", "le2.csv", { "a\0,\0b\0\n\0", 8 }, ERR_INPUT, "UTF-16" },
    { "and the other end", "be2.csv", { "\0a\0,\0b\0\n", 8 }, ERR_INPUT, "UTF-16" },
    { "one NUL is no UTF-16", "nul.csv", { "a,b\n1,\0\n", 8 }, ERR_NONE, "" },
    { "an empty file", "empty.csv", { "", 0 }, ERR_NONE, "" },
    { "a mark alone", "mark.csv", { "\xEF\xBB\xBF", 3 }, ERR_NONE, "" },
    { "half a mark", "half.csv", { "\xEF\xBB", 2 }, ERR_NONE, "" },
};

static void test_openings(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    for (size_t i = 0; i < COUNT(openings); i++) {
        const char *which = openings[i].which;
        struct reading g;
        const struct str *field;
        uint32_t n;
        scratch_write(scratch_path(s, openings[i].name, path), openings[i].bytes);
        if (open_reading(&g, path, 10))
            reader_first(g.reader, false, &field, &n, &g.err);
        CHECK(which, g.err.kind == openings[i].want);
        CHECK(which, strstr(g.err.what, openings[i].what) != NULL);
        CHECK(which, !err_is_set(&g.err) || strcmp(g.err.file, path) == 0);
        close_reading(&g);
    }
}

static void check_refused(const char *which, const char *path, enum err_kind want)
{
    struct reading g;
    CHECK(which, !open_reading(&g, path, 10) && g.err.kind == want && g.err.file[0]);
    close_reading(&g);
}

static void test_no_file(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    check_refused("a file that is not", scratch_path(s, "nowhere", path), ERR_NOINPUT);
    check_refused("a directory", s->folder, ERR_NOINPUT);
    check_refused("a file that cannot be read", "/proc/self/mem", ERR_IO);
    int end = open(s->folder, O_RDONLY);
    dup2(end, 0);
    close(end);
    check_refused("stdin is a directory", "-", ERR_NOINPUT);
    reader_close(NULL);
}

/* ---- the first record ---- */

static const struct {
    const char *which, *text;
    bool header;
    uint32_t n;
    const char *field;          /* the last */
    uint64_t line, records;     /* of the header; rows behind it */
} firsts[] = {
    { "a header", "a,b\n1,2\n", true, 2, "b", 1, 1 },
    { "no header", "a,b\n1,2\n", false, 2, "b", 0, 2 },
    { "behind blank lines", "\n \r\n\n\"a\",\"x\"\"y\"\n1,2\n", true, 2, "x\"y", 4, 1 },
    { "behind a mark", "\xEF\xBB\xBF" "a\n1\n2\n", true, 1, "a", 1, 2 },
    { "only one mark", "\xEF\xBB\xBF\xEF\xBB\xBF" "a\n", true, 1, "\xEF\xBB\xBF" "a", 1,
      0 },
    { "a header alone", "a,b", true, 2, "b", 1, 0 },
    { "several lines", "a,\"b\nc\"\n1,2\n", true, 2, "b\nc", 1, 1 },
    { "empty cells", ",\n1,2\n", true, 2, "", 1, 1 },
    { "nothing", "", true, 0, "", 0, 0 },
    { "blank lines", "\n\n \n", true, 0, "", 0, 0 },
};

static void test_firsts(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    scratch_path(s, "first.csv", path);
    for (size_t i = 0; i < COUNT(firsts); i++) {
        const char *which = firsts[i].which;
        struct reading g;
        const struct str *field;
        uint32_t n = 99;
        scratch_write(path, str_of(firsts[i].text));
        CHECK(which, open_reading(&g, path, 10)
                     && reader_first(g.reader, firsts[i].header, &field, &n, &g.err));
        CHECK(which, n == firsts[i].n);
        CHECK(which, n == 0 || str_eq(field[n - 1], str_of(firsts[i].field)));
        CHECK(which, reader_header_line(g.reader) == firsts[i].line);
        while (next_chunk(&g))
            continue;
        CHECK(which, reader_records(g.reader) == firsts[i].records);
        uint64_t done, size;
        reader_progress(g.reader, &done, &size);
        CHECK(which, done == strlen(firsts[i].text) && size == done);
        CHECK(which, strcmp(reader_name(g.reader), path) == 0);
        close_reading(&g);
    }
}

static const struct { const char *which, *text; enum reason want; uint64_t line; }
bad_firsts[] = {
    { "a lone CR", "\na,b\rc\n1,2\n", REASON_LONE_CR, 2 },
    { "a quote inside", "a,b\"c\n1,2\n", REASON_QUOTE, 1 },
    { "a quote on its second line", "a,\"b\nc\"d\n1,2\n", REASON_QUOTE, 2 },
    { "a quote that stays open", "\n\na,\"b\n1,2\n", REASON_OPEN_QUOTE, 3 },
};

static void test_bad_firsts(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    scratch_path(s, "first.csv", path);
    for (size_t i = 0; i < COUNT(bad_firsts); i++) {
        const char *which = bad_firsts[i].which;
        struct reading g;
        const struct str *field;
        uint32_t n;
        scratch_write(path, str_of(bad_firsts[i].text));
        CHECK(which, open_reading(&g, path, 10)
                     && !reader_first(g.reader, true, &field, &n, &g.err));
        CHECK(which, g.err.kind == ERR_INPUT && g.err.reason == bad_firsts[i].want);
        CHECK(which, g.err.line == bad_firsts[i].line && strcmp(g.err.file, path) == 0);
        close_reading(&g);
    }
}

int main(void)
{
    struct scratch s;
    if (!scratch_make(&s))
        return 1;
    test_cut_gzip(&s);
    test_gzip_tail(&s);
    test_openings(&s);
    test_firsts(&s);
    test_bad_firsts(&s);
    test_no_file(&s);
    scratch_remove(&s);
    return check_report();
}
