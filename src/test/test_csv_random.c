/* test_csv_random.c - all short texts as libcsv reads them, and random ones cut anywhere
 * and written back. */
#include "text/codec.h"

#include "test/check.h"

#include <csv.h>
#include <inttypes.h>
#include <stdlib.h>

static const struct dialect plain = { ',', '"' };

/* Bytes as [text], with a fault as [text!reason@place]. */
static void add_records(struct buf *out, const char *bytes, const struct frame *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct record *r = &f->record[i];
        buf_add_char(out, '[');
        buf_add(out, bytes + r->at, r->len);
        if (r->fault)
            buf_addf(out, "!%s@%" PRIu32, reason_json(r->fault), r->fault_at);
        buf_add_char(out, ']');
    }
}

/* Fields and rows as libcsv or we found them: bytes, 1 behind a field, 2 behind a row.  A
 * row of one field of blanks is left out, as such a line is no record for us. */
struct heard {
    char bytes[256];
    size_t len, row, fields;
};

static void hear_field(void *bytes, size_t len, void *self)
{
    struct heard *h = self;

    memcpy(h->bytes + h->len, bytes, len);
    h->len += len;
    h->bytes[h->len++] = 1;
    h->fields++;
}

static void hear_row(int c, void *self)
{
    struct heard *h = self;
    size_t i = h->row;

    (void)c;
    while (h->bytes[i] == ' ')
        i++;
    if (h->fields == 1 && h->bytes[i] == 1 && i > h->row)
        h->len = h->row;
    else
        h->bytes[h->len++] = 2;
    h->row = h->len;
    h->fields = 0;
}

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* One strict parser over the whole text. */
static bool hear_libcsv(struct str text, struct heard *h)
{
    struct csv_parser p;

    csv_init(&p, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&p, no_space);
    bool ok = csv_parse(&p, text.at, text.len, hear_field, hear_row, h) == text.len
           && csv_fini(&p, hear_field, hear_row, h) == 0;
    csv_free(&p);
    return ok;
}

static bool hear_record(struct splitter *s, struct str record, struct heard *h)
{
    const struct cell *cell;
    uint32_t n, at;

    if (codec_csv.split(s, record, &cell, &n, &at) != REASON_NONE)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        char bytes[64];
        memcpy(bytes, cell[i].text.at, cell[i].text.len);
        hear_field(bytes, cell[i].text.len, h);
    }
    hear_row(0, h);
    return true;
}

/* The same through frame and split; false when any record is bad. */
static bool hear_us(struct splitter *s, struct str text, struct heard *h)
{
    struct record record[32];
    struct frame f = { .record = record, .max = 32 };
    bool ok = true;

    codec_csv.frame(text, true, plain, &f);
    if (f.used != text.len)
        return false;
    for (size_t i = 0; i < f.n; i++) {
        struct str bytes = { text.at + record[i].at, record[i].len };
        ok = record[i].fault == REASON_NONE && hear_record(s, bytes, h) && ok;
    }
    return ok;
}

static bool has_lone_cr(struct str text)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.at[i] == '\r' && text.at[i + 1] != '\n')
            return true;
    return false;
}

static bool agrees(struct splitter *s, struct str text)
{
    struct heard lib = { .len = 0 }, us = { .len = 0 };
    bool lib_ok = hear_libcsv(text, &lib);
    bool us_ok = hear_us(s, text, &us);

    if (us_ok)
        return lib_ok && lib.len == us.len && memcmp(lib.bytes, us.bytes, us.len) == 0;
    return !lib_ok || has_lone_cr(text);
}

