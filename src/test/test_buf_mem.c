/* test_buf_mem.c - arenas and buffers: limits, alignment, and failures that stick. */
#include "base/buf.h"
#include "base/mem.h"

#include "test/check.h"
#include "test/random.h"

#include <stdint.h>

/* ---- arenas ---- */

static bool is_zero(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

/* What is taken is aligned, zeroed and nobody else's. */
static void test_takes(void)
{
    enum { PIECES = 2000 };
    struct arena a = { 0 };
    struct random r = { 1 };
    static char *piece[PIECES];
    static size_t size[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        size[i] = random_below(&r, random_one_in(&r, 50) ? 100000 : 300);
        piece[i] = arena_take(&a, size[i], 1);
        CHECK("room", piece[i] != NULL);
        CHECK("aligned", size[i] == 0 || (uintptr_t)piece[i] % 64 == 0);
        CHECK("zeroed", is_zero(piece[i], size[i]));
        memset(piece[i], (int)(i % 255) + 1, size[i]);
    }
    for (size_t i = 0; i < PIECES; i++) {
        bool whole = true;
        for (size_t k = 0; k < size[i]; k++)
            whole = whole && piece[i][k] == (char)((int)(i % 255) + 1);
        CHECK("nobody else's", whole);
    }
    CHECK("not failed", !arena_failed(&a));
    arena_release(&a);
    CHECK("released", a.total == 0 && !arena_failed(&a));
    CHECK("and good for more", arena_take(&a, 1, 1) != NULL);
    arena_release(&a);
    arena_release(&a);
}

static void test_nothing(void)
{
    struct arena a = { 0 };
    CHECK("nothing is something", arena_take(&a, 0, 8) != NULL && arena_take(&a, 8, 0));
    CHECK("and no failure", !arena_failed(&a));
    char *copy = arena_copy(&a, "text", 4);
    CHECK("a copy ends", copy && memcmp(copy, "text", 5) == 0);
    copy = arena_copy(&a, NULL, 0);
    CHECK("of nothing too", copy && copy[0] == 0);
    arena_release(&a);
}

static void test_limit(void)
{
    struct arena a;
    arena_init(&a, 100000);
    CHECK("below the limit", arena_take(&a, 50000, 1) != NULL);
    CHECK("above the limit", arena_take(&a, 60000, 1) == NULL);
    CHECK("is the limit's fault", arena_failed(&a) && a.over_limit);
    CHECK("a failure sticks", arena_take(&a, 1, 1) == NULL && !arena_copy(&a, "x", 1));
    CHECK("never above it", a.total <= 100000);
    arena_release(&a);
    CHECK("the limit stays", a.limit == 100000 && !arena_failed(&a));
    CHECK("too much at once", arena_take(&a, 100001, 1) == NULL);
    arena_release(&a);
}

/* Small pieces come to the limit too, and not above it. */
static void test_limit_by_pieces(void)
{
    struct arena a;
    size_t n = 0;
    arena_init(&a, 1 << 20);
    while (arena_take(&a, 64, 1) && n < 1 << 20)
        n++;
    CHECK("most of the limit is used", n * 64 > (1 << 19) && a.total <= 1 << 20);
    CHECK("and then no more", arena_failed(&a) && a.over_limit);
    arena_release(&a);
}

/* Texts stand close, and between them what is taken is aligned all the same. */
static void test_copies(void)
{
    struct arena a = { 0 };
    char text[40], *copy[500];
    for (int i = 0; i < 500; i++) {
        int n = snprintf(text, sizeof text, "%0*d", i % 30 + 1, i);
        copy[i] = arena_copy(&a, text, (size_t)n);
        if (i % 7 == 0)
            CHECK("aligned behind a text", (uintptr_t)arena_take(&a, 5, 1) % 64 == 0);
    }
    for (int i = 0; i < 500; i++) {
        snprintf(text, sizeof text, "%0*d", i % 30 + 1, i);
        CHECK("a text stays", copy[i] && strcmp(copy[i], text) == 0);
    }
    arena_release(&a);
}

/* What an arena owns: released with it, each thing once, with its own size. */
static void give_back(void *p, size_t n)
{
    *(size_t *)p += n;
}

static void test_owned(void)
{
    size_t one = 0, two = 0, three = 0;
    struct arena a = { 0 };
    CHECK("owned", arena_own(&a, &one, 10, give_back) && arena_take(&a, 100, 1)
                   && arena_own(&a, &two, 200, give_back));
    CHECK("counted", a.total > 210 && a.owned == 210 && one == 0 && two == 0);
    arena_release(&a);
    CHECK("given back", one == 10 && two == 200 && a.total == 0 && a.owned == 0);
    arena_release(&a);
    CHECK("once", one == 10 && two == 200);
    arena_init(&a, 1);
    CHECK("no room to own it", !arena_own(&a, &three, 3, give_back));
    CHECK("given back at once", three == 3);
    arena_release(&a);
    CHECK("and not again", three == 3);
}

static void test_overflow(void)
{
    static const size_t sizes[][2] = {
        { SIZE_MAX, 1 }, { SIZE_MAX, 2 }, { SIZE_MAX / 2 + 1, 2 },
        { SIZE_MAX / 8 + 2, 8 },
        { (size_t)1 << 33, (size_t)1 << 33 }, { SIZE_MAX / 2, 1 }, { SIZE_MAX - 30, 1 },
    };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena a = { 0 };
        CHECK("a product that overflows", !arena_take(&a, sizes[i][0], sizes[i][1]));
        CHECK("fails", arena_failed(&a) && !a.over_limit && !arena_take(&a, 1, 1));
        arena_release(&a);
        CHECK("so it does to grow", !mem_grow(NULL, sizes[i][0], sizes[i][1]));
    }
    struct arena a = { 0 };
    CHECK("a copy of all there is", !arena_copy(&a, "", SIZE_MAX) || arena_failed(&a));
    arena_release(&a);
}

