/* test_gzip.c - gzip data whole, cut, damaged and in small pieces. */
#include "text/gzip.h"

#include "base/mem.h"
#include "test/check.h"

#include <stdlib.h>
#include <zlib.h>

/* Unpacks in pieces of at most `in` and `room` bytes.  NULL, or why not. */
static const char *unpack(struct str file, size_t in, size_t room, struct buf *out)
{
    struct gunzip *g = gunzip_new();
    const unsigned char *bytes = (const unsigned char *)file.at;
    const char *why = NULL;
    size_t at = 0, made = 0;

    buf_clear(out);
    while (at < file.len || made == room) {
        size_t n = file.len - at < in ? file.len - at : in, used = 0;
        made = 0;
        buf_reserve(out, room);
        if (gunzip_run(g, bytes + at, n, &used, out->at + out->len, room, &made, &why))
            break;
        out->len += made;
        at += used;
    }
    if (!why)
        gunzip_finish(g, &why);
    gunzip_free(g);
    return why;
}

/* Both ways of unpacking; they must agree. */
static const char *unpack_twice(struct str file, struct buf *out)
{
    struct buf pieces = { 0 };
    const char *why = unpack(file, 1 << 16, 1 << 16, out);
    const char *again = unpack(file, 1, 1, &pieces);

    CHECK("pieces of one byte", why == again);
    CHECK("pieces of one byte", why || str_eq(buf_str(out), buf_str(&pieces)));
    buf_release(&pieces);
    return why;
}

static void add_member(struct buf *out, const char *text)
{
    CHECK("a member", gzip_member(out, str_of(text)));
}

static const char ends_early[] = "gzip data ends early";
static const char bad_data[] = "damaged gzip data";
static const char bad_sum[] = "gzip data with a wrong checksum";
static const char bad_tail[] = "data behind the last gzip member";

static const struct {
    const char *which;
    struct str tail;            /* behind two members */
    const char *why;            /* NULL: fine */
} tails[] = {
    { "nothing", STR(""), NULL },
    { "a zero", STR("\0"), NULL },
    { "zeros", STR("\0\0\0\0\0\0\0\0\0"), NULL },
    { "text", STR("text"), bad_tail },
    { "a newline", STR("\n"), bad_tail },
    { "zeros and text", STR("\0\0x"), bad_tail },
    { "zeros and a member", STR("\0\0\x1f\x8b\x08"), bad_tail },
    { "half of what begins a member", STR("\x1f"), ends_early },
    { "what begins a member", STR("\x1f\x8b"), ends_early },
    { "half a header", STR("\x1f\x8b\x08\0\0"), ends_early },
    { "nearly a member", STR("\x1fx"), bad_data },
    { "another method", STR("\x1f\x8b\x07\0"), bad_data },
    { "reserved flags", STR("\x1f\x8b\x08\xe0\0\0\0\0\0\x03"), bad_data },
};

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void test_tails(void)
{
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        struct buf file = { 0 }, out = { 0 };
        add_member(&file, "one\n");
        add_member(&file, "two\n");
        buf_add_str(&file, tails[i].tail);
        const char *why = unpack_twice(buf_str(&file), &out);
        CHECK(tails[i].which, same_text(why, tails[i].why));
        CHECK(tails[i].which, why || str_eq(buf_str(&out), STR("one\ntwo\n")));
        buf_release(&file);
        buf_release(&out);
    }
}

static void test_magic(void)
{
    CHECK("gzip", gzip_magic("\x1f\x8b", 2));
    CHECK("half of it", !gzip_magic("\x1f", 1));
    CHECK("nothing", !gzip_magic(NULL, 0));
    CHECK("text", !gzip_magic("a,b", 3));
    CHECK("compress", !gzip_magic("\x1f\x9d\x90", 3));
}

