/* fuzz_csv.c - records and fields are the same wherever a buffer ends.
 *
 * The first bytes say the dialect and the sizes of the pieces; the rest is the text. */
#include "text/codec.h"

#include "test/fuzz.h"
#include "test/random.h"

/* A frame's figures over all calls. */
struct framed {
    struct record *record;      /* at: from the start of the text */
    size_t n, used;
    uint64_t blank, crlf, lf;
};

static void add(struct framed *all, const struct frame *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct record r = f->record[i];
        MUST("a record is within what was used", (size_t)r.at + r.len <= f->used);
        MUST("a fault is within its record", r.fault_at <= r.len);
        r.at += (uint32_t)all->used;
        all->record[all->n++] = r;
    }
    all->used += f->used;
    all->blank += f->blank;
    all->crlf += f->crlf;
    all->lf += f->lf;
}

static struct framed frame_whole(struct str text, struct dialect d)
{
    struct framed all = { .record = malloc((text.len + 1) * sizeof *all.record) };
    struct record *record = malloc((text.len + 1) * sizeof *record);
    struct frame f = { .record = record, .max = text.len + 1 };
    codec_csv.frame(text, true, d, &f);
    add(&all, &f);
    free(record);
    return all;
}

/* From a buffer that grows by a few bytes, a few records at a time. */
static struct framed frame_pieces(struct str text, struct dialect d, uint32_t step)
{
    struct framed all = { .record = malloc((text.len + 1) * sizeof *all.record) };
    struct random random = { step };
    struct record record[4];
    size_t seen = 0;
    for (;;) {
        struct frame f = { .record = record, .max = 1 + random_below(&random, 4) };
        const struct str bytes = { text.at + all.used, seen - all.used };
        codec_csv.frame(bytes, seen == text.len, d, &f);
        add(&all, &f);
        if (f.used == 0 && seen == text.len)
            return all;
        if (f.used == 0)
            seen += 1 + random_below(&random, step + 1);
        seen = seen < text.len ? seen : text.len;
    }
}

static void same_framing(const struct framed *a, const struct framed *b)
{
    MUST("all is used", a->used == b->used && a->n == b->n);
    MUST("lines are counted", a->blank == b->blank && a->crlf == b->crlf
                              && a->lf == b->lf);
    for (size_t i = 0; i < a->n; i++) {
        const struct record *x = &a->record[i], *y = &b->record[i];
        MUST("a record is the same", x->at == y->at && x->len == y->len
                                     && x->fault == y->fault
                                     && x->fault_at == y->fault_at);
    }
}

/* What was read, written again, is read as the same. */
static void round_trip(struct splitter *s, struct str text, struct dialect d)
{
    struct buf out = { 0 };
    const struct cell *cell;
    uint32_t n, at;
    buf_add_char(&out, 'x');
    buf_add_char(&out, d.delimiter);
    codec_csv.put_text(&out, text, d);
    MUST("what is written can be read",
         codec_csv.split(s, buf_str(&out), &cell, &n, &at) == REASON_NONE && n == 2);
    MUST("and is the same", str_eq(cell[1].text, text));
    buf_release(&out);
}

static void split(struct splitter *used, struct str record, struct dialect d)
{
    struct splitter *fresh = codec_csv.splitter_new(d);
    struct splitter *third = codec_csv.splitter_new(d);
    const struct cell *a, *b;
    uint32_t n = 0, n_fresh = 0, at = 0, at_fresh = 0;
    const enum reason r = codec_csv.split(used, record, &a, &n, &at);
    MUST("a splitter remembers nothing",
         r == codec_csv.split(fresh, record, &b, &n_fresh, &at_fresh));
    MUST("a fault is in the record", r == REASON_NONE || at <= record.len);
    MUST("and in the same place", r == REASON_NONE || at == at_fresh);
    MUST("as many fields", r != REASON_NONE || n == n_fresh);
    size_t bytes = 0;
    for (uint32_t i = 0; r == REASON_NONE && i < n; i++) {
        MUST("fields are the same", str_eq(a[i].text, b[i].text)
                                    && str_eq(a[i].raw, b[i].raw));
        bytes += a[i].raw.len + 1;
        if (d.quote)
            round_trip(third, a[i].text, d);
    }
    MUST("the fields are the record", r != REASON_NONE || bytes == record.len + 1);
    codec_csv.splitter_free(fresh);
    codec_csv.splitter_free(third);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct dialect dialects[] = {
        { ',', '"' }, { ';', '\'' }, { '\t', '"' }, { ',', 0 },
    };
    struct str text = { (const char *)bytes, n };
    const struct dialect d = dialects[fuzz_byte(&text) % 4];
    const uint32_t step = fuzz_byte(&text);
    struct framed whole = frame_whole(text, d), pieces = frame_pieces(text, d, step);
    same_framing(&whole, &pieces);
    struct splitter *s = codec_csv.splitter_new(d);
    for (size_t i = 0; i < whole.n; i++)
        if (whole.record[i].fault == REASON_NONE)
            split(s, str_first(str_from(text, whole.record[i].at), whole.record[i].len),
                  d);
    codec_csv.splitter_free(s);
    free(whole.record);
    free(pieces.record);
    return 0;
}
