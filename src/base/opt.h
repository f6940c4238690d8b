/* opt.h - a table of flags: it parses them, and it is their help text.
 *
 * The same table reads environment variables and lines of a file (cmd/config.h) and
 * makes completions (cmd/completion.c).
 *
 * Flags in any order, `--flag value` and `--flag=value`, `-f value` and `-fvalue`, single
 * letters together (`-qv`), `--` ends them, `-` is an operand.  Long names are never
 * abbreviated.  The last of two wins. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum opt_kind {
    OPT_SWITCH,         /* bool */
    OPT_TEXT,           /* const char *, NULL when not given */
    OPT_FILE,           /* the same, and it is the name of a file */
    OPT_CHOICE,         /* const char *, one of `choices` */
    OPT_COUNT,          /* uint64_t, from `least` to `most` */
};

struct opt {
    char letter;                /* 0: none */
    const char *name;
    enum opt_kind kind;
    size_t at;                  /* where in the options' struct the value goes */
    const char *value;          /* "FILE", "best|all|N": what help calls it, with words
                                 * that it can be in small letters; NULL for a switch */
    const char *help;           /* one line, or several at \n */
    uint64_t least, most;       /* OPT_COUNT */
    const char *choices;        /* OPT_CHOICE: "auto|always|never" */
};

/* Who gave a value; the later one of two counts. */
enum opt_from { OPT_DEFAULT, OPT_OF_FILE, OPT_OF_ENVIRONMENT, OPT_OF_FLAG };

struct opt_source {
    enum opt_from from;
    unsigned line;              /* of the file, 1-based */
    const char *file;
};

enum { OPT_MOST_FLAGS = 64, OPT_NAME_ROOM = 80 };

struct opt_table {
    const char *verb;           /* "score" */
    const char *synopsis;       /* "-m MODEL [FLAGS] [FILE | -]" */
    const char *summary;        /* one line */
    const struct opt *opt;      /* [n] */
    size_t n;
    unsigned least_operands, most_operands;
    const char *operands;       /* "FILE", for messages; as an opt's `value` */
    size_t sources;             /* where in the options' struct there are [n] sources;
                                 * 0: nobody asks for them */
};

/* Reads argv[0 .. argc) into `values`; operands come out as argv[0 .. *n_operands).
 * ERR_USAGE with what is near. */
bool opt_parse(const struct opt_table *t, int argc, char **argv, void *values,
               int *n_operands, struct err *e);

/* One value, whoever gives it: checks it, and takes it unless there is one of somebody
 * who counts more.  A switch is "true" or "false".  `value` is kept, not copied.
 * ERR_USAGE, or ERR_MODEL with the place in the file. */
bool opt_set(const struct opt_table *t, const struct opt *o, const char *value,
             void *values, struct opt_source source, struct err *e);

/* By its long name, or NULL. */
const struct opt *opt_find(const struct opt_table *t, struct str name);

/* The one whose name is near enough to be meant; NULL. */
const struct opt *opt_nearest(const struct opt_table *t, struct str name);

/* How many of the arguments from argv[0] on are one flag with its value: 1 or 2. */
int opt_words(const struct opt_table *t, int argc, char **argv);

/* Whose value it is. */
struct opt_source opt_source(const struct opt_table *t, const struct opt *o,
                             const void *values);

/* "--batch-size", "ROWMILL_BATCH_SIZE", "batch-size": what it is called there. */
void opt_name(char out[OPT_NAME_ROOM], const struct opt *o, enum opt_from from);

/* What `rowmill VERB -h` prints. */
void opt_help(const struct opt_table *t, struct buf *out);

/* Fails with `what`, and the synopsis as the remedy; always false. */
bool opt_missing(const struct opt_table *t, const char *what, struct err *e);
