/* findings.h - what an inspection found, as it grows. */
#pragma once

#include "flow/inspect.h"

struct findings {
    struct arena *arena;        /* of the texts */
    struct finding *finding;    /* [n] owned */
    uint32_t n, room;
    bool failed;                /* no memory; sticky */
};

/* A text in the arena. */
__attribute__((format(printf, 2, 3)))
struct str findings_text(struct findings *f, const char *fmt, ...);
struct str findings_copy(struct findings *f, struct str s);

/* `it` with texts that outlive `f`. */
void findings_add(struct findings *f, struct finding it);

/* The worst first, in the arena; of `f` nothing is left.  False: ERR_MEMORY. */
bool findings_finish(struct findings *f, struct inspection *found, struct err *e);
