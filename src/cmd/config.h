/* config.h - the values that no flag gives: of the environment, then of a file.
 *
 * The keys are the long flags of a verb's table: `batch-size = 100` in a file is
 * ROWMILL_BATCH_SIZE=100 and --batch-size 100.  The table has `sources`, and a flag
 * `config` that names the file. */
#pragma once

#include "base/buf.h"
#include "base/opt.h"

struct arena;
struct world;

/* Takes them, where flags have given nothing.  `environment`: "NAME=VALUE", NULL at the
 * end.  The file's texts live in `a`.  A bad variable is ERR_USAGE, a bad line
 * ERR_MODEL. */
bool config_read(const struct opt_table *t, void *values, char *const *environment,
                 struct arena *a, struct err *e);

/* Tells of each variable ROWMILL_X where X is no flag. */
void config_warn(const struct world *w, const struct opt_table *t,
                 char *const *environment);

/* An error about a flag that nobody typed, "--trees wants ...", names the variable, or
 * the line of the file and its status. */
void config_blame(const struct opt_table *t, const void *values, struct err *e);

/* A line `key = value  # source` for each flag. */
void config_print(const struct opt_table *t, const void *values, struct buf *out);
