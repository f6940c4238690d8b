/* codec_csv.c - comma-separated values: RFC 4180, strictly.
 *
 * The grammar: fields between delimiters, records between line ends (LF, or CR LF).  A
 * quote opens only at the start of a field and closes only before a delimiter, a line
 * end or the end of input; "" inside is a quote.  Nothing is trimmed.
 *
 * It is read twice.  Framing walks it to find where records end, and looks at single
 * bytes only in records that hold a quote.  Splitting walks one record for the places of
 * its fields, then libcsv reads the same record for their text, and both must find the
 * same number of fields.  libcsv (3.0.3) tells no places, sticks to an error until it is
 * made anew, takes a lone CR for a line end and NUL for a byte like any other: so it gets
 * one record at a time, and only one in which the walk found no fault.
 *
 * Framing is a function of the bytes alone: it says the same wherever a buffer ends. */
#include "text/codec.h"

#include "base/mem.h"

#include <csv.h>

/* Quote 0 is none.  A NUL byte may stop a walk then, but no walk comes to one: without
 * a quote framing takes none, and splitting begins with a search for NUL. */
struct syntax {
    char delimiter, quote;
    bool stop[256];         /* by byte: it ends what is plain in an unquoted field */
};

/* `third`: what stops beside delimiter and quote. */
static struct syntax syntax_of(struct dialect d, char third)
{
    struct syntax x = { .delimiter = d.delimiter, .quote = d.quote };

    x.stop[(unsigned char)third] = true;
    x.stop[(unsigned char)d.delimiter] = true;
    x.stop[(unsigned char)d.quote] = true;
    return x;
}

#define NEVER SIZE_MAX

/* Behind the quote that closes the one at `open`, or NEVER. */
static size_t quoted_end(char quote, struct str s, size_t open)
{
    size_t i = open + 1;

    while (i < s.len) {
        const char *q = memchr(s.at + i, quote, s.len - i);
        if (!q)
            return NEVER;
        i = (size_t)(q - s.at) + 1;
        if (i == s.len || s.at[i] != quote)
            return i;
        i++;
    }
    return NEVER;
}

/* Behind the field that starts at i: a delimiter, an end, or what may not be there.
 * NEVER: its quote is not closed. */
static size_t field_end(const struct syntax *x, struct str s, size_t i)
{
    if (i < s.len && s.at[i] == x->quote)
        return quoted_end(x->quote, s, i);
    while (i < s.len && !x->stop[(unsigned char)s.at[i]])
        i++;
    return i;
}

/* What it is that neither delimits nor ends a field. */
static enum reason fault_of(char c)
{
    return c == '\r' ? REASON_LONE_CR : REASON_QUOTE;
}

/* Bytes that settle how a record begins: the longest one and its CR LF. */
enum { VIEW_BYTES = RECORD_MAX_BYTES + 2 };

/* What is known of the record at the start of a view. */
struct walk {
    size_t at;              /* the record ends at the first LF from here on */
    enum reason fault;      /* of the byte at `at` */
};

static bool line_ends(struct str s, size_t i)
{
    return i == s.len || s.at[i] == '\n'
        || (s.at[i] == '\r' && (i + 1 == s.len || s.at[i + 1] == '\n'));
}

static struct walk walk_record(const struct syntax *x, struct str s)
{
    size_t i = 0;

    for (;;) {
        size_t stop = field_end(x, s, i);
        if (stop == NEVER)
            return (struct walk){ i, REASON_OPEN_QUOTE };
        if (line_ends(s, stop))
            return (struct walk){ stop, REASON_NONE };
        if (s.at[stop] != x->delimiter)
            return (struct walk){ stop, fault_of(s.at[stop]) };
        i = stop + 1;
    }
}

/* As walk_record; only a first line with a quote in it is worth the walk. */
static struct walk walk_view(const struct syntax *x, struct str s, const char *lf)
{
    size_t line = lf ? (size_t)(lf - s.at) : s.len;

    if (x->quote && memchr(s.at, x->quote, line))
        return walk_record(x, s);
    return (struct walk){ line, REASON_NONE };
}

static const char *find_lf(struct str s, size_t from)
{
    return from < s.len ? memchr(s.at + from, '\n', s.len - from) : NULL;
}

