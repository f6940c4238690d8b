/* verify_report.h - what `verify` has found, for people and for programs. */
#pragma once

#include "base/buf.h"
#include "flow/reference.h"

struct verify_facts {
    const struct reference *r;
    const struct model *model;
    const char *input;          /* the user's name of the reference */
};

/* `brief`: the last line alone. */
void verify_text(const struct verify_facts *f, bool brief, struct buf *b);

/* One object. */
void verify_json(const struct verify_facts *f, struct buf *b);
