/* fuzz_gzip.c - gzip data come out the same in pieces of any size; what was packed here
 * comes out as it went in. */
#include "text/gzip.h"

#include "test/fuzz.h"
#include "test/random.h"

enum { PIECE = 64, MOST = 1 << 22 };

/* The whole in pieces: true when it was good. */
static bool in_pieces(struct str file, struct buf *plain, uint64_t seed)
{
    struct gunzip *g = gunzip_new();
    struct random r = { seed };
    const char *why = NULL;
    enum gunzip_status s = GUNZIP_MORE;
    size_t made = 1;
    while (s == GUNZIP_MORE && (file.len || made)) {
        char out[PIECE];
        const size_t n = random_below(&r, PIECE), room = 1 + random_below(&r, PIECE);
        const struct str piece = str_first(file, n);
        size_t used = 0;
        made = 0;
        s = gunzip_run(g, (const unsigned char *)piece.at, piece.len, &used, out, room,
                       &made, &why);
        MUST("no more is used than there is", used <= piece.len && made <= room);
        buf_add(plain, out, made);
        file = str_from(file, used);
        made += n == 0 || made == room;
    }
    MUST("it says why not", s != GUNZIP_BAD || (why && *why));
    const bool good = s != GUNZIP_BAD && gunzip_finish(g, &why);
    MUST("it says why not", good || (why && *why));
    gunzip_free(g);
    return good;
}

static void there_and_back(struct str text)
{
    struct buf packed = { 0 }, plain = { 0 };
    struct err e = { 0 };
    MUST("it can be packed", gzip_member(&packed, text));
    MUST("it can be packed once more", gzip_member(&packed, text));
    MUST("it comes out", gunzip_all(buf_str(&packed), &plain, &e));
    MUST("as it was", str_eq(str_first(buf_str(&plain), text.len), text)
                      && str_eq(str_from(buf_str(&plain), text.len), text));
    buf_release(&packed);
    buf_release(&plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const struct str file = { (const char *)bytes, n };
    struct buf whole = { 0 }, pieces = { 0 };
    struct err e = { 0 };
    const bool good = gunzip_all(file, &whole, &e);
    MUST("it says why not", good || e.kind == ERR_MODEL);
    if (whole.len < MOST) {
        MUST("pieces are as good", in_pieces(file, &pieces, n) == good);
        MUST("and give the same",
             !good || str_eq(buf_str(&whole), buf_str(&pieces)));
    }
    there_and_back(file);
    buf_release(&whole);
    buf_release(&pieces);
    return 0;
}
