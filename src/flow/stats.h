/* stats.h - counters that add up, whatever order they are added in. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct arena;

enum timing { TIMING_READ, TIMING_PARSE, TIMING_PREPROCESS, TIMING_PREDICT,
              TIMING_POSTPROCESS, TIMING_WRITE, N_TIMINGS };

/* Scores from 0 to 1 in bins of 0.01; others in six bins a decade of either sign, from
 * 1e-6 to 1e9, with one in the middle for what is nearer to zero and one at each end. */
enum { HIST_LINEAR = 100, HIST_DECADES = 15, HIST_PER_DECADE = 6,
       HIST_LOG = 2 * HIST_DECADES * HIST_PER_DECADE + 3,
       HIST_BINS = HIST_LOG };

struct stats {
    uint64_t rows;              /* records read */
    uint64_t rejected;
    uint64_t bytes;             /* of input, unpacked */
    uint64_t blank_lines, crlf, lf;
    uint64_t ns[N_TIMINGS];     /* summed over the workers */
    uint64_t *missing;          /* [n_targets] */
    uint64_t *unseen;           /* [n_targets] */
    uint32_t n_targets;
    uint64_t *class_count;      /* [n_classes] */
    uint32_t n_classes;
    uint64_t by_reason[N_REASONS];      /* rejected */
    uint64_t *by_column;        /* [n_columns] rejected for a cell of this column */
    uint32_t n_columns;
    uint64_t n_scores, n_nan;   /* scores that are numbers, and that are none */
    double score_min, score_max, score_sum;
    uint64_t hist[HIST_BINS];
};

/* How much there is to count. */
struct stats_shape {
    uint32_t n_targets;         /* cells of a row that are converted */
    uint32_t n_classes;
    uint32_t n_columns;         /* of the input */
};

/* Room for the counts of a run; all zero.  False: ERR_MEMORY. */
bool stats_init(struct stats *s, struct stats_shape shape, struct arena *a,
                struct err *e);
void stats_clear(struct stats *s);
void stats_add(struct stats *to, const struct stats *from);

/* One score of a row. */
void stats_score(struct stats *s, double score, bool is_prob);

/* Where a bin begins. */
double stats_bin_start(uint32_t bin, bool is_prob);

/* ---- times of batches: logarithmic buckets 1 % wide ---- */

enum { LATENCY_BUCKETS = 2400 };

struct latency {
    uint64_t count, max_ns;
    uint32_t bucket[LATENCY_BUCKETS];
};

void latency_add(struct latency *l, uint64_t ns);
double latency_ms(const struct latency *l, double share);   /* share 0.5: the median */
