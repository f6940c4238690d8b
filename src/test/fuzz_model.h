/* fuzz_model.h - bytes as a model of one format: refused with a message, or a model that
 * all kernels score alike. */
#pragma once

#include "format/format.h"
#include "test/fuzz.h"
#include "test/hostile_rows.h"
#include "test/reread.h"
#include "text/gzip.h"

enum {
    FUZZ_MODEL_SLOTS = 1 << 16,         /* more than these are read, and not scored */
    FUZZ_MODEL_ANYWAY = 64 << 20, FUZZ_MODEL_PER_BYTE = 64,
};

/* Kinds of steps are looked at when a model is made ready, which is where one of
 * rowmill's own format may still be refused. */
static inline bool fuzz_model_is_ready(const struct model *m, struct err *e)
{
    struct arena arena;
    struct cpu cpu = cpu_detect();
    const struct prepare_options o = { .cpu = &cpu, .only_look = true };
    arena_init(&arena, 0);
    const bool ready = prepared_new(m, &o, &arena, e) != NULL;
    arena_release(&arena);
    return ready;
}

static inline void fuzz_model(const uint8_t *bytes, size_t n, const char *format)
{
    const struct str file = { (const char *)bytes, n };
    const struct load_options o = { .trees = TREES_BEST };
    struct arena arena;
    struct err e = { 0 };
    arena_init(&arena, 0);
    const struct model *m = format_load_model(file, "model", format, &o, &arena, &e);
    const char *wrong = m ? reread_model(m) : NULL;
    MUST("it is good or there is a reason", m ? !err_is_set(&e) : err_is_set(&e));
    MUST("a reason is a fault of the model",
         m || e.kind == ERR_MODEL || (e.kind == ERR_MEMORY && arena.over_limit));
    if (m && !fuzz_model_is_ready(m, &e))
        MUST("only our own format says what steps there are",
             e.kind == ERR_MODEL && strcmp(format, "rowmill") == 0);
    else if (m && !wrong && m->n_slots <= FUZZ_MODEL_SLOTS)
        wrong = hostile_score(m, n);
    if (wrong)
        fprintf(stderr, "%s\n", wrong);
    MUST("an accepted model is good to score", !wrong);
    MUST("memory is held by the file's size", gzip_magic(bytes, n)
         || arena.total <= FUZZ_MODEL_ANYWAY + FUZZ_MODEL_PER_BYTE * n);
    arena_release(&arena);
}
