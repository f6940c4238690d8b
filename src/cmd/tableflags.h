/* tableflags.h - flags that say how a table is read and what is predicted, alike in the
 * verbs that score. */
#pragma once

#include "base/err.h"
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
