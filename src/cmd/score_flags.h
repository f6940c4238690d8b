/* score_flags.h - the flags of `score`: as typed, and as they are meant. */
#pragma once

#include "base/opt.h"
#include "flow/schema.h"
#include "flow/scorer.h"
#include "format/format.h"

struct arena;

enum { SCORE_MAX_THREADS = 1024 };

/* As typed; what score_table's rows point into. */
struct score_values {
    const char *model, *output, *id, *keep, *ignore, *base_margin, *classes, *threshold,
               *trees, *format, *categories, *delimiter, *quote, *columns, *na,
               *missing_column, *unseen, *rename, *prefix, *on_error, *rejects,
               *max_rejects, *stats, *progress, *log, *config;
    bool raw, leaf, no_prob, confidence, no_header, no_output_header, no_model_version,
         verify, quiet, verbose, print_config;
    uint64_t batch_size, limit;         /* limit 0: all rows */
    uint64_t threads;                   /* 0: as many as we may use */
    struct opt_source source[OPT_MOST_FLAGS];
};

extern const struct opt_table score_table;
extern const struct score_values score_defaults;

/* What has to be read before it can be used. */
struct score_flags {
    struct load_options load;
    bool has_threshold;
    double threshold;
    struct dialect dialect;
    enum bad_row on_bad_row;
    enum unseen unseen;
    uint64_t max_rejects;               /* UINT64_MAX: any number */
    bool has_percent;
    double max_reject_percent;          /* of all rows, judged at the end */
};

/* ERR_USAGE when a value is wrong, or two flags contradict each other.  `argc`: how many
 * operands there were. */
bool score_flags_read(const struct score_values *v, int argc, const char *input,
                      struct score_flags *f, struct arena *a, struct err *e);
