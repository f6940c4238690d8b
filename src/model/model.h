/* model.h - from the cells of a record to what the user sees: data, no code.
 *
 * A row is a line of slots.  Input columns fill the first; each step reads some slots and
 * fills others (or changes its own), in order; outputs say which slots are shown.  Made
 * only through the builder and never changed afterwards. */
#pragma once

#include "base/str.h"
#include "base/value.h"
#include "model/ensemble.h"

#include <stdbool.h>
#include <stdint.h>

/* Slots first .. first + n. */
struct slots {
    uint32_t first, n;
};

enum column_type {
    COLUMN_NUMBER,
    COLUMN_CODE,        /* categories, but the cells are their codes already */
    COLUMN_CATEGORY,    /* cells are values: of the column's list */
};

/* What the user's table has to have: column i fills slot i. */
struct column {
    struct str name;            /* empty: the model has none for it */
    enum column_type type;
    bool unseen_is_error;       /* COLUMN_CATEGORY: else an unknown value is missing */
    const struct value *value;  /* COLUMN_CATEGORY: [n_values], its code is its place */
    uint32_t n_values;
};

/* One thing that is done to a row.  Everything is in these fields, so that a model can be
 * saved, shown and checked without knowing what the kinds do. */
struct step {
    struct str kind;            /* a row of STEPS: "round_float32", "ensemble",
                                 * "softmax" */
    struct slots in, out;       /* may be the same */
    bool float32;               /* arithmetic of binary32, where the kind has both */
    const double *real;         /* [n_real] constants, of the kind's own meaning */
    uint32_t n_real;
    const uint32_t *index;      /* [n_index] likewise */
    uint32_t n_index;
    const struct ensemble *ensemble;    /* of kind "ensemble", else NULL */
};

enum output_role { OUTPUT_PREDICTION, OUTPUT_PROB, OUTPUT_RAW };
enum output_type { OUTPUT_FLOAT64, OUTPUT_FLOAT32, OUTPUT_CLASS };

struct classes {
    uint32_t n;
    const struct str *name;     /* [n] */
};

#define NO_CLASS UINT32_MAX

struct output {
    enum output_role role;
    enum output_type type;
    uint32_t slot;              /* OUTPUT_CLASS: it holds the class's index */
    struct str target;          /* which of several outputs; empty: there is one */
    uint32_t class_index;       /* which class this prob or raw is of; or NO_CLASS */
    const struct classes *classes;      /* of the prediction or prob; else NULL */
    uint32_t prob_first;        /* prediction of a class: slot of its class 0's prob, the
                                 * others follow; NO_CLASS: there are none */
};

struct model {
    const struct column *column;        /* [n_columns] column i fills slot i */
    const struct step   *step;          /* [n_steps] in order */
    const struct output *output;        /* [n_outputs] as shown, roles grouped */
    uint32_t n_columns, n_steps, n_outputs;
    uint32_t n_slots;                   /* S: width of a row while it is worked on */

    struct slots margin;        /* raw scores; n = 0: it has none */
    struct slots converted;     /* what the library's own predict() gives for a row */
    bool takes_base_margin;     /* rows may bring where their sums start */
    bool converted_is_float32;  /* margin and converted are binary32 numbers */

    bool has_names;             /* the columns are named by the file... */
    bool names_made_up;         /* ...or by the library: Column_0, f0 */
    bool names_blank_is_underscore;     /* the library stored "a b" as "a_b" */

    struct str format;          /* "xgboost": the format's name; "rowmill" when
                                 * converted... */
    struct str source_format;   /* ...and then this is what it was converted from */
    struct str trainer;         /* "XGBoost 3.2.0"; empty: the file does not say */
    struct str booster;         /* "gbtree", "dart", "linear"... */
    struct str objective;       /* as the file has it; empty: none */
    struct str kind;            /* "binary classifier", "regression"... */
    uint32_t rounds, rounds_used;       /* boosting rounds in the file, and read of it */
    const uint32_t *round_end;  /* [rounds_used] trees of the rounds up to this one, in
                                 * the only ensemble; NULL: the rounds cannot be told
                                 * apart */
    const struct str *note;     /* [n_notes] what the user should know of it */
    uint32_t n_notes;

    struct str name;            /* the file's stem, made fit for model_version */
    char hash[65];              /* SHA-256 of the bytes that the library wrote, in hex */
    uint64_t file_bytes;
    uint64_t memory_bytes;      /* what it takes in memory, kernels apart */
};