static void test_grow(void)
{
    char *p = mem_grow(NULL, 3, 4);
    CHECK("grown", p != NULL);
    if (!p)
        return;
    memcpy(p, "hello world", 12);
    CHECK("too much leaves it", mem_grow(p, SIZE_MAX, 8) == NULL
                                && strcmp(p, "hello world") == 0);
    p = mem_grow(p, 100000, 4);
    CHECK("and it keeps its bytes", p && strcmp(p, "hello world") == 0);
    p = mem_grow(p, 0, 4);
    CHECK("to nothing is something", p != NULL);
    mem_free(p);
    mem_free(NULL);
}

/* ---- buffers ---- */

static void test_adds(void)
{
    struct buf b = { 0 };
    CHECK("empty", buf_str(&b).len == 0 && !buf_failed(&b));
    buf_add(&b, "abc", 3);
    buf_add(&b, NULL, 0);
    buf_add_str(&b, STR("de\0f"));
    buf_add_char(&b, 'g');
    buf_addf(&b, "%s-%d", "h", -1);
    buf_addf(&b, "%s", "");
    CHECK("all in a row", str_eq(buf_str(&b), STR("abcde\0fgh--1")));
    buf_clear(&b);
    CHECK("cleared, room kept", b.len == 0 && b.room > 0 && b.at);
    buf_release(&b);
    CHECK("released", !b.at && !b.room);
    buf_release(&b);
}

static void test_growth(void)
{
    struct buf b = { 0 };
    char digits[16];
    size_t at = 0;
    bool same = true;
    for (int i = 0; i < 20000; i++)
        buf_addf(&b, "%d,", i);
    for (int i = 0; i < 20000; i++) {
        int n = snprintf(digits, sizeof digits, "%d,", i);
        size_t len = (size_t)n;
        same = same && at + len <= b.len && memcmp(b.at + at, digits, len) == 0;
        at += len;
    }
    CHECK("it keeps what it had", same && at == b.len && b.room >= b.len);
    size_t room = b.room - b.len;
    CHECK("room that is there", buf_reserve(&b, room) && b.room - b.len == room);
    CHECK("room for more", buf_reserve(&b, room + 1) && b.room - b.len > room);
    buf_release(&b);
}

static void test_buf_failure(void)
{
    static const size_t sizes[] = { SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 4 };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct buf b = { 0 };
        buf_add_str(&b, STR("kept"));
        CHECK("too much", !buf_reserve(&b, sizes[i]) && buf_failed(&b));
        buf_add_str(&b, STR("lost"));
        buf_addf(&b, "%d", 1);
        buf_add_char(&b, 'x');
        CHECK("a failure sticks", buf_failed(&b) && !buf_reserve(&b, 1));
        CHECK("what was there stays", str_eq(buf_str(&b), STR("kept")));
        buf_clear(&b);
        buf_add_str(&b, STR("new"));
        CHECK("until it is cleared", !buf_failed(&b) && str_eq(buf_str(&b), STR("new")));
        buf_release(&b);
    }
}

int main(void)
{
    test_takes();
    test_takes();       /* once more, in memory that was used before */
    test_nothing();
    test_limit();
    test_limit_by_pieces();
    test_copies();
    test_owned();
    test_overflow();
    test_grow();
    test_adds();
    test_growth();
    test_buf_failure();
    return check_report();
}
