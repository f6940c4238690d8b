/* loadflags.h - the flags that say how a model is read, alike in all verbs. */
#pragma once

#include "base/err.h"
#include "base/opt.h"
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

/* Their rows in a verb's table of flags, which has AT(field) for where a value goes. */
#define FLAG_MODEL                                                                      \
    { 'm', "model", OPT_FILE, AT(model), "MODEL",                                       \
      "the model (or ROWMILL_MODEL names it)", 0, 0, NULL }
#define FLAG_FORMAT                                                                     \
    { 0, "format", OPT_TEXT, AT(format), "NAME",                                        \
      "the model's format (told by its content)", 0, 0, NULL }
#define FLAG_CATEGORIES                                                                 \
    { 0, "categories", OPT_TEXT, AT(categories), "COL,..",                              \
      "category columns of a LightGBM model whose file\ndoes not say which they are",   \
      0, 0, NULL }
#define FLAG_CLASSES                                                                    \
    { 0, "classes", OPT_TEXT, AT(classes), "A,B,..", "names of the classes (0,1,..)",   \
      0, 0, NULL }
