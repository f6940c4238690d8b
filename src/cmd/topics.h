/* topics.h - what `rowmill help TOPIC` tells beside the flags: a table of pages. */
#pragma once

#include "base/buf.h"

struct topic {
    const char *name;           /* "exit-status" */
    const char *title;          /* one line */
    void (*add)(struct buf *b); /* the page */
};

/* By name, or NULL; row i of the table, or NULL. */
const struct topic *topic_find(const char *name);
const struct topic *topic_at(size_t i);
