/* schema.h - which column of the input feeds which slot of the model, and which are
 * copied: settled once, from the header, the model and what the user says. */
#pragma once

#include "base/err.h"
#include "flow/names.h"
#include "text/cells.h"

struct arena;
struct model;

/* What becomes of a category that the model does not list. */
enum unseen {
    UNSEEN_AS_TRAINED,      /* what the model's library does: missing, or refused */
    UNSEEN_NA,
    UNSEEN_ERROR,
};

/* What is wrong with a header. */
enum header_fault {
    HEADER_DELIMITER,       /* it has another one */
    HEADER_IS_ROW,          /* numbers where the names should be */
    HEADER_COUNT,           /* there are more or fewer columns than there should be */
    HEADER_MISSING, HEADER_DOUBLE,      /* a column of the model */
    HEADER_LIST,            /* a column that the user names is not there, or twice */
    HEADER_NAME,            /* one that is too long */
};

/* Who wants to hear of all faults.  After one of the first three nothing can be settled:
 * schema_init() is false, without an error.  After the others it goes on, as well as it
 * can. */
struct header_watch {
    /* `name`: of the column; `near`: HEADER_MISSING, the column that may be meant;
     * HEADER_DOUBLE, the first; else NO_COLUMN.  `e` has the text and the remedy. */
    void (*fault)(void *self, enum header_fault what, struct str name, uint32_t near,
                  const struct err *e);
    void *self;
    char delimiter;         /* HEADER_DELIMITER: it is this one, most likely */
};

/* What the user says of columns, as typed; NULL: not given. */
struct schema_wish {
    const char *id, *keep, *ignore, *base_margin, *rename, *na;
    bool missing_column_is_na;
    bool has_header;            /* the names come from the first line... */
    const char *columns;        /* ...or from here, or there are none */
    bool first_may_be_bad;      /* `columns` counts, whatever the first record has */
    char delimiter;
    enum unseen unseen;
    const struct str *expected;     /* [n_expected] columns of these names are copied too,
                                     * where they are there and not ignored */
    uint32_t n_expected;
    struct header_watch *watch;         /* NULL: the first fault ends it */
};

struct schema {
    struct names names;
    const struct str *header;   /* [names.n] as they were before --rename */
    struct cell_plan plan;
    const uint32_t *copied;     /* [n_copied] columns, in input order */
    uint32_t n_copied;
    const uint32_t *target_column;      /* [plan.n_targets] column of the model, or
                                         * NO_COLUMN for a base margin: what the counts
                                         * are of */
    const struct str *note;     /* [n_notes] what the user should know */
    uint32_t n_notes;
};

/* `field` [n]: the first record's cells, names or (without header) values; borrowed for
 * the call.  ERR_INPUT (a column that is missing, doubled...; without line),
 * ERR_USAGE. */
bool schema_init(struct schema *s, const struct schema_wish *w, const struct model *m,
                 const struct str *field, uint32_t n, struct arena *a, struct err *e);