/* All texts of some length; the k-th in base 6. */
static void test_agreement(size_t longest)
{
    static const char alphabet[] = "a,\"\n\r ";
    struct splitter *s = codec_csv.splitter_new(plain);
    size_t texts = 1, failed = 0;

    for (size_t len = 1; len <= longest; len++) {
        texts *= 6;
        for (size_t k = 0; k < texts && failed < 10; k++) {
            char text[16];
            size_t rest = k;
            for (size_t i = 0; i < len; i++, rest /= 6)
                text[i] = alphabet[rest % 6];
            if (agrees(s, (struct str){ text, len }))
                continue;
            char shown[80];
            str_show(shown, sizeof shown, (struct str){ text, len }, 16);
            failed++;
            CHECK(shown, failed == 0);
        }
    }
    CHECK("all short texts are read as libcsv reads them", failed == 0);
    codec_csv.splitter_free(s);
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* What frame says of a text: from one buffer, or from one that grows by a few bytes and
 * is taken on behind what was used. */
static void frame_text(struct str text, bool grows, uint64_t *random, struct buf *out)
{
    struct record record[64];
    uint64_t blank = 0, crlf = 0, lf = 0;
    size_t at = 0, seen = grows ? 0 : text.len;

    buf_clear(out);
    for (;;) {
        struct frame f = { .record = record };
        f.max = grows ? 1 + next_random(random) % 3 : 64;
        struct str bytes = { text.at + at, seen - at };
        codec_csv.frame(bytes, seen == text.len, plain, &f);
        add_records(out, text.at + at, &f);
        at += f.used;
        blank += f.blank;
        crlf += f.crlf;
        lf += f.lf;
        if (f.used == 0 && seen == text.len)
            break;
        if (f.used == 0)
            seen += 1 + next_random(random) % 3;
        if (seen > text.len)
            seen = text.len;
    }
    buf_addf(out, " %zu %" PRIu64 " %" PRIu64 " %" PRIu64, at, blank, crlf, lf);
}

static void test_cuts(size_t rounds)
{
    static const char alphabet[] = "a,\"\"\n\n\r ";
    struct buf whole = { 0 }, parts = { 0 };
    uint64_t random = 88172645463325252u;
    size_t same = 0;

    for (size_t i = 0; i < rounds; i++) {
        char text[60];
        size_t len = next_random(&random) % sizeof text;
        for (size_t k = 0; k < len; k++)
            text[k] = alphabet[next_random(&random) % 8];
        frame_text((struct str){ text, len }, false, &random, &whole);
        frame_text((struct str){ text, len }, true, &random, &parts);
        same += str_eq(buf_str(&whole), buf_str(&parts));
    }
    CHECK("records do not depend on where a buffer ends", same == rounds);
    buf_release(&whole);
    buf_release(&parts);
}

/* Any bytes, written by us, are read back. */
static void test_round_trip(size_t rounds)
{
    static const char alphabet[] = "ab,;'\" \t\n\r\xff";
    static const struct dialect dialects[] = {
        { ',', '"' }, { ';', '\'' }, { '\t', '"' },
    };
    struct buf out = { 0 };
    uint64_t random = 362436069;
    size_t same = 0;

    for (size_t i = 0; i < rounds; i++) {
        struct dialect d = dialects[i % 3];
        char text[12];
        size_t len = next_random(&random) % sizeof text;
        for (size_t k = 0; k < len; k++)
            text[k] = alphabet[next_random(&random) % (sizeof alphabet - 1)];
        struct splitter *s = codec_csv.splitter_new(d);
        const struct cell *cell;
        uint32_t n, at;
        buf_clear(&out);
        buf_add_char(&out, 'x');
        buf_add_char(&out, d.delimiter);
        codec_csv.put_text(&out, (struct str){ text, len }, d);
        same += codec_csv.split(s, buf_str(&out), &cell, &n, &at) == REASON_NONE && n == 2
             && str_eq(cell[1].text, (struct str){ text, len })
             && str_eq(cell[1].raw, str_from(buf_str(&out), 2));
        codec_csv.splitter_free(s);
    }
    CHECK("what is written is read back", same == rounds);
    buf_release(&out);
}

int main(void)
{
    bool more = getenv("ROWMILL_LONG") != NULL;

    test_agreement(more ? 9 : 7);
    test_cuts(more ? 3000000 : 100000);
    test_round_trip(more ? 300000 : 10000);
    return check_report();
}