/* Nothing but blanks, those apart that delimit. */
static bool is_blank(struct str line, char delimiter)
{
    for (size_t i = 0; i < line.len; i++)
        if ((line.at[i] != ' ' && line.at[i] != '\t') || line.at[i] == delimiter)
            return false;
    return true;
}

/* Adds the line of the view `s` that ends at its byte `stop`: to the records, or to the
 * blank lines. */
static void add_line(struct frame *f, struct str s, size_t stop, struct walk w,
                     char delimiter)
{
    bool lf = stop < s.len;
    bool cr = stop && s.at[stop - 1] == '\r';
    struct str line = str_first(s, stop - cr);

    if (w.fault == REASON_NONE && (f->cut || line.len > RECORD_MAX_BYTES))
        w = (struct walk){ RECORD_MAX_BYTES, REASON_RECORD_TOO_LONG };
    line = str_first(line, RECORD_MAX_BYTES);
    if (w.fault == REASON_NONE && is_blank(line, delimiter))
        f->blank++;
    else
        f->record[f->n++] = (struct record){
            .at = (uint32_t)f->used, .len = (uint32_t)line.len, .fault = w.fault,
            .fault_at = (uint32_t)str_first(line, w.at).len,
        };
    f->crlf += lf && cr;
    f->lf += lf && !cr;
    f->used += stop + lf;
}

/* Takes one line or record off `rest`; false when it is not whole yet. */
static bool frame_next(const struct syntax *x, struct str rest, bool end, struct frame *f)
{
    struct str s = str_first(rest, VIEW_BYTES);
    bool all = end && s.len == rest.len;
    bool full = !all && s.len == VIEW_BYTES;
    const char *lf = find_lf(s, 0);

    if (!lf && !all && !full)
        return false;
    struct walk w = walk_view(x, s, lf);
    if (w.fault == REASON_OPEN_QUOTE && !all && !full)
        return false;
    lf = find_lf(s, w.at);
    if (!lf && !all && !full)
        return false;

    f->cut = !lf && full;
    add_line(f, s, lf ? (size_t)(lf - s.at) : s.len, w, x->delimiter);
    return true;
}

static void csv_frame(struct str bytes, bool end, struct dialect d, struct frame *f)
{
    struct syntax x = syntax_of(d, '\n');

    *f = (struct frame){ .record = f->record, .max = f->max };
    if (bytes.len > UINT32_MAX) {       /* a record's place has 32 bits */
        bytes.len = UINT32_MAX;
        end = false;
    }
    while (f->n < f->max && f->used < bytes.len && !f->cut)
        if (!frame_next(&x, str_from(bytes, f->used), end, f))
            return;
}

struct splitter {
    struct csv_parser csv;
    struct dialect dialect;
    struct syntax syntax;
    struct cell *cell;          /* [room]; n of them found by the walk */
    uint32_t n, room;
    uint32_t told;              /* fields that libcsv has found */
    char *text;                 /* [text_room] unquoted, field after field */
    size_t text_len, text_room;
};

enum { BLOCK_BYTES = 64 << 10 };    /* by which libcsv grows its one field */

static void *grow(void *old, size_t len)
{
    return mem_grow(old, len, 1);
}

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void start_libcsv(struct splitter *s)
{
    csv_init(&s->csv, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&s->csv, (unsigned char)s->dialect.delimiter);
    csv_set_quote(&s->csv, (unsigned char)s->dialect.quote);
    csv_set_realloc_func(&s->csv, grow);
    csv_set_free_func(&s->csv, mem_free);
}

static struct splitter *csv_splitter_new(struct dialect d)
{
    struct splitter *s = mem_grow(NULL, 1, sizeof *s);

    if (!s)
        return NULL;
    *s = (struct splitter){ .dialect = d, .syntax = syntax_of(d, '\r') };
    start_libcsv(s);
    return s;
}

static void csv_splitter_free(struct splitter *s)
{
    if (!s)
        return;
    csv_free(&s->csv);
    mem_free(s->cell);
    mem_free(s->text);
    mem_free(s);
}

static bool room_for_cell(struct splitter *s)
{
    if (s->n < s->room)
        return true;
    uint32_t room = s->room ? 2 * s->room : 64;
    struct cell *cell = mem_grow(s->cell, room, sizeof *cell);
    if (!cell)
        return false;
    s->cell = cell;
    s->room = room;
    return true;
}

