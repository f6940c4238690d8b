/* test_csv.c - where records end, what their fields say, and how long they may be. */
#include "text/codec.h"

#include "base/mem.h"
#include "test/check.h"

#include <inttypes.h>

static const struct dialect plain = { ',', '"' };

static void add_reason(struct buf *out, enum reason why, uint32_t at)
{
    if (why == N_REASONS)
        buf_addf(out, "!no_memory");
    else if (why)
        buf_addf(out, "!%s@%" PRIu32, reason_json(why), at);
}

/* Bytes as [text], with a fault as [text!reason@place]. */
static void add_records(struct buf *out, const char *bytes, const struct frame *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct record *r = &f->record[i];
        buf_add_char(out, '[');
        buf_add(out, bytes + r->at, r->len);
        add_reason(out, r->fault, r->fault_at);
        buf_add_char(out, ']');
    }
}

static const struct {
    const char *which, *input;
    bool more;                  /* the input goes on */
    const char *want;           /* records, used, blank lines, CR LF, LF */
} frames[] = {
    { "two lines", "a,b\nc\n", false, "[a,b][c] 6 0 0 2" },
    { "a last line without its end", "a\nb", false, "[a][b] 3 0 0 1" },
    { "a last line that may go on", "a\nb", true, "[a] 2 0 0 1" },
    { "CR LF", "a\r\nb\r\n", false, "[a][b] 6 0 2 0" },
    { "both line ends", "a\r\nb\n", false, "[a][b] 5 0 1 1" },
    { "a last CR is dropped", "a\nb\r", false, "[a][b] 4 0 0 1" },
    { "a last CR may be followed by LF", "a\nb\r", true, "[a] 2 0 0 1" },
    { "one CR is dropped, not two", "a\r\r\n", false, "[a\r] 4 0 1 0" },
    { "a CR in a line ends nothing", "a\rb\n", false, "[a\rb] 4 0 0 1" },
    { "nothing", "", false, " 0 0 0 0" },
    { "nothing yet", "", true, " 0 0 0 0" },

    { "blank lines", "\n\na\n\r\n \t\nb\n\n", false, "[a][b] 12 5 1 6" },
    { "a blank last line without its end", "a\n  ", false, "[a] 4 1 0 1" },
    { "only a CR", "\r", false, " 1 1 0 0" },
    { "blanks that may go on", "a\n  ", true, "[a] 2 0 0 1" },
    { "an empty quoted field is no blank line", "\"\"\n", false, "[\"\"] 3 0 0 1" },
    { "a quoted blank is no blank line", "\" \"\n", false, "[\" \"] 4 0 0 1" },
    { "a delimiter is no blank line", ",\n", false, "[,] 2 0 0 1" },

    { "a newline in quotes", "\"a\nb\",c\nd\n", false, "[\"a\nb\",c][d] 10 0 0 2" },
    { "CR LF in quotes is text", "\"a\r\nb\"\r\n", false, "[\"a\r\nb\"] 8 0 1 0" },
    { "a doubled quote", "\"a\"\"\n\"\n", false, "[\"a\"\"\n\"] 7 0 0 1" },
    { "a quote closes at the end", "\"a\"", false, "[\"a\"] 3 0 0 0" },
    { "a quote closes before a last CR", "\"a\"\r", false, "[\"a\"] 4 0 0 0" },
    { "a quote at the cut may be doubled", "x\n\"a\"", true, "[x] 2 0 0 1" },
    { "a CR at the cut may be a line end", "x\n\"a\"\r", true, "[x] 2 0 0 1" },
    { "an open quote may close later", "\"a\nb\n", true, " 0 0 0 0" },
    { "blank lines in quotes", "\"\n\n\"\n", false, "[\"\n\n\"] 5 0 0 1" },

    { "a quote in an unquoted field", "a\"b\nc\n", false, "[a\"b!quote@1][c] 6 0 0 2" },
    { "a blank before a quote", "a, \"b\"\nc", false, "[a, \"b\"!quote@3][c] 8 0 0 1" },
    { "a blank behind a quote", "\"a\" ,b\nc", false, "[\"a\" ,b!quote@3][c] 8 0 0 1" },
    { "text behind a quote", "\"a\"b\nc\n", false, "[\"a\"b!quote@3][c] 7 0 0 2" },
    { "behind a fault quotes mean nothing", "a\"b,\"\nc\n\"", false,
      "[a\"b,\"!quote@1][c][\"!open_quote@0] 9 0 0 2" },
    { "a fault in the second line of a record", "\"a\nb\"c\nd\n", false,
      "[\"a\nb\"c!quote@5][d] 9 0 0 2" },
    { "a fault without its line end", "a\"b", false, "[a\"b!quote@1] 3 0 0 0" },
    { "a fault whose line goes on", "a\"b", true, " 0 0 0 0" },
    { "a CR behind a quote", "\"a\"\rb\nc\n", false,
      "[\"a\"\rb!lone_cr@3][c] 8 0 0 2" },
    { "a fault with CR LF", "a\"\r\nb\r\n", false, "[a\"!quote@1][b] 7 0 2 0" },

    { "an open quote", "x\na,\"b\nc\nd", false,
      "[x][a,\"b!open_quote@2][c][d] 10 0 0 3" },
    { "an open quote in a second line", "\"a\nb\",\"c\nd\n", false,
      "[\"a\nb\",\"c!open_quote@6][d] 11 0 0 2" },
    { "an open quote with CR LF", "\"a\r\nb\r\n", false,
      "[\"a!open_quote@0][b] 7 0 2 0" },
    { "an open quote without a line end", "\"a", false, "[\"a!open_quote@0] 2 0 0 0" },
    { "a lone quote", "\"", false, "[\"!open_quote@0] 1 0 0 0" },
    { "three quotes", "\"\"\"\n", false, "[\"\"\"!open_quote@0] 4 0 0 1" },
};

