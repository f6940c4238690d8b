/* json_private.h - what json.c, json_text.c and ubjson.c need of each other.
 *
 * json.c is the way in: it asks json_ok() before it calls one of the other two. */
#pragma once

#include "text/json.h"

#include <assert.h>

/* "a number" was not what came, or the file has ended; false. */
bool json_expected(struct json *j, const char *what);

/* The end is inside the value that starts at byte `at`; false. */
bool json_cut_off(struct json *j, size_t at);

bool json_too_many(struct json *j, size_t max);
bool json_too_deep(struct json *j);

/* Enters a value with items. */
bool json_enter(struct json *j, struct json_level level);

/* Leaves the innermost level; false, as json_key() and json_item() say it. */
bool json_leave(struct json *j);

static inline struct json_level *json_inner(struct json *j)
{
    assert(j->depth);
    return &j->level[j->depth - 1];
}

/* The byte at j->at, -1 behind the last. */
static inline int json_byte(const struct json *j)
{
    return j->at < j->file.len ? (unsigned char)j->file.at[j->at] : -1;
}

static inline size_t json_left(const struct json *j)
{
    return j->file.len - j->at;
}

static inline struct str json_take(struct json *j, size_t n)
{
    const struct str taken = { j->file.at + j->at, n };
    j->at += n;
    return taken;
}

double         json_text_double(struct json *j);
float          json_text_float(struct json *j);
int64_t        json_text_int(struct json *j);
enum json_type json_text_peek(struct json *j);
bool           json_text_bool(struct json *j);
struct str     json_text_string(struct json *j);
void           json_text_object(struct json *j);
bool           json_text_key(struct json *j, struct str *key);
void           json_text_array(struct json *j);
bool           json_text_item(struct json *j);
void           json_text_skip(struct json *j);

double         ubjson_double(struct json *j);
float          ubjson_float(struct json *j);
int64_t        ubjson_int(struct json *j);
enum json_type ubjson_peek(struct json *j);
bool           ubjson_bool(struct json *j);
struct str     ubjson_string(struct json *j);
void           ubjson_object(struct json *j);
bool           ubjson_key(struct json *j, struct str *key);
void           ubjson_array(struct json *j);
bool           ubjson_item(struct json *j);
void           ubjson_skip(struct json *j);

/* For an array of numbers of one type that has been entered: all of it, then left. */
size_t ubjson_floats(struct json *j, float *values, size_t max);
size_t ubjson_ints(struct json *j, int64_t *values, size_t max);
