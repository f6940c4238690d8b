/* buf.h - bytes that grow at the end.
 *
 * Sticky: when memory ends, what is appended later is dropped and buf_failed()
 * says so.  A zeroed buf is an empty one. */
#pragma once

#include "base/str.h"

#include <stdarg.h>

struct buf {
    char *at;
    size_t len, room;
    bool failed;
};

bool buf_reserve(struct buf *b, size_t more);   /* room for `more` bytes behind len */
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_add_str(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
__attribute__((format(printf, 2, 3)))
void buf_addf(struct buf *b, const char *fmt, ...);
void buf_clear(struct buf *b);                  /* empty, room kept */
void buf_release(struct buf *b);

static inline bool buf_failed(const struct buf *b)
{
    return b->failed;
}

static inline struct str buf_str(const struct buf *b)
{
    return (struct str){ b->at, b->len };
}
