/* maths.h - the functions behind links and base scores: the one place to change them.
 *
 * Today each is the C library's, which is what the training libraries call on the same
 * machine.  float ones are the float functions, never a rounded double. */
#pragma once

#include <math.h>

static inline double maths_exp(double x) { return exp(x); }
static inline double maths_log1p(double x) { return log1p(x); }
static inline float maths_expf(float x) { return expf(x); }
static inline float maths_logf(float x) { return logf(x); }
static inline float maths_log1pf(float x) { return log1pf(x); }
static inline float maths_expm1f(float x) { return expm1f(x); }
