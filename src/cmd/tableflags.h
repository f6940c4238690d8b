/* tableflags.h - flags that say how a table is read and what is predicted, alike in the
 * verbs that score. */
#pragma once

#include "base/err.h"
#include "base/opt.h"
#include "eval/step.h"
#include "flow/schema.h"
#include "text/codec.h"

/* --delimiter and --quote, as typed.  ERR_USAGE. */
bool dialect_read(const char *delimiter, const char *quote, struct dialect *d,
                  struct err *e);

/* --unseen, one of its choices. */
enum unseen unseen_read(const char *choice);

/* --threshold; `text` NULL: not given.  ERR_USAGE: it is no number. */
bool threshold_read(const char *text, bool *has, double *threshold, struct err *e);

/* ERR_USAGE: the model takes none, and there is one. */
bool threshold_fits(const struct prepare_options *o, const struct model *m,
                    struct err *e);

/* Their rows in a verb's table of flags, which has AT(field) for where a value goes. */
#define FLAG_DELIMITER                                                                  \
    { 'd', "delimiter", OPT_TEXT, AT(delimiter), "C",                                   \
      "between fields; tab for a tab (,)", 0, 0, NULL }
#define FLAG_QUOTE                                                                      \
    { 0, "quote", OPT_TEXT, AT(quote), "C|none",                                        \
      "what fields are quoted with; none: a quote is a\n"                               \
      "character like any other (\")", 0, 0, NULL }
#define FLAG_BASE_MARGIN                                                                \
    { 0, "base-margin", OPT_TEXT, AT(base_margin), "COL,..",                            \
      "columns where each row's margin starts (XGBoost)", 0, 0, NULL }