static void test_frames(void)
{
    struct record record[16];
    struct buf got = { 0 };

    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        struct frame f = { .record = record, .max = 16 };
        buf_clear(&got);
        codec_csv.frame(str_of(frames[i].input), !frames[i].more, plain, &f);
        add_records(&got, frames[i].input, &f);
        buf_addf(&got, " %zu %" PRIu64 " %" PRIu64 " %" PRIu64, f.used, f.blank, f.crlf,
                 f.lf);
        CHECK(frames[i].which, str_eq(buf_str(&got), str_of(frames[i].want)));
        CHECK(frames[i].which, !f.cut);
    }
    buf_release(&got);
}

static void test_max(void)
{
    struct str text = STR("\na\n\nb\n\nc\n");
    struct record record[2];
    struct frame f = { .record = record, .max = 2 };

    codec_csv.frame(text, true, plain, &f);
    CHECK("no more than max records",
          f.n == 2 && f.used == 6 && f.blank == 2 && f.lf == 4);
    CHECK("a record knows its place", record[1].at == 4 && record[1].len == 1);
    codec_csv.frame(str_from(text, f.used), true, plain, &f);
    CHECK("and the rest later", f.n == 1 && f.used == 3 && f.blank == 1 && f.lf == 2);
}

static void test_dialects(void)
{
    struct record record[4];
    struct frame f = { .record = record, .max = 4 };

    codec_csv.frame(STR("\t\t\n  \n"), true, (struct dialect){ '\t', '"' }, &f);
    CHECK("tabs that delimit are no blank line", f.n == 1 && f.blank == 1 && f.used == 6);
    codec_csv.frame(STR("  \n\t\n"), true, (struct dialect){ ' ', '"' }, &f);
    CHECK("blanks that delimit are no blank line", f.n == 1 && f.blank == 1);
    codec_csv.frame(STR("'a\n';b\nc\n"), true, (struct dialect){ ';', '\'' }, &f);
    CHECK("another quote", f.n == 2 && record[0].len == 6 && !record[0].fault);
    codec_csv.frame(STR("\"a\nb\"c\n\0\n"), true, (struct dialect){ ',', 0 }, &f);
    CHECK("no quote at all",
          f.n == 3 && !record[0].fault && !record[1].fault && !record[2].fault);
}

