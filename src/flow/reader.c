#include "flow/reader.h"

#include "base/mem.h"
#include "base/os.h"
#include "text/gzip.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>

enum { INPUT_BYTES = 256 << 10, LOOK_BYTES = 4096 };

/* Text that no chunk has counted yet: blank lines, and the header. */
struct passed {
    uint64_t bytes, blank, crlf, lf;
};

struct reader {
    struct reader_plan plan;
    const char *name;
    struct arena *arena;
    int fd;
    atomic_uint_fast64_t file_bytes;    /* read of the file as it is */
    uint64_t file_size;
    bool file_ended, ended;             /* no more bytes of the file; of the text */
    struct err err;                     /* of reading; reported behind the last record */

    struct gunzip *gunzip;              /* NULL: plain */
    struct buf packed;                  /* compressed bytes, [packed_at, len) unused
                                         * yet */
    size_t packed_at;

    struct buf text;                    /* [text_at, len): read, not handed on yet */
    size_t text_at;
    uint64_t line;                      /* of text_at */
    uint64_t first_line, header_line;   /* of the first record; 0: not read */
    uint64_t records, batch, batch_rows;        /* handed on; rows of this batch so far */
    struct passed passed;
    bool dropping;                      /* the rest of a line that was too long */
};

/* ---- bytes ---- */

static bool read_failed(struct reader *r)
{
    r->ended = true;
    err_set(&r->err, ERR_IO, "cannot be read: %s", strerror(errno));
    err_place(&r->err, r->name, 0);
    return false;
}

static bool no_room(struct reader *r)
{
    r->ended = true;
    return err_set(&r->err, ERR_MEMORY, "no room for a record of %zu bytes",
                   r->text.len - r->text_at);
}

/* Up to n bytes of the file to the end of `b`. */
static bool read_file(struct reader *r, struct buf *b, size_t n)
{
    if (!buf_reserve(b, n))
        return no_room(r);
    ssize_t got = os_read(r->fd, b->at + b->len, n);
    if (got < 0)
        return read_failed(r);
    b->len += (size_t)got;
    r->file_bytes += (uint64_t)got;
    r->file_ended = got == 0;
    return true;
}

static bool bad_gzip(struct reader *r, const char *why, const char *guess)
{
    r->ended = true;
    err_set(&r->err, ERR_INPUT, "%s, after %llu bytes%s", why,
            (unsigned long long)(r->file_bytes - (r->packed.len - r->packed_at)), guess);
    err_place(&r->err, r->name, 0);
    return false;
}

static bool refill_packed(struct reader *r)
{
    const char *why = NULL;
    if (r->packed_at < r->packed.len)
        return true;
    r->packed.len = r->packed_at = 0;
    if (!r->file_ended && !read_file(r, &r->packed, INPUT_BYTES))
        return false;
    if (!r->file_ended)
        return true;
    r->ended = true;
    return gunzip_finish(r->gunzip, &why)
        || bad_gzip(r, why, " (incomplete upload?)");
}

/* Some more text behind what there is, unless it ends.  False: r->err. */
static bool inflate_more(struct reader *r, size_t n)
{
    size_t before = r->text.len;
    const char *why = NULL;
    while (!r->ended && r->text.len == before) {
        if (!refill_packed(r) || r->ended)
            break;
        if (!buf_reserve(&r->text, n))
            return no_room(r);
        size_t made = 0;
        enum gunzip_status status = gunzip_run(r->gunzip,
            (const unsigned char *)r->packed.at, r->packed.len, &r->packed_at,
            r->text.at + r->text.len, n, &made, &why);
        r->text.len += made;
        if (status == GUNZIP_BAD)
            return bad_gzip(r, why, "");
    }
    return !err_is_set(&r->err);
}

static bool read_more(struct reader *r)
{
    size_t unused = r->text.len - r->text_at;
    if (r->text_at) {
        memmove(r->text.at, r->text.at + r->text_at, unused);
        r->text_at = 0;
        r->text.len = unused;
    }
    size_t n = unused > INPUT_BYTES ? unused : INPUT_BYTES;     /* to stay linear */
    if (r->gunzip)
        return inflate_more(r, n);
    bool ok = read_file(r, &r->text, n);
    r->ended = r->ended || r->file_ended;
    return ok;
}

