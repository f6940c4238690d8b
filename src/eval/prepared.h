/* prepared.h - a model made ready to run: kinds found, kernels chosen.
 *
 * Read-only once made; any number of workers run it, each with its own block and scratch.
 * It borrows the model. */
#pragma once

#include "eval/kernel.h"
#include "eval/step.h"

struct prepared;

enum stage { STAGE_PREPROCESS, STAGE_PREDICT, STAGE_POSTPROCESS, N_STAGES };

/* NULL: ERR_MODEL (a step of no known kind), ERR_USAGE (no such kernel), ERR_MEMORY. */
const struct prepared *prepared_new(const struct model *m,
                                    const struct prepare_options *o,
                                    struct arena *a, struct err *e);

size_t prepared_block_rows(const struct prepared *p);   /* that its kernels like best */
size_t prepared_scratch(const struct prepared *p);      /* bytes that a worker lends */
uint32_t prepared_slots(const struct prepared *p);      /* S; K more for base margins */

/* All steps of one stage, in order.  Call for the stages in turn. */
void prepared_run(const struct prepared *p, enum stage stage, struct block *b,
                  void *scratch);

/* The leaf each tree of the model sends each row to: leaf t of row r is
 * id[t * stride + r].  After the stage STAGE_PREDICT of the same block. */
void prepared_leaves(const struct prepared *p, const struct block *b, uint32_t *id,
                     size_t stride);
uint32_t prepared_n_trees(const struct prepared *p);

/* The kernel that runs ensemble i of the model; NULL behind the last. */
const struct kernel *prepared_kernel(const struct prepared *p, uint32_t i);
