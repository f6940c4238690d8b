#include "base/buf.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>

bool buf_reserve(struct buf *b, size_t more)
{
    if (b->failed || more > SIZE_MAX / 4 - b->len) {
        b->failed = true;
        return false;
    }
    if (b->len + more <= b->room)
        return true;
    size_t room = b->room ? b->room : 256;
    while (room < b->len + more)
        room *= 2;
    char *grown = mem_grow(b->at, room, 1);
    if (!grown) {
        b->failed = true;
        return false;
    }
    b->at = grown;
    b->room = room;
    return true;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    if (len && buf_reserve(b, len)) {
        memcpy(b->at + b->len, bytes, len);
        b->len += len;
    }
}

void buf_add_str(struct buf *b, struct str s)
{
    buf_add(b, s.at, s.len);
}

void buf_add_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n >= 0 && buf_reserve(b, (size_t)n + 1)) {
        vsnprintf(b->at + b->len, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->failed = false;
}

void buf_release(struct buf *b)
{
    mem_free(b->at);
    *b = (struct buf){ 0 };
}
