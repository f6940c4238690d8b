/* loadflags.h - the flags that say how a model is read, alike in all verbs. */
#pragma once

#include "base/err.h"
#include "format/format.h"

struct arena;

struct load_flags {
    const char *trees;          /* "best", "all" or a number of rounds; NULL: best */
    const char *classes, *categories;       /* lists; NULL: not given */
    bool verify;
};

/* The options live in `a`.  ERR_USAGE, or ERR_MEMORY. */
bool load_flags_read(const struct load_flags *f, struct load_options *o, struct arena *a,
                     struct err *e);
