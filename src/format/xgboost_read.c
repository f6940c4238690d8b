/* xgboost_read.c - arrays and numbers in texts, as XGBoost's files have them. */
#include "format/xgboost.h"

#include "base/mem.h"
#include "text/num.h"

#include <inttypes.h>

/* `old` with room for at least n items of `size`; *room says for how many. */
static void *grown(struct xgboost *x, void *old, size_t n, size_t size, size_t *room)
{
    size_t wanted = n < *room * 2 ? *room * 2 : n;
    void *at = mem_grow(old, wanted, size);
    if (!at) {
        err_set(x->err, ERR_MEMORY, "no room for %zu numbers of the model", wanted);
        return old;
    }
    *room = wanted;
    return at;
}

bool xgboost_ints_room(struct xgboost *x, struct ints *v, size_t n)
{
    if (n > v->room)
        v->at = grown(x, v->at, n, sizeof *v->at, &v->room);
    return n <= v->room;
}

bool xgboost_floats_room(struct xgboost *x, struct floats *v, size_t n)
{
    if (n > v->room)
        v->at = grown(x, v->at, n, sizeof *v->at, &v->room);
    return n <= v->room;
}

/* UBJSON says how many there are, and has them as they are in memory but for the order of
 * bytes; text is read once, not counted first. */
void xgboost_ints(struct xgboost *x, struct json *j, struct ints *v)
{
    v->n = 0;
    v->there = true;
    if (j->dialect == JSON_UBJSON) {
        if (xgboost_ints_room(x, v, json_room(j)))
            v->n = json_ints(j, v->at, v->room);
        return;
    }
    json_array(j);
    while (json_item(j) && xgboost_ints_room(x, v, v->n + 1))
        v->at[v->n++] = json_int(j);
}

void xgboost_floats(struct xgboost *x, struct json *j, struct floats *v)
{
    v->n = 0;
    v->there = true;
    if (j->dialect == JSON_UBJSON) {
        if (xgboost_floats_room(x, v, json_room(j)))
            v->n = json_floats(j, v->at, v->room);
        return;
    }
    json_array(j);
    while (json_item(j) && xgboost_floats_room(x, v, v->n + 1))
        v->at[v->n++] = json_float(j);
}

/* Numbers since 1.6, which is checked where they are used. */
void xgboost_flags(struct xgboost *x, struct json *j, struct ints *v)
{
    struct json probe = *j;
    json_array(&probe);
    if (!json_item(&probe) || json_peek(&probe) != JSON_BOOL) {
        xgboost_ints(x, j, v);
        return;
    }
    v->n = 0;
    v->there = true;
    json_array(j);
    while (json_item(j) && xgboost_ints_room(x, v, v->n + 1))
        v->at[v->n++] = json_bool(j);
}

void xgboost_mark(struct json *j, struct mark *m, const char *key)
{
    if (m->there)
        err_set(j->err, ERR_MODEL, "at byte %zu: the key \"%s\" comes twice", j->at, key);
    m->there = true;
    m->at = *j;
    json_skip(j);
}

void xgboost_params(struct json *j, const char *const *keys, struct str *text)
{
    uint64_t seen = 0;
    json_object(j);
    for (int i; (i = json_which(j, keys, &seen)) >= 0; )
        text[i] = json_string(j);
}

bool xgboost_since(const struct xgboost *x, int64_t major, int64_t minor)
{
    const int64_t *v = x->version;
    return v[0] == 0 || v[0] > major || (v[0] == major && v[1] >= minor);
}

int64_t xgboost_whole(struct xgboost *x, const char *name, struct str text,
                      int64_t min, int64_t max)
{
    int64_t n = 0;
    if (!text.at) {
        builder_fail(x->b, "%sthere is no \"%s\"", x->where, name);
        return 0;
    }
    if (num_read_int(text, &n) && n >= min && n <= max)
        return n;
    char shown[64];
    str_show(shown, sizeof shown, text, 40);
    builder_fail(x->b, "%s%s is \"%s\", not a whole number from %" PRId64 " to %" PRId64,
                 x->where, name, shown, min, max);
    return 0;
}
