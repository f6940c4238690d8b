#include "flow/findings.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

struct str findings_copy(struct findings *f, struct str s)
{
    char *at = arena_copy(f->arena, s.at, s.len);
    f->failed = f->failed || !at;
    return (struct str){ at, at ? s.len : 0 };
}

struct str findings_text(struct findings *f, const char *fmt, ...)
{
    char text[1600];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return findings_copy(f, str_of(text));
}

void findings_add(struct findings *f, struct finding it)
{
    if (f->n == f->room) {
        uint32_t room = f->room ? 2 * f->room : 16;
        struct finding *more = mem_grow(f->finding, room, sizeof *more);
        if (!more) {
            f->failed = true;
            return;
        }
        f->finding = more;
        f->room = room;
    }
    it.order = f->n;
    f->finding[f->n++] = it;
}

/* Faults of the file and its header, then others, then what is none. */
static int rank(const struct finding *x)
{
    return !x->is_fault ? 2 : x->count ? 1 : 0;
}

static int compare(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (rank(x) != rank(y))
        return rank(x) - rank(y);
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

bool findings_finish(struct findings *f, struct inspection *found, struct err *e)
{
    struct finding *all = NEW(f->arena, struct finding, f->n);
    bool ok = all && !f->failed && !arena_failed(f->arena);
    if (ok && f->n) {
        qsort(f->finding, f->n, sizeof *f->finding, compare);
        memcpy(all, f->finding, f->n * sizeof *all);
    }
    found->finding = all;
    found->n_findings = ok ? f->n : 0;
    found->n_faults = 0;
    for (uint32_t i = 0; i < found->n_findings; i++)
        found->n_faults += all[i].is_fault;
    mem_free(f->finding);
    *f = (struct findings){ 0 };
    return ok || err_set(e, ERR_MEMORY, "no room for what is found");
}
