/* test_reader.c - the same records with the same numbers, however the bytes come.
 *
 * Random texts are framed whole, by one call of the codec; what the reader gives in its
 * chunks has to be that, from a file, from a pipe (byte by byte too), and from gzip. */
#include "flow/reader.h"

#include "base/os.h"
#include "test/check.h"
#include "test/reading.h"
#include "test/scratch.h"

#include <pthread.h>
#include <signal.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool same_counts(const struct reading *g, const struct wanted *w)
{
    const struct stats *s = &g->total;
    return s->rows + g->header == w->frame.n && s->bytes == w->text.len
        && s->blank_lines == w->frame.blank && s->crlf == w->frame.crlf
        && s->lf == w->frame.lf && reader_records(g->reader) == s->rows;
}

static bool first_is(struct reading *g, const struct wanted *w, bool header)
{
    const struct str *field;
    uint32_t n;
    struct record first = { 0 };
    if (w->frame.n)
        first = w->record[0];
    if (!reader_first(g->reader, header, &field, &n, &g->err))
        return g->err.kind == ERR_INPUT && g->err.line >= line_at(w->text, first.at)
            && (first.fault == REASON_NONE || g->err.reason == first.fault);
    g->header = header && w->frame.n;
    g->n = g->header;
    return first.fault == REASON_NONE && (n > 0) == (w->frame.n > 0)
        && reader_header_line(g->reader) == (g->header ? line_at(w->text, first.at) : 0);
}

static void check_reading(const char *which, const char *path, const struct wanted *w,
                          uint64_t batch_rows, bool header)
{
    struct reading g;
    CHECK(which, open_reading(&g, path, batch_rows));
    if (g.reader) {
        CHECK(which, first_is(&g, w, header));
        if (!err_is_set(&g.err)) {
            read_all(&g, w);
            CHECK(which, g.same && !err_is_set(&g.chunk.err));
            CHECK(which, g.n == w->frame.n && same_counts(&g, w));
        }
    }
    close_reading(&g);
}

/* ---- a pipe that is stdin ---- */

struct feed {
    struct str text;
    size_t step;        /* bytes a write */
    int times;          /* the whole text, this often */
    int fd;
    pthread_t thread;
};

static void *feed_pipe(void *self)
{
    const struct feed *f = self;
    for (int i = 0; i < f->times; i++)
        for (size_t at = 0; at < f->text.len; at += f->step) {
            struct str piece = str_first(str_from(f->text, at), f->step);
            if (!os_write_all(f->fd, piece.at, piece.len))
                return NULL;
        }
    close(f->fd);
    return NULL;
}

/* Descriptor 0 becomes the end of a new pipe that is read; the other one is returned. */
static int pipe_to_stdin(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    dup2(ends[0], 0);
    close(ends[0]);
    return ends[1];
}

static void start_feed(struct feed *f)
{
    f->fd = pipe_to_stdin();
    pthread_create(&f->thread, NULL, feed_pipe, f);
}

/* A reader that has given up reads no more: the writer must not wait for it. */
static void end_feed(struct feed *f)
{
    int end = open("/dev/null", O_RDONLY);
    dup2(end, 0);
    close(end);
    pthread_join(f->thread, NULL);
}

/* ---- texts ---- */

static const char *const clean[] = {
    "a,b\n", "1,2.5\n", "a b\r\n", "\n", "\r\n", " \t\n", "\"x\",y\n", "\"a,b\"\r\n",
    "\"one\ntwo\r\n\n\",z\n", "\"\"\"\"\n", "\"\"\n", ",\n", ",,\n", "\xC3\xA9\n", "-\n",
};

static const char *const dirty[] = {
    "a", ",", "\"", "\n", "\r\n", "\r", " ", "\"\"", "\"q\"", "b,c", "\n\n", "\"\n\"",
    "x\n",
};

/* A text of random pieces; one in four has a byte order mark. */
static void make_text(struct buf *b, struct random *r, bool is_clean)
{
    uint32_t n = random_below(r, is_clean ? 200 : 300);
    if (random_one_in(r, 4))
        buf_add_str(b, STR("\xEF\xBB\xBF"));
    while (n--)
        buf_add_str(b, str_of(is_clean ? clean[random_below(r, COUNT(clean))]
                                       : dirty[random_below(r, COUNT(dirty))]));
    if (is_clean && random_one_in(r, 2))
        buf_add_str(b, STR("no,end"));
}

static const uint64_t batches[] = { 1, 2, 3, 7, 1000 };

static void try_text(const struct scratch *s, struct str text, struct random *r)
{
    char path[SCRATCH_ROOM];
    struct wanted w = want(text);
    bool header = random_one_in(r, 2);
    uint64_t batch = batches[random_below(r, COUNT(batches))];

    scratch_write(scratch_path(s, "text.csv", path), text);
    for (size_t i = 0; i < COUNT(batches); i++)
        check_reading("from a file", path, &w, batches[i], header);
    for (uint32_t members = 1; members <= 5; members += 4) {
        struct buf packed = { 0 };
        pack(&packed, text, members, r);
        scratch_write(scratch_path(s, "text.gz", path), buf_str(&packed));
        check_reading(members == 1 ? "from gzip" : "from gzip of five members", path, &w,
                      batch, header);
        buf_release(&packed);
    }
    if (random_one_in(r, 6)) {
        size_t step = text.len < 300 ? 1 : 1 + random_below(r, 100);
        struct feed f = { .text = text, .step = step, .times = 1 };
        start_feed(&f);
        check_reading("from a slow pipe", "-", &w, batch, header);
        end_feed(&f);
    }
    free(w.record);
}

