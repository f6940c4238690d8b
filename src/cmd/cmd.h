/* cmd.h - a verb: its flags, and what it does. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/opt.h"

struct signals;

/* What every verb is given: the outside world, so that nothing is global. */
struct world {
    struct signals *signals;
    bool log_json;              /* stderr: an object a line, not text */
};

struct command {
    const struct opt_table *table;
    size_t values_size;         /* of the struct that the table's flags go to */
    const void *defaults;       /* what it holds before; NULL: zeros */

    /* argv[0 .. argc) are the operands.  False, with the reason in `e`. */
    bool (*run)(struct world *w, void *values, int argc, char **argv, struct err *e);
};

/* By name, or NULL; row i of the table, or NULL. */
const struct command *command_find(const char *verb);
const struct command *command_at(size_t i);

/* The one whose name is near enough to be meant; NULL. */
const struct command *command_nearest(const char *verb);

/* The flags of all verbs, which are not in their tables. */
extern const struct opt_table common_flags;

/* Data to stdout: false with ERR_IO or ERR_PIPE. */
bool say(const struct buf *text, struct err *e);

enum level { LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR };

/* A line that is no error; `file`: what it is about, `hint`: what to type, NULL: none. */
struct notice {
    enum level level;
    const char *file, *hint;
};

/* To stderr, as text with "rowmill: " before it, or as JSON. */
__attribute__((format(printf, 3, 4)))
void tell(const struct world *w, struct notice n, const char *fmt, ...);

/* The message of an error: where, what, and the remedy in a line of its own. */
void report(const struct world *w, const struct err *e);