static void test_member(void)
{
    struct buf file = { 0 }, again = { 0 };

    buf_add_str(&file, STR("before"));
    add_member(&file, "text");
    add_member(&again, "text");
    CHECK("what was there stays", str_starts(buf_str(&file), STR("before")));
    CHECK("a member is the same each time",
          str_eq(str_from(buf_str(&file), 6), buf_str(&again)));
    CHECK("no flags, no time", memcmp(again.at + 3, "\0\0\0\0\0", 5) == 0);
    CHECK("an empty member", gzip_member(&again, (struct str){ NULL, 0 }));
    add_member(&again, "!");
    CHECK("is nothing", !unpack_twice(buf_str(&again), &file)
          && str_eq(buf_str(&file), STR("text!")));
    buf_release(&file);
    buf_release(&again);
}

/* Many bytes, of little and of much repetition, in and out. */
static void test_large(void)
{
    struct buf text = { 0 }, file = { 0 }, out = { 0 };
    uint32_t random = 1;

    for (size_t i = 0; i < 1000000; i++) {
        random = random * 1664525 + 1013904223;
        buf_add_char(&text, i % 100000 < 50000 ? 'a' : (char)(random >> 24));
    }
    CHECK("packed", gzip_member(&file, buf_str(&text)) && file.len < text.len);
    CHECK("unpacked", !unpack(buf_str(&file), 4096, 65536, &out)
          && str_eq(buf_str(&out), buf_str(&text)));
    CHECK("in odd pieces", !unpack(buf_str(&file), 7, 13, &out)
          && str_eq(buf_str(&out), buf_str(&text)));
    buf_release(&text);
    buf_release(&file);
    buf_release(&out);
}

/* Cut anywhere, two members are no file but behind the first and behind the second. */
static void test_cuts(void)
{
    struct buf file = { 0 }, out = { 0 };

    add_member(&file, "id,x\n1,2.5\n");
    size_t first = file.len;
    add_member(&file, "2,3.5\n");
    for (size_t n = 0; n <= file.len; n++) {
        const char *why = unpack_twice(str_first(buf_str(&file), n), &out);
        if (n == first)
            CHECK("the first member",
                  !why && str_eq(buf_str(&out), STR("id,x\n1,2.5\n")));
        else if (n == file.len)
            CHECK("both members", !why && str_ends(buf_str(&out), STR("2,3.5\n")));
        else
            CHECK("cut off", same_text(why, ends_early));
    }
    buf_release(&file);
    buf_release(&out);
}

/* Each bit but those of the time and the like, which say nothing of the text. */
static void test_bits(void)
{
    struct buf file = { 0 }, out = { 0 };
    size_t harmless = 0, unpacked = 0;

    add_member(&file, "id,x\n1,2.5\n1,2.5\n1,2.5\n");
    unpack(buf_str(&file), 99, 99, &out);
    CHECK("undamaged", str_eq(buf_str(&out), STR("id,x\n1,2.5\n1,2.5\n1,2.5\n")));
    for (size_t i = 0; i < 8 * file.len; i++) {
        file.at[i / 8] = (char)(file.at[i / 8] ^ 1 << i % 8);
        const char *why = unpack_twice(buf_str(&file), &out);
        CHECK("a flipped bit is no other text",
              why || str_eq(buf_str(&out), STR("id,x\n1,2.5\n1,2.5\n1,2.5\n")));
        harmless += !why;
        unpacked += !why && i / 8 >= 10;
        if (i / 8 - (file.len - 8) < 4)
            CHECK("the checksum", same_text(why, bad_sum));
        file.at[i / 8] = (char)(file.at[i / 8] ^ 1 << i % 8);
    }
    CHECK("time, flags and system of a header", harmless > 0 && harmless <= 6 * 8 + 1);
    CHECK("all that counts is checked", unpacked == 0);
    buf_release(&file);
    buf_release(&out);
}

/* A header with all that may be in it. */
static void test_header(void)
{
    static const char header[] = "\x1f\x8b\x08\x1c\1\2\3\4\0\3"
                                 "\2\0xy" "name\0" "remark";
    struct buf file = { 0 }, member = { 0 }, out = { 0 };

    add_member(&member, "text");
    buf_add(&file, header, sizeof header);
    buf_add_str(&file, str_from(buf_str(&member), 10));
    CHECK("name, remark and extra field", !unpack_twice(buf_str(&file), &out)
          && str_eq(buf_str(&out), STR("text")));
    buf_release(&file);
    buf_release(&member);
    buf_release(&out);
}

