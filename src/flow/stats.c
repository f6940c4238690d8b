#include "flow/stats.h"

#include "base/mem.h"

#include <math.h>

bool stats_init(struct stats *s, struct stats_shape shape, struct arena *a, struct err *e)
{
    *s = (struct stats){ .n_targets = shape.n_targets, .n_classes = shape.n_classes,
                         .n_columns = shape.n_columns };
    s->missing = NEW(a, uint64_t, shape.n_targets);
    s->unseen = NEW(a, uint64_t, shape.n_targets);
    s->class_count = NEW(a, uint64_t, shape.n_classes);
    s->by_column = NEW(a, uint64_t, shape.n_columns);
    if (!s->missing || !s->unseen || !s->class_count || !s->by_column)
        return err_set(e, ERR_MEMORY, "no room for the statistics");
    stats_clear(s);
    return true;
}

void stats_clear(struct stats *s)
{
    struct stats kept = *s;
    *s = (struct stats){
        .missing = kept.missing, .unseen = kept.unseen, .n_targets = kept.n_targets,
        .class_count = kept.class_count, .n_classes = kept.n_classes,
        .by_column = kept.by_column, .n_columns = kept.n_columns,
        .score_min = (double)INFINITY, .score_max = -(double)INFINITY,
    };
    memset(s->missing, 0, s->n_targets * sizeof *s->missing);
    memset(s->unseen, 0, s->n_targets * sizeof *s->unseen);
    memset(s->class_count, 0, s->n_classes * sizeof *s->class_count);
    memset(s->by_column, 0, s->n_columns * sizeof *s->by_column);
}

static void add_counts(uint64_t *to, const uint64_t *from, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        to[i] += from[i];
}

void stats_add(struct stats *to, const struct stats *from)
{
    to->rows += from->rows;
    to->rejected += from->rejected;
    to->bytes += from->bytes;
    to->blank_lines += from->blank_lines;
    to->crlf += from->crlf;
    to->lf += from->lf;
    add_counts(to->ns, from->ns, N_TIMINGS);
    add_counts(to->missing, from->missing, to->n_targets);
    add_counts(to->unseen, from->unseen, to->n_targets);
    add_counts(to->class_count, from->class_count, to->n_classes);
    add_counts(to->by_reason, from->by_reason, N_REASONS);
    add_counts(to->by_column, from->by_column, to->n_columns);
    add_counts(to->hist, from->hist, HIST_BINS);
    to->n_scores += from->n_scores;
    to->n_nan += from->n_nan;
    to->score_sum += from->score_sum;
    to->score_min = fmin(to->score_min, from->score_min);
    to->score_max = fmax(to->score_max, from->score_max);
}

static uint32_t log_bin(double score)
{
    const int middle = HIST_LOG / 2;
    double size = fabs(score);
    if (!(size >= 1e-6))
        return (uint32_t)middle;
    double place = (log10(size) + 6) * HIST_PER_DECADE;
    int step = place < HIST_DECADES * HIST_PER_DECADE ? (int)place
                                                     : HIST_DECADES * HIST_PER_DECADE;
    return (uint32_t)(score < 0 ? middle - 1 - step : middle + 1 + step);
}

/* The product is rounded: 0.29 * 100 lies below 29, and what is below 0.07 may reach
 * 7. */
static uint32_t linear_bin(double score)
{
    double place = score * HIST_LINEAR;
    uint32_t bin = place >= HIST_LINEAR ? HIST_LINEAR - 1
                 : place > 0 ? (uint32_t)place : 0;
    if (bin && score < (double)bin / HIST_LINEAR)
        return bin - 1;
    return bin + (bin + 1 < HIST_LINEAR && score >= (double)(bin + 1) / HIST_LINEAR);
}

void stats_score(struct stats *s, double score, bool is_prob)
{
    if (isnan(score)) {
        s->n_nan++;
        return;
    }
    s->n_scores++;
    s->score_sum += score;
    s->score_min = fmin(s->score_min, score);
    s->score_max = fmax(s->score_max, score);
    s->hist[is_prob ? linear_bin(score) : log_bin(score)]++;
}

double stats_bin_start(uint32_t bin, bool is_prob)
{
    const int middle = HIST_LOG / 2;
    int i = (int)bin;
    if (is_prob)
        return (double)bin / HIST_LINEAR;
    if (i == middle)
        return -1e-6;
    /* A negative bin begins at its far end; the last one has no far end. */
    if (i == 0)
        return -(double)INFINITY;
    return i > middle ? pow(10, (double)(i - middle - 1) / HIST_PER_DECADE - 6)
                      : -pow(10, (double)(middle - i) / HIST_PER_DECADE - 6);
}

/* From one microsecond up. */
static uint32_t bucket_of(uint64_t ns)
{
    double place = ns > 1000 ? log((double)ns / 1000) / log(1.01) : 0;
    return place < LATENCY_BUCKETS - 1 ? (uint32_t)place : LATENCY_BUCKETS - 1;
}

void latency_add(struct latency *l, uint64_t ns)
{
    l->count++;
    l->bucket[bucket_of(ns)]++;
    if (ns > l->max_ns)
        l->max_ns = ns;
}

double latency_ms(const struct latency *l, double share)
{
    uint64_t want = (uint64_t)ceil(share * (double)l->count), seen = 0;
    for (uint32_t i = 0; i < LATENCY_BUCKETS && want; i++) {
        seen += l->bucket[i];
        if (seen >= want) {
            double ms = pow(1.01, i + 0.5) * 1e-3, most = (double)l->max_ns * 1e-6;
            return ms < most ? ms : most;
        }
    }
    return 0;
}