static void test_random_texts(const struct scratch *s)
{
    struct random r = { 31 };
    for (int i = 0; i < 400; i++) {
        struct buf text = { 0 };
        make_text(&text, &r, i % 2);
        try_text(s, buf_str(&text), &r);
        buf_release(&text);
    }
}

/* Several chunks, and records that are longer than one. */
static void test_large_text(const struct scratch *s)
{
    struct random r = { 77 };
    char path[SCRATCH_ROOM];
    struct buf text = { 0 }, packed = { 0 };
    buf_add_str(&text, STR("h1,h2\n"));
    for (int i = 0; i < 40000; i++) {
        if (i % 15000 == 7000) {
            buf_add_char(&text, '"');
            for (int k = 0; k < CHUNK_BYTES + 1000; k++)
                buf_add_char(&text, k % 1000 ? 'x' : '\n');
            buf_add_str(&text, STR("\",2\n"));
        }
        buf_add_str(&text, str_of(clean[random_below(&r, COUNT(clean))]));
    }
    struct wanted w = want(buf_str(&text));
    scratch_write(scratch_path(s, "large.csv", path), buf_str(&text));
    check_reading("a large file", path, &w, 10000, true);
    check_reading("a large file in one batch", path, &w, UINT64_MAX, false);
    pack(&packed, buf_str(&text), 9, &r);
    scratch_write(scratch_path(s, "large.csv.gz", path), buf_str(&packed));
    check_reading("a large gzip", path, &w, 4321, true);
    struct feed f = { .text = buf_str(&text), .step = 7001, .times = 1 };
    start_feed(&f);
    check_reading("a large pipe", "-", &w, 10000, true);
    end_feed(&f);
    free(w.record);
    buf_release(&text);
    buf_release(&packed);
}

/* ---- slow pipes ---- */

/* What is whole is given, though the pipe stays open and has half a record more. */
static void test_slow_pipe(void)
{
    static const char *const pieces[] = {
        "h\n1\n2\n3", "4\n", "5\n\n6\n\"", "a\nb\"\n7",
    };
    static const size_t rows[] = { 2, 1, 2, 1 };
    struct reading g;
    int fd = pipe_to_stdin();

    os_write_all(fd, pieces[0], strlen(pieces[0]));
    CHECK("a slow pipe", open_reading(&g, "-", 1000));
    for (size_t i = 0; g.reader && i < COUNT(pieces); i++) {
        const struct str *field;
        uint32_t n;
        if (i == 0)
            CHECK("its header",
                  reader_first(g.reader, true, &field, &n, &g.err) && n == 1);
        else
            os_write_all(fd, pieces[i], strlen(pieces[i]));
        CHECK("its rows so far", next_chunk(&g) && g.chunk.rows == rows[i]);
    }
    close(fd);
    CHECK("its last row", g.reader && next_chunk(&g) && g.chunk.rows == 1);
    CHECK("its end", g.reader && !next_chunk(&g));
    CHECK("its lines", g.total.rows == 7 && g.total.lf == 8 && g.total.blank_lines == 1);
    close_reading(&g);
}

/* 10 MB of nothing. */
static void test_blank_lines(void)
{
    static const char lines[] = "\n\r\n \t\n\n\r\n  \n\n\n\n";
    struct feed f = {
        .text = { lines, sizeof lines - 1 }, .step = sizeof lines, .times = 1,
    };
    struct buf many = { 0 };
    struct reading g;
    const struct str *field;
    uint32_t n;
    while (many.len < 50000)
        buf_add_str(&many, f.text);
    f.text = buf_str(&many);
    f.step = many.len;
    f.times = 200;
    uint64_t before = os_peak_rss_kb();
    start_feed(&f);
    CHECK("blank lines", open_reading(&g, "-", 10));
    CHECK("are no records", g.reader && reader_first(g.reader, false, &field, &n, &g.err)
                            && n == 0);
    CHECK("are counted", g.reader && next_chunk(&g) && g.chunk.rows == 0
          && g.total.bytes == many.len * 200
          && g.total.blank_lines == g.total.bytes / 15 * 9);
    CHECK("and end", g.reader && !next_chunk(&g));
    CHECK("take no memory", os_peak_rss_kb() - before < 6000);
    close_reading(&g);
    end_feed(&f);
    buf_release(&many);
}

int main(void)
{
    struct scratch s;
    if (!scratch_make(&s))
        return 1;
    signal(SIGPIPE, SIG_IGN);
    test_blank_lines();         /* first, while the process is small */
    test_slow_pipe();
    test_random_texts(&s);
    test_large_text(&s);
    scratch_remove(&s);
    return check_report();
}
