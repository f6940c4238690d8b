/* gzip.c - zlib's inflate in a loop over members, and its deflate once a member. */
#include "text/gzip.h"

#include "base/mem.h"

#include <limits.h>
#define ZLIB_CONST
#include <zlib.h>

enum { GZIP_WINDOW = 15 + 16, GZIP_LEVEL = 1, GZIP_MEMORY = 8 };

static const char ends_early[] = "gzip data ends early";
static const char bad_data[] = "damaged gzip data";
static const char bad_sum[] = "gzip data with a wrong checksum";
static const char bad_tail[] = "data behind the last gzip member";
static const char no_memory[] = "no memory to unpack gzip data";

enum where {
    IN_MEMBER,
    BEHIND_MEMBER,      /* another may follow, or zeros, or nothing */
    IN_ZEROS,           /* nothing but zeros may follow */
};

struct gunzip {
    z_stream z;
    enum where where;
    const char *bad;    /* why it failed, once it has */
};

static void *take_memory(void *self, unsigned n, unsigned size)
{
    (void)self;
    return mem_grow(NULL, n, size);
}

static void give_memory(void *self, void *p)
{
    (void)self;
    mem_free(p);
}

static unsigned at_most(size_t n)
{
    return n < UINT_MAX ? (unsigned)n : UINT_MAX;
}

bool gzip_magic(const void *bytes, size_t len)
{
    const unsigned char *b = bytes;

    return len >= 2 && b[0] == 0x1f && b[1] == 0x8b;
}

struct gunzip *gunzip_new(void)
{
    struct gunzip *g = mem_grow(NULL, 1, sizeof *g);

    if (!g)
        return NULL;
    *g = (struct gunzip){ .z = { .zalloc = take_memory, .zfree = give_memory } };
    if (inflateInit2(&g->z, GZIP_WINDOW) != Z_OK) {
        mem_free(g);
        return NULL;
    }
    return g;
}

void gunzip_free(struct gunzip *g)
{
    if (!g)
        return;
    inflateEnd(&g->z);
    mem_free(g);
}

static void fail(struct gunzip *g, int status)
{
    const char *said = g->z.msg ? g->z.msg : "";

    if (status == Z_MEM_ERROR)
        g->bad = no_memory;
    else if (strcmp(said, "incorrect data check") == 0)
        g->bad = bad_sum;
    else
        g->bad = bad_data;
}

/* Inflates what it can; false when nothing moved. */
static bool run_member(struct gunzip *g, const unsigned char *in, size_t n, size_t *used,
                       char *out, size_t room, size_t *made)
{
    char nowhere;               /* zlib wants a place even for no bytes */

    g->z.next_in = n ? in + *used : NULL;
    g->z.avail_in = at_most(n - *used);
    g->z.next_out = (unsigned char *)(room ? out + *made : &nowhere);
    g->z.avail_out = at_most(room - *made);
    unsigned in_before = g->z.avail_in, out_before = g->z.avail_out;

    int status = inflate(&g->z, Z_NO_FLUSH);
    unsigned took = in_before - g->z.avail_in, gave = out_before - g->z.avail_out;
    *used += took;
    *made += gave;
    if (status == Z_STREAM_END)
        g->where = BEHIND_MEMBER;
    else if (status != Z_OK && status != Z_BUF_ERROR)
        fail(g, status);
    return took || gave || status == Z_STREAM_END;
}

/* Looks at the byte behind a member. */
static void run_tail(struct gunzip *g, const unsigned char *in, size_t *used)
{
    if (in[*used] == 0) {
        g->where = IN_ZEROS;
        (*used)++;
    } else if (g->where == BEHIND_MEMBER && in[*used] == 0x1f) {
        g->where = IN_MEMBER;
        inflateReset(&g->z);
    } else {
        g->bad = bad_tail;
    }
}

enum gunzip_status gunzip_run(struct gunzip *g, const unsigned char *in, size_t n,
                              size_t *used, char *out, size_t room, size_t *made,
                              const char **why)
{
    bool moved = true;

    while (moved && !g->bad) {
        if (g->where == IN_MEMBER)
            moved = run_member(g, in, n, used, out, room, made);
        else if (*used < n)
            run_tail(g, in, used);
        else
            moved = false;
    }
    if (g->bad)
        *why = g->bad;
    return g->bad ? GUNZIP_BAD : GUNZIP_MORE;
}

bool gunzip_finish(const struct gunzip *g, const char **why)
{
    if (!g->bad && g->where != IN_MEMBER)
        return true;
    *why = g->bad ? g->bad : ends_early;
    return false;
}

/* Compresses all of `bytes` to the room behind out->len, which is enough. */
static bool deflate_all(z_stream *z, struct buf *out, struct str bytes)
{
    size_t left = bytes.len;
    int status = Z_OK;

    z->next_in = (const unsigned char *)bytes.at;
    while (status == Z_OK) {
        unsigned in = at_most(left), room = at_most(out->room - out->len);
        z->avail_in = in;
        z->next_out = (unsigned char *)(out->at + out->len);
        z->avail_out = room;
        status = deflate(z, in == left ? Z_FINISH : Z_NO_FLUSH);
        left -= in - z->avail_in;
        out->len += room - z->avail_out;
    }
    return status == Z_STREAM_END;
}

bool gzip_member(struct buf *out, struct str bytes)
{
    z_stream z = { .zalloc = take_memory, .zfree = give_memory };
    size_t before = out->len;

    if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bool ok = buf_reserve(out, deflateBound(&z, bytes.len))
           && deflate_all(&z, out, bytes);
    deflateEnd(&z);
    if (!ok)
        out->len = before;
    return ok;
}

enum { STEP_BYTES = 1 << 20, BOMB_BYTES = 1 << 30, BOMB_RATIO = 1000 };

static bool is_bomb(size_t packed, size_t unpacked)
{
    return unpacked > BOMB_BYTES && unpacked / BOMB_RATIO >= packed;
}

static bool unpack(struct gunzip *g, struct str file, struct buf *out, struct err *e)
{
    size_t start = out->len, used = 0, made, room = STEP_BYTES;
    const char *why = NULL;

    do {
        if (is_bomb(file.len, out->len - start))
            return err_set(e, ERR_MODEL, "gzip data that unpack to more than 1 GiB "
                           "and %d times their size", BOMB_RATIO);
        if (!buf_reserve(out, room))
            return err_set(e, ERR_MEMORY, "%s", no_memory);
        made = 0;
        gunzip_run(g, (const unsigned char *)file.at, file.len, &used, out->at + out->len,
                   room, &made, &why);
        out->len += made;
    } while (made == room);
    if (gunzip_finish(g, &why))
        return true;
    if (why == no_memory)
        return err_set(e, ERR_MEMORY, "%s", why);
    return err_set(e, ERR_MODEL, "%s, at compressed byte %zu", why, used);
}

bool gunzip_all(struct str file, struct buf *out, struct err *e)
{
    struct gunzip *g = gunzip_new();
    size_t before = out->len;

    if (!g)
        return err_set(e, ERR_MEMORY, "%s", no_memory);
    bool ok = unpack(g, file, out, e);
    gunzip_free(g);
    if (!ok)
        out->len = before;
    return ok;
}
