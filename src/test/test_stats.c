/* test_stats.c - counters that add up in any order, bins, and the times of batches. */
#include "flow/stats.h"

#include "base/mem.h"
#include "test/check.h"
#include "test/random.h"

#include <float.h>
#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define INF ((double)INFINITY)

static struct stats new_stats(struct arena *a)
{
    struct stats s;
    struct err e = { 0 };
    CHECK("room for counts", stats_init(&s, (struct stats_shape){ 3, 2, 2 }, a, &e));
    return s;
}

/* ---- bins ---- */

static uint32_t bin_of(struct stats *s, double score, bool is_prob)
{
    stats_clear(s);
    stats_score(s, score, is_prob);
    for (uint32_t i = 0; i < HIST_BINS; i++)
        if (s->hist[i])
            return i;
    return HIST_BINS;
}

/* A score lies in its bin: from where that begins to where the next does. */
static void check_bin(struct stats *s, const char *which, double score, bool is_prob)
{
    uint32_t bin = bin_of(s, score, is_prob);
    uint32_t n = is_prob ? (uint32_t)HIST_LINEAR : (uint32_t)HIST_LOG;
    CHECK(which, bin < n);
    if (bin >= n)
        return;
    CHECK(which, bin == 0 || stats_bin_start(bin, is_prob) <= score);
    CHECK(which, bin + 1 == n || score < stats_bin_start(bin + 1, is_prob)
                 || (score == -stats_bin_start(bin, is_prob) && score > 0 && !is_prob));
}

static void test_probabilities(struct stats *s)
{
    CHECK("zero is in the first", bin_of(s, 0, true) == 0);
    CHECK("so is what is below", bin_of(s, -1, true) == 0 && bin_of(s, -INF, true) == 0);
    CHECK("one is in the last", bin_of(s, 1, true) == HIST_LINEAR - 1);
    CHECK("so is what is above", bin_of(s, 7, true) == HIST_LINEAR - 1
                                 && bin_of(s, INF, true) == HIST_LINEAR - 1);
    for (uint32_t i = 0; i < HIST_LINEAR; i++) {
        CHECK("bins of a hundredth", stats_bin_start(i, true) == i / 100.0);
        CHECK("a bin has its middle", bin_of(s, (i + 0.5) / 100, true) == i);
        CHECK("and its start", bin_of(s, i / 100.0, true) == i);
        CHECK("what is below its start is none of it", i == 0
              || bin_of(s, nextafter(i / 100.0, 0), true) == i - 1);
    }
}

static void test_logarithmic(struct stats *s)
{
    static const double decades[] = { 1e-6, 1e-5, 1e-3, 0.1, 1, 10, 1e6, 1e8 };
    uint32_t middle = HIST_LOG / 2;
    CHECK("zero is in the middle", bin_of(s, 0, false) == middle
                                   && bin_of(s, -0.0, false) == middle);
    CHECK("what is near zero, too", bin_of(s, 9e-7, false) == middle
          && bin_of(s, -9e-7, false) == middle
          && bin_of(s, DBL_TRUE_MIN, false) == middle);
    CHECK("the largest are last", bin_of(s, INF, false) == HIST_LOG - 1
          && bin_of(s, 1e9, false) == HIST_LOG - 1
          && bin_of(s, DBL_MAX, false) == HIST_LOG - 1);
    CHECK("the lowest are first", bin_of(s, -INF, false) == 0
                                  && bin_of(s, -1e10, false) == 0);
    CHECK("the first has no start", stats_bin_start(0, false) == -INF);
    for (size_t i = 0; i < COUNT(decades); i++) {
        check_bin(s, "a decade", decades[i] * 1.0000001, false);
        check_bin(s, "a decade below zero", -decades[i] * 1.0000001, false);
        CHECK("six bins a decade", bin_of(s, decades[i] * 10.0001, false)
                                   == bin_of(s, decades[i] * 1.0001, false) + 6);
    }
    for (uint32_t i = 1; i < HIST_LOG; i++)
        CHECK("starts rise", stats_bin_start(i - 1, false) < stats_bin_start(i, false));
    struct random r = { 8 };
    for (int i = 0; i < 5000; i++)
        check_bin(s, "any number", random_unit(&r) * pow(10, random_below(&r, 20) - 8.0),
                  false);
}

/* ---- scores ---- */

static void test_scores(struct stats *s)
{
    stats_clear(s);
    CHECK("none yet", s->n_scores == 0 && s->score_min == INF && s->score_max == -INF);
    stats_score(s, 0.25, true);
    stats_score(s, (double)NAN, true);
    stats_score(s, 0.75, true);
    stats_score(s, -0.5, true);
    CHECK("numbers", s->n_scores == 3 && s->n_nan == 1);
    CHECK("least, most, sum", s->score_min == -0.5 && s->score_max == 0.75
                              && s->score_sum == 0.5);
    CHECK("bins", s->hist[25] == 1 && s->hist[75] == 1 && s->hist[0] == 1);
}