/* Fields as {text}, and {text=raw} where they differ. */
static void add_cells(struct buf *out, const struct cell *cell, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        buf_add_char(out, '{');
        buf_add_str(out, cell[i].text);
        if (!str_eq(cell[i].text, cell[i].raw)) {
            buf_add_char(out, '=');
            buf_add_str(out, cell[i].raw);
        }
        buf_add_char(out, '}');
    }
}

#define TEXT(literal) { literal, sizeof(literal) - 1 }

static const struct {
    const char *which;
    struct str record;
    const char *want;
} splits[] = {
    { "two fields", TEXT("a,b"), "{a}{b}" },
    { "one field", TEXT("a"), "{a}" },
    { "empty fields", TEXT(",,"), "{}{}{}" },
    { "nothing is trimmed", TEXT(" a ,\tb\t, "), "{ a }{\tb\t}{ }" },
    { "a quoted field", TEXT("\"a\",b"), "{a=\"a\"}{b}" },
    { "a quoted field behind a blank one", TEXT(" ,\" a \""), "{ }{ a =\" a \"}" },
    { "a quoted delimiter", TEXT("x,\"a,b\",y"), "{x}{a,b=\"a,b\"}{y}" },
    { "a doubled quote", TEXT("\"a\"\"b\",c"), "{a\"b=\"a\"\"b\"}{c}" },
    { "nothing but a quote", TEXT("\"\"\"\""), "{\"=\"\"\"\"}" },
    { "an empty quoted field", TEXT("\"\""), "{=\"\"}" },
    { "empty quoted fields", TEXT("\"\",\"\""), "{=\"\"}{=\"\"}" },
    { "newlines in quotes", TEXT("\"a\r\n\rb\",c"), "{a\r\n\rb=\"a\r\n\rb\"}{c}" },
    { "high bytes", TEXT("\xc3\xa9,\xff\x80"), "{\xc3\xa9}{\xff\x80}" },

    { "a NUL byte", TEXT("a,b\0c"), "!nul_byte@3" },
    { "a NUL byte in quotes", TEXT("\"\0\""), "!nul_byte@1" },
    { "a lone CR", TEXT("a,b\rc"), "!lone_cr@3" },
    { "a lone CR at the end", TEXT("a,b\r"), "!lone_cr@3" },
    { "a CR behind a quote", TEXT("\"a\"\rb"), "!lone_cr@3" },
    { "a quote in an unquoted field", TEXT("a,b\"c"), "!quote@3" },
    { "text behind a quote", TEXT("\"a\"b,c"), "!quote@3" },
    { "a blank behind a quote", TEXT("\"a\" ,c"), "!quote@3" },
    { "a blank before a quote", TEXT("a, \"c\""), "!quote@3" },
    { "an open quote", TEXT("a,\"b,c"), "!open_quote@2" },
    { "an empty record", TEXT(""), "!quote@0" },
};

static void split_one(struct splitter *s, struct str record, struct buf *out)
{
    const struct cell *cell = NULL;
    uint32_t n = 0, at = 0;
    enum reason why = codec_csv.split(s, record, &cell, &n, &at);

    if (why == REASON_NONE)
        add_cells(out, cell, n);
    add_reason(out, why, at);
}

/* One splitter for all: a fault leaves nothing behind. */
static void test_splits(void)
{
    struct splitter *s = codec_csv.splitter_new(plain);
    struct buf got = { 0 };

    for (size_t i = 0; i < sizeof splits / sizeof splits[0]; i++) {
        buf_clear(&got);
        split_one(s, splits[i].record, &got);
        CHECK(splits[i].which, str_eq(buf_str(&got), str_of(splits[i].want)));
    }
    codec_csv.splitter_free(s);
    codec_csv.splitter_free(NULL);

    s = codec_csv.splitter_new((struct dialect){ '\t', '\'' });
    buf_clear(&got);
    split_one(s, STR("a b\t'\t'\t\"\t "), &got);
    CHECK("another dialect", str_eq(buf_str(&got), STR("{a b}{\t='\t'}{\"}{ }")));
    codec_csv.splitter_free(s);

    s = codec_csv.splitter_new((struct dialect){ '|', 0 });
    buf_clear(&got);
    split_one(s, STR("a\"|\"b| \"c\""), &got);
    CHECK("no quote at all", str_eq(buf_str(&got), STR("{a\"}{\"b}{ \"c\"}")));
    codec_csv.splitter_free(s);
    buf_release(&got);
}

