/* belt.c - N equal workers between two doors.
 *
 *            +--> worker 0: score --+
 *   source --+--> worker 1: score --+--> sink
 *     in     +--> worker 2: score --+    out
 *
 * The in door is a lock: whoever holds it reads the next chunk and numbers it.  The out
 * door opens in that number's order.  Reading, scoring and writing of different chunks
 * overlap; nothing else is shared.
 *
 * Two locks and a ticket, not OpenMP task dependences: an if(0) task with depend() races
 * inside LLVM's runtime before March 2024 (llvm-project #85963). */
#include "flow/belt.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdatomic.h>

struct belt {
    const struct belt_plan *plan;
    atomic_bool stop;               /* set once, at the first error */

    pthread_mutex_t in_lock;        /* guards plan->in and: */
    uint64_t next_seq;

    pthread_mutex_t out_lock;       /* guards plan->out and: */
    pthread_cond_t  out_moved;
    uint64_t turn;                  /* seq that may leave now */
    uint64_t rejected;              /* by the chunks that have left */
    struct err *err;                /* of the first bad chunk in stream order */
};

static bool take(struct belt *b, struct chunk *c)
{
    const struct source *in = &b->plan->in;

    chunk_reset(c);
    pthread_mutex_lock(&b->in_lock);
    bool more = !b->stop && in->fill(in->self, c);
    if (more)
        c->seq = b->next_seq++;
    pthread_mutex_unlock(&b->in_lock);
    return more;
}

/* Which reject is one too many only shows here, in stream order: the chunk that has it is
 * scored once more, up to there. */
static void keep_limit(struct belt *b, struct chunk *c)
{
    uint64_t left = b->plan->max_rejects - b->rejected;
    if (!err_is_set(&c->err) && c->stats.rejected > left) {
        chunk_rewind(c);
        c->reject_budget = left;
        scorer_run(b->plan->scorer, c);
    }
    b->rejected += c->stats.rejected;
}

static void give(struct belt *b, struct chunk *c)
{
    const struct sink *out = &b->plan->out;

    pthread_mutex_lock(&b->out_lock);
    while (b->turn != c->seq)
        pthread_cond_wait(&b->out_moved, &b->out_lock);

    if (!b->stop) {
        keep_limit(b, c);
        bool written = out->drain(out->self, c, b->err);
        if (written && err_is_set(&c->err))
            *b->err = c->err;
        b->stop = err_is_set(b->err);
    }

    b->turn++;
    pthread_cond_broadcast(&b->out_moved);
    pthread_mutex_unlock(&b->out_lock);
}

static void work(struct belt *b, struct chunk *c)
{
    while (take(b, c)) {
        if (!err_is_set(&c->err) && !b->stop)
            scorer_run(b->plan->scorer, c);
        give(b, c);
    }
}

static bool init_chunks(struct chunk *chunk, const struct belt_plan *plan,
                        struct arena *a, struct err *e)
{
    if (!chunk)
        return err_set(e, ERR_MEMORY, "no room for %d workers", plan->workers);
    for (int i = 0; i < plan->workers; i++)
        if (!chunk_init(&chunk[i], plan->scorer, a, e))
            return false;
    return true;
}

bool belt_run(const struct belt_plan *plan, struct arena *a, struct err *e)
{
    struct belt b = {
        .plan = plan, .err = e,
        .in_lock = PTHREAD_MUTEX_INITIALIZER,
        .out_lock = PTHREAD_MUTEX_INITIALIZER, .out_moved = PTHREAD_COND_INITIALIZER,
    };
    struct chunk *chunk = NEW(a, struct chunk, (size_t)plan->workers);

    if (init_chunks(chunk, plan, a, e)) {
        #pragma omp parallel for num_threads(plan->workers) schedule(static, 1)
        for (int i = 0; i < plan->workers; i++)
            work(&b, &chunk[i]);
    }
    for (int i = 0; chunk && i < plan->workers; i++)
        chunk_release(&chunk[i]);
    return !err_is_set(e);
}