/* ---- sums ---- */

/* Small whole numbers, whose sums are exact in any order. */
static void fill(struct stats *s, struct random *r)
{
    uint64_t *const counts[] = { &s->rows, &s->rejected, &s->bytes, &s->blank_lines,
        &s->crlf, &s->lf, &s->missing[0], &s->missing[2], &s->unseen[1],
        &s->class_count[0], &s->class_count[1], &s->ns[0], &s->ns[N_TIMINGS - 1] };
    for (size_t i = 0; i < COUNT(counts); i++)
        *counts[i] += random_below(r, 1000);
    for (int i = 0; i < 20; i++)
        stats_score(s, (double)random_below(r, 100) / 64 - 0.5, i % 2);
    if (random_one_in(r, 2))
        stats_score(s, (double)NAN, true);
}

static bool same_counts(const uint64_t *a, const uint64_t *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static bool same_stats(const struct stats *a, const struct stats *b)
{
    return a->rows == b->rows && a->rejected == b->rejected && a->bytes == b->bytes
        && a->blank_lines == b->blank_lines && a->crlf == b->crlf && a->lf == b->lf
        && same_counts(a->ns, b->ns, N_TIMINGS)
        && same_counts(a->hist, b->hist, HIST_BINS)
        && same_counts(a->missing, b->missing, 3) && same_counts(a->unseen, b->unseen, 3)
        && same_counts(a->class_count, b->class_count, 2) && a->n_scores == b->n_scores
        && a->n_nan == b->n_nan && a->score_min == b->score_min
        && a->score_max == b->score_max && a->score_sum == b->score_sum;
}

static void test_sums(struct arena *a)
{
    enum { PARTS = 9 };
    struct stats whole = new_stats(a), forth = new_stats(a), back = new_stats(a),
                 part[PARTS];
    struct random one = { 12 }, again = { 12 };
    for (int i = 0; i < PARTS; i++) {
        part[i] = new_stats(a);
        fill(&whole, &one);
        fill(&part[i], &again);
    }
    for (int i = 0; i < PARTS; i++) {
        stats_add(&forth, &part[i]);
        stats_add(&back, &part[PARTS - 1 - i]);
    }
    CHECK("parts add up", same_stats(&whole, &forth));
    CHECK("in any order", same_stats(&forth, &back));
    struct stats empty = new_stats(a);
    stats_add(&back, &empty);
    CHECK("nothing adds nothing", same_stats(&forth, &back));
    stats_clear(&back);
    CHECK("cleared is as new", same_stats(&back, &empty) && back.n_targets == 3
                               && back.n_classes == 2 && back.missing);
}

static void test_no_room(void)
{
    struct arena small = { .limit = 1 };
    struct stats s;
    struct err e = { 0 };
    CHECK("no room", !stats_init(&s, (struct stats_shape){ 1, 1, 1 }, &small, &e)
                     && e.kind == ERR_MEMORY);
    arena_release(&small);
}

/* ---- times ---- */

static void test_latency(void)
{
    struct latency l = { 0 };
    CHECK("no batch", latency_ms(&l, 0.5) == 0 && latency_ms(&l, 1) == 0);
    for (uint64_t ms = 1; ms <= 1000; ms++)
        latency_add(&l, ms * 1000000);
    CHECK("batches", l.count == 1000 && l.max_ns == 1000000000);
    static const double shares[] = { 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999 };
    for (size_t i = 0; i < COUNT(shares); i++) {
        double want = shares[i] * 1000, got = latency_ms(&l, shares[i]);
        CHECK("within a bucket", got > want * 0.99 && got < want * 1.01);
    }
    CHECK("never above the longest", latency_ms(&l, 1) <= 1000);
}

static void test_odd_latencies(void)
{
    static const uint64_t ns[] = { 0, 1, 999, 1000, 1001, UINT64_MAX };
    for (size_t i = 0; i < COUNT(ns); i++) {
        struct latency l = { 0 };
        latency_add(&l, ns[i]);
        double ms = latency_ms(&l, 0.5);
        CHECK("a time of any size", ms >= 0 && ms <= (double)ns[i] * 1e-6);
    }
    struct latency same = { 0 };
    for (int i = 0; i < 100; i++)
        latency_add(&same, 5000000);
    CHECK("all alike", fabs(latency_ms(&same, 0.01) - 5) < 0.05
                       && fabs(latency_ms(&same, 0.99) - 5) < 0.05);
}

int main(void)
{
    struct arena a = { 0 };
    struct stats s = new_stats(&a);
    test_probabilities(&s);
    test_logarithmic(&s);
    test_scores(&s);
    test_sums(&a);
    test_no_room();
    test_latency();
    test_odd_latencies();
    arena_release(&a);
    return check_report();
}