static bool room_for_text(struct splitter *s, size_t len)
{
    if (len <= s->text_room)
        return true;
    size_t room = len + len / 2;
    char *text = mem_grow(s->text, room, 1);
    if (!text)
        return false;
    s->text = text;
    s->text_room = room;
    return true;
}

/* The places of a record's fields, to cell[].raw. */
static enum reason find_fields(struct splitter *s, struct str record, uint32_t *at)
{
    size_t i = 0;

    for (s->n = 0;; i++) {
        *at = (uint32_t)i;
        if (s->n == COLUMNS_MAX)
            return REASON_RAGGED;
        if (!room_for_cell(s))
            return N_REASONS;
        size_t stop = field_end(&s->syntax, record, i);
        if (stop == NEVER)
            return REASON_OPEN_QUOTE;
        s->cell[s->n++].raw = (struct str){ record.at + i, stop - i };
        if (stop == record.len)
            return REASON_NONE;
        *at = (uint32_t)stop;
        if (record.at[stop] != s->dialect.delimiter)
            return fault_of(record.at[stop]);
        i = stop;
    }
}

/* libcsv's field: its bytes are good only until this returns.  One of the length that it
 * has in the record lost no quotes, so it is what stands there. */
static void take_field(void *bytes, size_t len, void *self)
{
    struct splitter *s = self;

    if (s->told < s->n) {
        struct cell *c = &s->cell[s->told];
        c->text = c->raw;
        if (len != c->raw.len && len <= s->text_room - s->text_len) {
            c->text = (struct str){ s->text + s->text_len, len };
            memcpy(s->text + s->text_len, bytes, len);
            s->text_len += len;
        }
    }
    s->told++;
}

/* What the fields say, to cell[].text.  A space function costs libcsv a third of its
 * speed, and makes no difference where there is no blank to trim. */
static enum reason read_fields(struct splitter *s, struct str record, uint32_t *at)
{
    bool blanks = memchr(record.at, ' ', record.len)
               || memchr(record.at, '\t', record.len);

    csv_set_space_func(&s->csv, blanks ? no_space : NULL);
    csv_set_blk_size(&s->csv, record.len > BLOCK_BYTES ? record.len : BLOCK_BYTES);
    s->told = 0;
    s->text_len = 0;
    size_t n = csv_parse(&s->csv, record.at, record.len, take_field, NULL, s);
    if (n == record.len && csv_fini(&s->csv, take_field, NULL, s) == 0) {
        *at = 0;
        return s->told == s->n ? REASON_NONE : REASON_QUOTE;
    }

    bool no_memory = csv_error(&s->csv) == CSV_ENOMEM;
    csv_free(&s->csv);
    start_libcsv(s);
    *at = (uint32_t)n;
    return no_memory ? N_REASONS : REASON_QUOTE;
}

static enum reason csv_split(struct splitter *s, struct str record,
                             const struct cell **cell, uint32_t *n, uint32_t *at)
{
    *at = 0;
    if (record.len == 0)
        return REASON_QUOTE;
    const char *nul = memchr(record.at, '\0', record.len);
    if (nul) {
        *at = (uint32_t)(nul - record.at);
        return REASON_NUL_BYTE;
    }

    enum reason why = find_fields(s, record, at);
    if (why == REASON_NONE)
        why = room_for_text(s, record.len) ? read_fields(s, record, at) : N_REASONS;
    *cell = s->cell;
    *n = s->n;
    return why;
}

static bool needs_quotes(struct str text, struct dialect d)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == d.delimiter || c == d.quote || c == '\r' || c == '\n')
            return true;
    }
    return false;
}

static void csv_put_text(struct buf *out, struct str text, struct dialect d)
{
    if (!d.quote || !needs_quotes(text, d)) {
        buf_add_str(out, text);
        return;
    }
    buf_add_char(out, d.quote);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == d.quote)
            buf_add_char(out, d.quote);
        buf_add_char(out, text.at[i]);
    }
    buf_add_char(out, d.quote);
}

const struct codec codec_csv = {
    .name = "csv",
    .frame = csv_frame,
    .splitter_new = csv_splitter_new,
    .splitter_free = csv_splitter_free,
    .split = csv_split,
    .put_text = csv_put_text,
};
