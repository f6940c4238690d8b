/* json_write.h - appends JSON to a buf, and places the commas.
 *
 *     struct json_write w = { .buf = b };
 *     json_write_begin_object(&w);
 *     json_write_key(&w, STR("rows"));
 *     json_write_uint(&w, rows);
 *     json_write_end(&w);
 *
 * No blanks and no line ends are written.  Sticky as the buf is: ask buf_failed() once.
 * At most 64 objects and arrays may be open at a time. */
#pragma once

#include "base/str.h"

#include <stdint.h>

struct buf;

struct json_write {
    struct buf *buf;        /* borrowed */
    bool comma;             /* before the next key or value */
    unsigned depth;
    uint64_t objects;       /* a bit for each that is open, the innermost lowest;
                             * 1: an object */
};

void json_write_begin_object(struct json_write *w);
void json_write_begin_array(struct json_write *w);
void json_write_end(struct json_write *w);          /* of the innermost open one */

void json_write_key(struct json_write *w, struct str key);

/* Escaped where RFC 8259 asks for it.  A byte that is not part of well formed UTF-8
 * becomes \u00XX, so what is written is always UTF-8. */
void json_write_string(struct json_write *w, struct str s);

void json_write_number(struct json_write *w, double value);     /* not finite: null */
void json_write_uint(struct json_write *w, uint64_t value);
void json_write_bool(struct json_write *w, bool value);
void json_write_null(struct json_write *w);
void json_write_raw(struct json_write *w, struct str json);     /* a value, as it is */

/* A key and its value. */
void json_put_text(struct json_write *w, const char *key, struct str value);
void json_put_uint(struct json_write *w, const char *key, uint64_t value);
void json_put_number(struct json_write *w, const char *key, double value);

/* The same, and null for an empty text or a 0. */
void json_put_text_or_null(struct json_write *w, const char *key, struct str value);
void json_put_uint_or_null(struct json_write *w, const char *key, uint64_t value);