static void test_sticky(void)
{
    struct gunzip *g = gunzip_new();
    size_t used = 0, made = 0;
    const char *why = NULL;
    char out[9];

    CHECK("nothing is no file", !gunzip_finish(g, &why) && same_text(why, ends_early));
    CHECK("no bytes are fine",
          gunzip_run(g, NULL, 0, &used, NULL, 0, &made, &why) == GUNZIP_MORE);
    const unsigned char *text = (const unsigned char *)"text";
    CHECK("text is no gzip",
          gunzip_run(g, text, 4, &used, out, sizeof out, &made, &why) == GUNZIP_BAD);
    CHECK("and why", same_text(why, bad_data) && made == 0);
    why = NULL;
    CHECK("the first fault stays",
          gunzip_run(g, text, 4, &used, out, sizeof out, &made, &why) == GUNZIP_BAD
          && same_text(why, bad_data));
    why = NULL;
    CHECK("to the end", !gunzip_finish(g, &why) && same_text(why, bad_data));
    gunzip_free(g);
    gunzip_free(NULL);
}

static void test_all(void)
{
    struct buf file = { 0 }, out = { 0 };
    struct err e = { 0 };

    add_member(&file, "one ");
    add_member(&file, "two");
    buf_add_str(&out, STR("> "));
    CHECK("all of a file", gunzip_all(buf_str(&file), &out, &e)
          && str_eq(buf_str(&out), STR("> one two")));
    CHECK("none of half a file", !gunzip_all(str_first(buf_str(&file), 30), &out, &e));
    CHECK("the file is said to be bad", e.kind == ERR_MODEL
          && same_text(e.what, "gzip data ends early, at compressed byte 30"));
    CHECK("what was there stays", str_eq(buf_str(&out), STR("> one two")));
    buf_release(&file);
    buf_release(&out);
}

/* A member of 16 MiB of zeros, in about 16 KiB. */
static void add_zeros(struct buf *out)
{
    enum { SIZE = 16 << 20 };
    void *zeros = mem_grow(NULL, SIZE, 1);
    z_stream z = { .next_in = memset(zeros, 0, SIZE), .avail_in = SIZE };

    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    buf_reserve(out, 1 << 16);
    z.next_out = (unsigned char *)out->at;
    z.avail_out = 1 << 16;
    CHECK("16 MiB of zeros", deflate(&z, Z_FINISH) == Z_STREAM_END);
    out->len = z.total_out;
    deflateEnd(&z);
    mem_free(zeros);
}

/* 1 GiB is let pass whatever its ratio, more is not.  Takes seconds, and 2 GiB. */
static void test_bomb(void)
{
    struct buf zeros = { 0 }, file = { 0 }, out = { 0 };
    struct err e = { 0 };

    add_zeros(&zeros);
    for (int i = 0; i < 65; i++) {
        if (i == 64)
            CHECK("1 GiB", gunzip_all(buf_str(&file), &out, &e) && out.len == 1 << 30);
        buf_add_str(&file, buf_str(&zeros));
    }
    buf_release(&out);
    CHECK("a bomb", !gunzip_all(buf_str(&file), &out, &e));
    CHECK("is refused as such", e.kind == ERR_MODEL && out.len == 0
          && same_text(e.what, "gzip data that unpack to more than 1 GiB and 1000 times "
                       "their size"));
    buf_release(&zeros);
    buf_release(&file);
    buf_release(&out);
}

int main(void)
{
    test_magic();
    test_member();
    test_tails();
    test_large();
    test_cuts();
    test_bits();
    test_header();
    test_sticky();
    test_all();
    if (getenv("ROWMILL_LONG"))
        test_bomb();
    return check_report();
}