static const struct {
    const char *which, *text, *want;
    struct dialect d;
} written[] = {
    { "plain text", "a b", "a b", { ',', '"' } },
    { "empty text", "", "", { ',', '"' } },
    { "blanks at its ends", " a\t", " a\t", { ',', '"' } },
    { "a delimiter", "a,b", "\"a,b\"", { ',', '"' } },
    { "a delimiter of another dialect", "a,b", "a,b", { ';', '"' } },
    { "a quote", "a\"b", "\"a\"\"b\"", { ',', '"' } },
    { "nothing but quotes", "\"\"", "\"\"\"\"\"\"", { ',', '"' } },
    { "a newline", "a\nb", "\"a\nb\"", { ',', '"' } },
    { "a CR", "a\r", "\"a\r\"", { ',', '"' } },
    { "another quote", "'a;", "'''a;'", { ';', '\'' } },
    { "no quote at all", "a,\"b", "a,\"b", { ',', 0 } },
};

static void test_puts(void)
{
    struct buf got = { 0 };

    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        buf_clear(&got);
        buf_add_char(&got, '>');
        codec_csv.put_text(&got, str_of(written[i].text), written[i].d);
        CHECK(written[i].which,
              str_eq(str_from(buf_str(&got), 1), str_of(written[i].want)));
    }
    buf_release(&got);
}

static struct frame frame_long(char *room, size_t n, bool end, struct record *record)
{
    struct frame f = { .record = record, .max = 2 };

    codec_csv.frame((struct str){ room, n }, end, plain, &f);
    return f;
}

static bool is_one(const struct frame *f, size_t len, size_t used, enum reason fault)
{
    return f->n == 1 && f->record->len == len && f->used == used
        && f->record->fault == fault;
}

enum { LIMIT = RECORD_MAX_BYTES };

static void test_long_lines(char *room)
{
    struct record r[2];
    struct frame f = frame_long(room, LIMIT - 1, true, r);

    CHECK("limit - 1 bytes", is_one(&f, LIMIT - 1, LIMIT - 1, REASON_NONE) && !f.cut);
    f = frame_long(room, LIMIT, true, r);
    CHECK("limit bytes", is_one(&f, LIMIT, LIMIT, REASON_NONE) && !f.cut);
    f = frame_long(room, LIMIT + 1, true, r);
    CHECK("limit + 1 bytes",
          is_one(&f, LIMIT, LIMIT + 1, REASON_RECORD_TOO_LONG) && !f.cut);
    CHECK("too long from the limit on", r->fault_at == LIMIT);
    f = frame_long(room, LIMIT + 1, false, r);
    CHECK("limit + 1 bytes may end in CR LF", f.n == 0 && f.used == 0 && !f.cut);
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("a line without end is cut",
          is_one(&f, LIMIT, LIMIT + 2, REASON_RECORD_TOO_LONG) && f.cut);
    f = frame_long(room, LIMIT + 9, true, r);
    CHECK("and nothing is read behind it",
          is_one(&f, LIMIT, LIMIT + 2, REASON_RECORD_TOO_LONG) && f.cut);

    room[LIMIT] = '\n';
    f = frame_long(room, LIMIT + 1, false, r);
    CHECK("limit bytes and LF", is_one(&f, LIMIT, LIMIT + 1, REASON_NONE) && f.lf == 1);
    room[LIMIT] = '\r';
    room[LIMIT + 1] = '\n';
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("limit bytes and CR LF",
          is_one(&f, LIMIT, LIMIT + 2, REASON_NONE) && f.crlf == 1);
    room[LIMIT] = 'x';
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("limit + 1 bytes and LF",
          is_one(&f, LIMIT, LIMIT + 2, REASON_RECORD_TOO_LONG) && !f.cut && f.lf == 1);
    room[LIMIT + 1] = 'x';
}

