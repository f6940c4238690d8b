/* format.h - one kind of model file. */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct builder;
struct model;

enum trees { TREES_BEST, TREES_ALL, TREES_COUNT };

/* What the user wants of the file. */
struct load_options {
    enum trees trees;           /* which boosting rounds (--trees) */
    uint32_t n_rounds;          /* TREES_COUNT: the first so many */
    const struct str *classes;  /* [n_classes] names for them (--classes) */
    uint32_t n_classes;
    const struct str *categories;       /* [n_categories] the category columns, in the
                                         * order of the file's lists (--categories) */
    uint32_t n_categories;
    bool verify;                /* check the file's own checksum, where it has one */
};

struct format {
    const char *name;       /* what --format takes: "lightgbm-text" */
    const char *title;      /* for people: "LightGBM text model" */

    /* True when the file is surely mine.  Sees the first 4096 bytes; two formats that
     * both say true is a bug that test_format.c looks for. */
    bool (*sniff)(struct str head);

    /* Tells `b` what the file says, all but builder_finish().  `file` (read whole, gzip
     * undone) outlives the call; `a` is the model's arena.  Source: the writer, cited in
     * each file. */
    void (*load)(struct str file, const struct load_options *o, struct arena *a,
                 struct builder *b, struct err *e);

    /* The model points into `file`, which begins at a multiple of 64 in memory and lives
     * as long as the arena: where it can be, it is the file itself, mapped. */
    bool keeps_file;
};

/* By name, or by sniffing when `name` is NULL; NULL when none answers. */
const struct format *format_find(const char *name, struct str head);

/* Row i of the table, NULL behind the last. */
const struct format *format_at(size_t i);

/* How many rounds to read of a file that has `total`, of which the first `best` are the
 * best (0: it does not say).  ERR_USAGE in `e` when the user asks for more than there
 * are. */
uint32_t format_rounds(const struct load_options *o, uint32_t total, uint32_t best,
                       struct err *e);

/* From a path to a model, which lives in `a`.  NULL with ERR_NOINPUT (cannot open),
 * ERR_IO (cannot read), ERR_MODEL (not understood), ERR_USAGE (options that do not fit)
 * or ERR_MEMORY. */
const struct model *format_read_model(const char *path, const char *name,
                                      const struct load_options *o,
                                      struct arena *a, struct err *e);

/* The same from bytes in memory; `path` names them in messages and gives the name. */
const struct model *format_load_model(struct str file, const char *path, const char *name,
                                      const struct load_options *o,
                                      struct arena *a, struct err *e);
