/* inspect.h - does an input fit a model?  All that is wrong with its header, its records
 * and its cells at once; nothing is scored.
 *
 * One thread, and fixed memory: a finding for each fault of a column, not of a cell. */
#pragma once

#include "flow/reader.h"
#include "flow/schema.h"

struct arena;
struct model;

/* A category that the model does not list. */
struct unseen_value {
    struct str shown;           /* its start, unprintables escaped */
    uint64_t count;
};

/* Something about the input: a fault, or what one should know. */
struct finding {
    bool is_fault;
    const char *kind;           /* a fixed word: "missing_column", "not_a_number" */
    struct str column;          /* its name; empty: of no column */
    uint32_t number;            /* of the column in the input, 1-based; 0: none */
    uint64_t count;             /* records or cells; 0: of the header or the file */
    uint64_t line;              /* of the first, 1-based; 0: none */
    struct str cell;            /* the first one's start, unprintables escaped */
    struct str text, remedy;    /* one line each; the remedy may be empty */
    const struct unseen_value *unseen;      /* [n_unseen] the most frequent first */
    uint32_t n_unseen;
    uint32_t n_distinct;        /* unseen categories that are told apart */
    uint32_t order;             /* as found */
};

struct inspect_plan {
    struct reader_plan input;
    struct schema_wish columns;     /* without a watch */
    const struct model *model;
};

struct inspection {
    uint64_t rows;              /* records read, bad ones too */
    uint64_t checked;           /* of these, with as many fields as there should be */
    uint32_t n_faults;
    const struct finding *finding;      /* [n_findings] the worst first, faults before all
                                         * else */
    uint32_t n_findings;
};

/* What is found lives in `a`.  False: it could not be looked at: ERR_NOINPUT, ERR_IO,
 * ERR_USAGE, ERR_MEMORY. */
bool inspect(const struct inspect_plan *plan, struct inspection *found, struct arena *a,
             struct err *e);
