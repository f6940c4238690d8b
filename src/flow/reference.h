/* reference.h - a file that has its answers in it: which of its columns are answers, and
 * how far each value is from the model's. */
#pragma once

#include "flow/scorer.h"

struct arena;

/* Numbers apart by more than any, because one of them is none. */
#define ULPS_NO_NUMBER UINT64_MAX

/* How many numbers of this width there are from one to the other; 0 and -0 are one
 * number, and so is every NaN. */
uint64_t ulps_between_doubles(double a, double b);
uint64_t ulps_between_floats(float a, float b);

/* A value passes when either allows it. */
struct tolerance {
    uint64_t ulps;
    double absolute;            /* below 0: allows nothing */
};

/* One value that is not the expected one. */
struct difference {
    uint64_t line;              /* where its record begins; 0: there is none */
    uint32_t column;            /* of reference.column */
    bool is_number;             /* ulps has a meaning */
    uint64_t ulps;
    char expected[80], got[80];         /* for messages */
};

/* A column of answers. */
struct answer {
    const struct layout_column *is;     /* what the model has for it */
    const struct str *class_name;       /* LAYOUT_CLASS: [classes] */
    struct str name;
    uint32_t column;            /* of the input */
    uint32_t copied;            /* where it is among the copied ones */
    uint64_t differ, failed;    /* values that are not the same; that do not pass */
    uint64_t most_ulps;         /* of numbers... */
    uint64_t line;              /* ...and where; else where the first difference is */
};

enum { REFERENCE_ROWS = 5 };

/* A row that does not pass: its first such value, and how many more there are. */
struct failed_row {
    struct difference first;
    uint32_t more;
};

struct reference {
    struct tolerance tolerance;
    const struct scorer *scorer;
    struct answer *answer;      /* [n] in the order of the input */
    uint32_t n;
    const struct word_set *missing;
    struct buf text;            /* a cell without its quotes */

    uint64_t rows, values, differ, failed, failed_rows;
    struct difference largest;  /* of numbers */
    struct failed_row row[REFERENCE_ROWS];      /* the first ones */

    uint64_t seq;               /* the chunk that is looked at, and how far its lines */
    uint64_t line;              /* have been counted */
    size_t line_at;
};

/* The columns that are no features, and may be answers: all that score would write, but
 * those with the name of a feature.  `l` has been made for an empty schema.  NULL:
 * ERR_MEMORY. */
const struct str *reference_names(const struct layout *l, const struct model *m,
                                  uint32_t *n, struct arena *a, struct err *e);

/* `s`, whose schema was made with these names, gets the reference as its onlooker.  Where
 * no leaf is an answer, the layout `l` of `s` loses them.  ERR_INPUT, without a place: no
 * answers, or two columns for one; reference_release() all the same.  The belt may have
 * one worker only. */
bool reference_init(struct reference *r, struct scorer *s, struct layout *l,
                    struct tolerance t, struct arena *a, struct err *e);
void reference_release(struct reference *r);

/* Is this column named as if it were an answer, and is none? */
bool reference_is_stray(const struct reference *r, uint32_t column, const char *prefix);
