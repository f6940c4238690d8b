/* outfile.h - a file that appears under its name only when it is complete.
 *
 * It is written beside its place under another name, and renamed at the end, so there is
 * the old file or the new one at any time, even if power fails.  What is no regular file
 * (a pipe, a terminal, /dev/null, stdout) is written to as it comes. */
#pragma once

#include "base/err.h"
#include "base/os.h"

#include <stdbool.h>
#include <stddef.h>

struct outfile {
    int fd;                 /* -1: not open */
    bool is_stdout;
    const char *shown;      /* the user's name for it; borrowed */
    char *path;             /* where it will stand, links resolved; NULL: written to
                             * directly */
    char *temp;             /* where it is now */
    struct signals *signals;        /* borrowed; may be NULL */
};

/* "-" is stdout.  False with ERR_CANTCREATE; `o` is then as if never opened. */
bool outfile_open(struct outfile *o, const char *path, struct signals *s, struct err *e);

/* ERR_IO; ERR_PIPE when it is stdout and nobody reads it any more. */
bool outfile_write(struct outfile *o, const void *bytes, size_t n, struct err *e);

/* Safe on disk, and under its name.  ERR_IO: it is not, and nothing is left of it. */
bool outfile_publish(struct outfile *o, struct err *e);

/* Nothing is left of it.  Fine when it was published or never opened. */
void outfile_discard(struct outfile *o);