static void test_long_quotes(char *room)
{
    struct record r[2];
    struct frame f;

    room[0] = '"';
    f = frame_long(room, LIMIT + 1, false, r);
    CHECK("an open quote may close at the limit", f.n == 0 && f.used == 0);
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("an open quote in a line without end",
          is_one(&f, LIMIT, LIMIT + 2, REASON_OPEN_QUOTE) && f.cut && r->fault_at == 0);
    room[9] = '\n';
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("an open quote is a fault of its line",
          is_one(&f, 9, 10, REASON_OPEN_QUOTE) && !f.cut && f.lf == 1);
    f = frame_long(room, LIMIT + 11, true, r);
    CHECK("framing goes on behind that line",
          f.n == 2 && r[1].at == 10 && r[1].len == LIMIT && !f.cut);
    CHECK("and finds the next one too long", r[1].fault == REASON_RECORD_TOO_LONG);
    room[LIMIT - 1] = '"';
    room[LIMIT] = '\n';
    f = frame_long(room, LIMIT + 1, false, r);
    CHECK("limit bytes with a newline in quotes",
          is_one(&f, LIMIT, LIMIT + 1, REASON_NONE));
    room[LIMIT - 1] = room[LIMIT] = 'x';
    room[20] = '"';
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("a fault in a line without end",
          is_one(&f, LIMIT, LIMIT + 2, REASON_QUOTE) && f.cut && r->fault_at == 21);
    room[21] = ',';
    f = frame_long(room, LIMIT + 2, false, r);
    CHECK("a long record behind a closed quote",
          is_one(&f, LIMIT, LIMIT + 2, REASON_RECORD_TOO_LONG) && f.cut);
    room[0] = room[9] = room[20] = room[21] = 'x';
}

static void test_columns(char *room)
{
    struct splitter *s = codec_csv.splitter_new(plain);
    const struct cell *cell = NULL;
    struct str record = { room, COLUMNS_MAX - 2 };
    uint32_t n = 0, at = 0;

    memset(room, ',', COLUMNS_MAX);
    enum reason why = codec_csv.split(s, record, &cell, &n, &at);
    CHECK("columns - 1", why == REASON_NONE && n == COLUMNS_MAX - 1);
    why = codec_csv.split(s, (struct str){ room, COLUMNS_MAX - 1 }, &cell, &n, &at);
    CHECK("columns", why == REASON_NONE && n == COLUMNS_MAX);
    why = codec_csv.split(s, (struct str){ room, COLUMNS_MAX }, &cell, &n, &at);
    CHECK("columns + 1", why == REASON_RAGGED && at == COLUMNS_MAX);
    memset(room, 'x', COLUMNS_MAX);
    why = codec_csv.split(s, (struct str){ room, LIMIT }, &cell, &n, &at);
    CHECK("a field of limit bytes", why == REASON_NONE && n == 1
          && str_eq(cell[0].text, (struct str){ room, LIMIT }));
    codec_csv.splitter_free(s);
}

static void test_limits(void)
{
    char *room = mem_grow(NULL, LIMIT + 16, 1);

    CHECK("room for the longest record", room != NULL);
    if (!room)
        return;
    memset(room, 'x', LIMIT + 16);
    test_long_lines(room);
    test_long_quotes(room);
    test_columns(room);
    mem_free(room);
}

static void test_table(void)
{
    CHECK("csv is found", codec_find("csv") == &codec_csv);
    CHECK("others are not", !codec_find("cs") && !codec_find(""));
}

int main(void)
{
    test_table();
    test_frames();
    test_max();
    test_dialects();
    test_splits();
    test_puts();
    test_limits();
    return check_report();
}
