/* json.c - the way in to both encodings, and what is made of their common calls.
 *
 * A value is read where it stands.  An object or an array is entered, which takes a
 * level, and left at its end: no tree, no recursion and no stack but these levels. */
#include "text/json.h"

#include "text/json_private.h"

#include <assert.h>

void json_init(struct json *j, struct str file, enum json_dialect dialect,
               struct arena *a, struct err *e)
{
    *j = (struct json){ .file = file.len ? file : STR(""), .dialect = dialect,
                        .arena = a, .err = e };
}

bool json_ok(const struct json *j)
{
    return !err_is_set(j->err);
}

bool json_fail(struct json *j, const char *what)
{
    return err_set(j->err, ERR_MODEL, "at byte %zu: %s", j->at, what);
}

bool json_expected(struct json *j, const char *what)
{
    if (j->at >= j->file.len)
        return err_set(j->err, ERR_MODEL,
                       "at byte %zu: the file ends where %s was expected", j->at, what);
    return err_set(j->err, ERR_MODEL, "at byte %zu: %s was expected", j->at, what);
}

bool json_cut_off(struct json *j, size_t at)
{
    j->at = at;
    return json_fail(j, "the file ends inside what begins here");
}

bool json_too_many(struct json *j, size_t max)
{
    return err_set(j->err, ERR_MODEL, "at byte %zu: an array has more than %zu numbers",
                   j->at, max);
}

bool json_too_deep(struct json *j)
{
    return err_set(j->err, ERR_MODEL, "at byte %zu: values are nested more than %d deep",
                   j->at, JSON_DEPTH);
}

bool json_enter(struct json *j, struct json_level level)
{
    if (j->depth == JSON_DEPTH)
        return json_too_deep(j);
    j->level[j->depth++] = level;
    return true;
}

bool json_leave(struct json *j)
{
    j->depth--;
    return false;
}

static bool is_binary(const struct json *j)
{
    return j->dialect == JSON_UBJSON;
}

double json_double(struct json *j)
{
    if (!json_ok(j))
        return 0;
    return is_binary(j) ? ubjson_double(j) : json_text_double(j);
}

float json_float(struct json *j)
{
    if (!json_ok(j))
        return 0;
    return is_binary(j) ? ubjson_float(j) : json_text_float(j);
}

int64_t json_int(struct json *j)
{
    if (!json_ok(j))
        return 0;
    return is_binary(j) ? ubjson_int(j) : json_text_int(j);
}

enum json_type json_peek(struct json *j)
{
    if (!json_ok(j))
        return JSON_END;
    return is_binary(j) ? ubjson_peek(j) : json_text_peek(j);
}

bool json_bool(struct json *j)
{
    if (!json_ok(j))
        return false;
    return is_binary(j) ? ubjson_bool(j) : json_text_bool(j);
}

struct str json_string(struct json *j)
{
    if (!json_ok(j))
        return STR("");
    return is_binary(j) ? ubjson_string(j) : json_text_string(j);
}

void json_object(struct json *j)
{
    if (!json_ok(j))
        return;
    if (is_binary(j))
        ubjson_object(j);
    else
        json_text_object(j);
}

void json_array(struct json *j)
{
    if (!json_ok(j))
        return;
    if (is_binary(j))
        ubjson_array(j);
    else
        json_text_array(j);
}

bool json_key(struct json *j, struct str *key)
{
    *key = STR("");
    if (!json_ok(j))
        return false;
    assert(json_inner(j)->kind == '{');
    return is_binary(j) ? ubjson_key(j, key) : json_text_key(j, key);
}

bool json_item(struct json *j)
{
    if (!json_ok(j))
        return false;
    assert(json_inner(j)->kind == '[');
    return is_binary(j) ? ubjson_item(j) : json_text_item(j);
}

void json_skip(struct json *j)
{
    if (!json_ok(j))
        return;
    if (is_binary(j))
        ubjson_skip(j);
    else
        json_text_skip(j);
}

static int find(const char *const *keys, struct str key)
{
    for (int i = 0; keys[i]; i++)
        if (str_eq(str_of(keys[i]), key))
            return i;
    return -1;
}

static int comes_again(struct json *j, const char *key)
{
    err_set(j->err, ERR_MODEL, "at byte %zu: the key \"%s\" comes twice", j->at, key);
    return -1;
}

int json_which(struct json *j, const char *const *keys, uint64_t *seen)
{
    struct str key;
    while (json_key(j, &key)) {
        const int which = find(keys, key);
        if (which < 0) {
            json_skip(j);
            continue;
        }
        if (*seen >> which & 1)
            return comes_again(j, keys[which]);
        *seen |= UINT64_C(1) << which;
        return which;
    }
    return -1;
}

/* An array of one type has been entered. */
static bool is_packed(struct json *j)
{
    return json_ok(j) && json_inner(j)->item;
}

size_t json_floats(struct json *j, float *values, size_t max)
{
    size_t n = 0;
    json_array(j);
    if (is_packed(j))
        return ubjson_floats(j, values, max);
    while (json_item(j) && (n < max || json_too_many(j, max)))
        values[n++] = json_float(j);
    return json_ok(j) ? n : 0;
}

size_t json_ints(struct json *j, int64_t *values, size_t max)
{
    size_t n = 0;
    json_array(j);
    if (is_packed(j))
        return ubjson_ints(j, values, max);
    while (json_item(j) && (n < max || json_too_many(j, max)))
        values[n++] = json_int(j);
    return json_ok(j) ? n : 0;
}

/* Counts where the file does not say: a guess from the bytes left would be far too much
 * for each of many small arrays. */
size_t json_room(struct json *j)
{
    struct json probe = *j;
    size_t n = 0;
    json_array(&probe);
    if (json_ok(j) && json_inner(&probe)->counted)
        return (size_t)json_inner(&probe)->left;
    while (json_item(&probe)) {
        json_skip(&probe);
        n++;
    }
    return json_ok(j) ? n : 0;
}
