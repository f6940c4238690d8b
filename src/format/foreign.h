/* foreign.h - model files that are no format of ours (yet): what they are, and what to
 * do. */
#pragma once

#include "base/err.h"
#include "base/str.h"

/* ERR_MODEL that says what the file is, as far as its first bytes tell; always false. */
bool foreign_refuse(struct str head, struct err *e);