static struct str unused(const struct reader *r)
{
    return (struct str){ r->text.at + r->text_at, r->text.len - r->text_at };
}

/* Would more text come without waiting? */
static bool more_at_once(const struct reader *r)
{
    return r->packed_at < r->packed.len || os_ready(r->fd);
}

/* ---- opening ---- */

static bool looks_like_utf16(struct str s)
{
    if (str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF")))
        return true;
    size_t zeros[2] = { 0, 0 };
    s = str_first(s, LOOK_BYTES);
    for (size_t i = 0; i < s.len; i++)
        zeros[i % 2] += s.at[i] == 0;
    return s.len >= 8 && (zeros[0] > s.len / 4 || zeros[1] > s.len / 4);
}

/* Does it take more bytes to tell?  A slow pipe is not waited on without need. */
static bool may_be_mark(struct str head)
{
    return head.len == 0 || (head.len < 3 && memchr("\xEF\xFF\xFE", head.at[0], 3));
}

static bool look_at_text(struct reader *r)
{
    while (!r->ended && may_be_mark(unused(r)))
        read_more(r);           /* what fails is said behind the rows before it */
    struct str head = unused(r);
    if (looks_like_utf16(head)) {
        err_set(&r->err, ERR_INPUT, "this looks like UTF-16, not UTF-8");
        err_place(&r->err, r->name, 0);
        err_remedy(&r->err, "convert it: iconv -f UTF-16 -t UTF-8 FILE");
        return false;
    }
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        r->text_at += 3;
    return true;
}

/* gzip by its first bytes, never by its name; but a name that promises it has to keep
 * it. */
static bool look_at_file(struct reader *r)
{
    while (!r->file_ended
           && (r->packed.len == 0 || (r->packed.len < 2 && r->packed.at[0] == 0x1f)))
        if (!read_file(r, &r->packed, INPUT_BYTES))
            return false;
    if (gzip_magic(r->packed.at, r->packed.len)) {
        r->gunzip = gunzip_new();
        return r->gunzip || no_room(r);
    }
    if (str_ends(str_of(r->name), STR(".gz")) && r->packed.len) {
        err_set(&r->err, ERR_INPUT, "this is named .gz, but is not gzip data");
        err_place(&r->err, r->name, 0);
        err_remedy(&r->err, "if it is plain text, give it another name or pipe it in:"
                   " rowmill ... < FILE");
        return false;
    }
    r->text = r->packed;
    r->packed = (struct buf){ 0 };
    r->ended = r->file_ended;
    return true;
}

static bool open_file(struct reader *r, struct err *e)
{
    struct stat st;
    r->name = strcmp(r->plan.path, "-") == 0 ? "stdin" : r->plan.path;
    r->fd = os_open_input(r->plan.path, e);
    if (r->fd < 0)
        return false;
    if (fstat(r->fd, &st) == 0 && S_ISREG(st.st_mode))
        r->file_size = (uint64_t)st.st_size;
    os_widen_pipe(r->fd);
    return true;
}

struct reader *reader_open(const struct reader_plan *plan, struct arena *a, struct err *e)
{
    struct reader *r = mem_grow(NULL, 1, sizeof *r);
    if (!r) {
        err_set(e, ERR_MEMORY, "no room for a reader");
        return NULL;
    }
    *r = (struct reader){ .plan = *plan, .arena = a, .fd = -1, .line = 1 };
    if (open_file(r, e) && look_at_file(r) && look_at_text(r))
        return r;
    if (!err_is_set(e))
        *e = r->err;
    reader_close(r);
    return NULL;
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    if (r->fd >= 0)
        os_close(r->fd);
    gunzip_free(r->gunzip);
    buf_release(&r->packed);
    buf_release(&r->text);
    mem_free(r);
}

/* ---- records ---- */

static uint64_t count_lines(struct str s)
{
    uint64_t n = 0;
    const char *at;
    while (s.len && (at = memchr(s.at, '\n', s.len))) {
        n++;
        s = str_from(s, (size_t)(at - s.at) + 1);
    }
    return n;
}

/* What was framed is no row: blank lines, gone at once however many there are, or the
 * header. */
static void pass(struct reader *r, const struct frame *f)
{
    r->line += count_lines(str_first(unused(r), f->used));
    r->text_at += f->used;
    r->passed.bytes += f->used;
    r->passed.blank += f->blank;
    r->passed.crlf += f->crlf;
    r->passed.lf += f->lf;
}

static void count_passed(struct reader *r, struct stats *s)
{
    s->bytes += r->passed.bytes;
    s->blank_lines += r->passed.blank;
    s->crlf += r->passed.crlf;
    s->lf += r->passed.lf;
    r->passed = (struct passed){ 0 };
}

/* The rest of a line whose record is longer than any may be. */
static void drop_line(struct reader *r)
{
    while (r->dropping) {
        struct str text = unused(r);
        const char *end = text.len ? memchr(text.at, '\n', text.len) : NULL;
        r->text_at += end ? (size_t)(end - text.at) + 1 : text.len;
        r->line += end != NULL;
        r->dropping = !end && !r->ended;
        if (r->dropping)
            read_more(r);
    }
}

/* Frames up to `max` records of what is there, reading until there is one at least.  f->n
 * = 0: the input has ended, or r->err is set. */
static void frame_some(struct reader *r, struct record *record, size_t max,
                       struct frame *f)
{
    for (;;) {
        struct str text = unused(r);
        size_t want = CHUNK_BYTES;
        do {
            *f = (struct frame){ .record = record, .max = max };
            bool all = want >= text.len;
            r->plan.codec->frame(all ? text : str_first(text, want), all && r->ended
                                 && !err_is_set(&r->err), r->plan.dialect, f);
            if (f->n || all)
                break;
            want *= 2;
        } while (true);
        if (f->n)
            return;
        pass(r, f);
        if (r->ended)
            return;
        read_more(r);
    }
}

/* As much as a chunk holds, but without waiting once there may be a whole record. */
static void top_up(struct reader *r)
{
    bool has_line = unused(r).len && memchr(unused(r).at, '\n', unused(r).len);
    while (!r->ended && unused(r).len < CHUNK_BYTES && (!has_line || more_at_once(r))) {
        size_t before = unused(r).len;
        if (!read_more(r))
            return;
        struct str fresh = str_from(unused(r), before);
        has_line = has_line || (fresh.len && memchr(fresh.at, '\n', fresh.len));
    }
}

/* The used bytes become the chunk's own. */
static void hand_on(struct reader *r, const struct frame *f, struct chunk *c)
{
    struct str bytes = str_first(unused(r), f->used);
    buf_add_str(&c->raw, bytes);
    c->rows = f->n;
    c->first_line = r->line;
    c->first_record = r->records;
    c->batch = r->batch;
    c->stats.rows = f->n;
    c->stats.bytes = f->used;
    c->stats.blank_lines = f->blank;
    c->stats.crlf = f->crlf;
    c->stats.lf = f->lf;
    count_passed(r, &c->stats);
    r->line += count_lines(bytes);
    r->text_at += f->used;
    r->records += f->n;
    r->dropping = f->cut;
    r->batch_rows += f->n;
}

/* The chunk that has no rows, but why reading ended, or what came behind the last row. */
static bool hand_on_end(struct reader *r, struct chunk *c)
{
    if (!err_is_set(&r->err) && !r->passed.bytes)
        return false;
    count_passed(r, &c->stats);
    c->err = r->err;
    r->err = (struct err){ 0 };
    r->ended = true;
    r->text_at = r->text.len;       /* half a record: part of the same fault */
    c->first_record = r->records;
    c->batch = r->batch;
    c->batch_ends = err_is_set(&c->err) && r->batch_rows > 0;
    return true;
}

/* Of this batch, and of the limit. */
static uint64_t rows_left(const struct reader *r)
{
    uint64_t batch = r->plan.batch_rows - r->batch_rows;
    uint64_t limit = r->plan.limit ? r->plan.limit - r->records : UINT64_MAX;
    return batch < limit ? batch : limit;
}

static bool fill(void *self, struct chunk *c)
{
    struct reader *r = self;
    struct frame f;
    uint64_t left = rows_left(r);

    if (left == 0)
        return false;
    c->read_began_ns = os_now_ns();
    drop_line(r);
    top_up(r);
    frame_some(r, c->record, left < CHUNK_RECORDS ? (size_t)left : CHUNK_RECORDS, &f);
    if (f.n == 0)
        return hand_on_end(r, c);
    hand_on(r, &f, c);
    c->batch_ends = r->batch_rows == r->plan.batch_rows;
    if (c->batch_ends) {
        r->batch++;
        r->batch_rows = 0;
    }
    if (buf_failed(&c->raw))
        err_set(&c->err, ERR_MEMORY, "no room for %zu rows", f.n);
    c->stats.ns[TIMING_READ] += os_now_ns() - c->read_began_ns;
    return true;
}

/* ---- the first record ---- */

static bool bad_first(struct reader *r, const struct record *record, enum reason why,
                      uint32_t at, struct err *e)
{
    if (why == N_REASONS)       /* how split() says that memory ended */
        return err_set(e, ERR_MEMORY, "no room for the first record");
    if (why == REASON_RAGGED) {
        err_set(e, ERR_INPUT, "the first record has more than %d columns", COLUMNS_MAX);
        err_place(e, r->name, r->line);
        return false;
    }
    struct str before = str_first(unused(r), record->at + at);
    return err_at(e, why, (struct place){ .file = r->name,
                  .line = r->line + count_lines(before) });
}

static const struct str *copy_fields(struct reader *r, const struct cell *cell,
                                     uint32_t n, struct err *e)
{
    struct str *field = NEW(r->arena, struct str, n);
    for (uint32_t i = 0; field && i < n; i++) {
        char *copy = arena_copy(r->arena, cell[i].text.at, cell[i].text.len);
        field[i] = (struct str){ copy, copy ? cell[i].text.len : 0 };
    }
    if (!field || arena_failed(r->arena))
        err_set(e, ERR_MEMORY, "no room for %u fields", n);
    return field;
}

static bool split_first(struct reader *r, const struct record *record,
                        const struct str **field, uint32_t *n, struct err *e)
{
    const struct codec *codec = r->plan.codec;
    struct splitter *s = codec->splitter_new(r->plan.dialect);
    const struct cell *cell;
    uint32_t at = 0;
    struct str text = { unused(r).at + record->at, record->len };

    if (!s)
        return err_set(e, ERR_MEMORY, "no room for the first record");
    enum reason why = codec->split(s, text, &cell, n, &at);
    if (why != REASON_NONE)
        bad_first(r, record, why, at, e);
    else
        *field = copy_fields(r, cell, *n, e);
    codec->splitter_free(s);
    return !err_is_set(e);
}

bool reader_first(struct reader *r, bool header, const struct str **field, uint32_t *n,
                  struct err *e)
{
    struct record record;
    struct frame f;
    *n = 0;
    frame_some(r, &record, 1, &f);
    if (f.n == 0) {
        *e = r->err;
        return !err_is_set(e);
    }
    if (record.fault != REASON_NONE)
        return bad_first(r, &record, record.fault, record.fault_at, e);
    r->first_line = r->line + count_lines(str_first(unused(r), record.at));
    if (!split_first(r, &record, field, n, e))
        return false;
    if (header) {
        r->header_line = r->first_line;
        pass(r, &f);
    }
    return true;
}

bool reader_no_header(const struct reader *r, struct err *e)
{
    err_set(e, ERR_INPUT, "the file is empty, and has no header line");
    err_place(e, r->name, 0);
    err_remedy(e, "a table without rows has a header line all the same; without one:"
               " --no-header");
    return false;
}

void reader_dialect(struct reader *r, struct dialect d)
{
    r->plan.dialect = d;
}

struct source reader_source(struct reader *r)
{
    return (struct source){ fill, r };
}

const char *reader_name(const struct reader *r)
{
    return r->name;
}

uint64_t reader_header_line(const struct reader *r)
{
    return r->header_line;
}

uint64_t reader_first_line(const struct reader *r)
{
    return r->first_line;
}

uint64_t reader_records(const struct reader *r)
{
    return r->records;
}

void reader_progress(const struct reader *r, uint64_t *done, uint64_t *size)
{
    *done = r->file_bytes;
    *size = r->file_size;
}
