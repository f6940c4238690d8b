/* json_reader.h - a struct json with what it needs, for tests. */
#pragma once

#include "base/mem.h"
#include "text/json.h"

struct reader {
    struct json j;
    struct err err;
    struct arena arena;
};

static inline void start(struct reader *r, struct str file, enum json_dialect dialect)
{
    *r = (struct reader){ 0 };
    json_init(&r->j, file, dialect, &r->arena, &r->err);
}

/* ok, and the arena given back. */
static inline bool end(struct reader *r)
{
    arena_release(&r->arena);
    return json_ok(&r->j);
}
