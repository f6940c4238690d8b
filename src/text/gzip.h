/* gzip.h - gzip in, over all its members, and one member out.
 *
 * Never gzread: it takes a cut-off file for a whole one. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Do these first bytes say gzip? (1f 8b) */
bool gzip_magic(const void *bytes, size_t len);

struct gunzip;          /* opaque: a z_stream and its state */

enum gunzip_status {
    GUNZIP_MORE,        /* wants more input (all was used), or more room */
    GUNZIP_END,         /* only reported by gunzip_finish */
    GUNZIP_BAD,         /* the message is in *why */
};

struct gunzip *gunzip_new(void);            /* NULL: no memory */
void gunzip_free(struct gunzip *g);         /* NULL is fine */

/* Takes from in[*used .. n) and gives to out[*made .. room), advancing both.  Members
 * follow one another; zero bytes behind the last are allowed, anything else is
 * GUNZIP_BAD.  `why` (static text) then says: damaged data, a wrong checksum, ... */
enum gunzip_status gunzip_run(struct gunzip *g, const unsigned char *in, size_t n,
                              size_t *used, char *out, size_t room, size_t *made,
                              const char **why);

/* At the end of input: is a member complete?  False, and `why`, when data end early. */
bool gunzip_finish(const struct gunzip *g, const char **why);

/* Appends `bytes` as one complete gzip member (level 1, no name, no time).  False when
 * there is no memory; `out` is then as before. */
bool gzip_member(struct buf *out, struct str bytes);

/* All of a gzip file in memory, to the end of `out`.  Refuses a bomb: more than 1 GiB and
 * more than 1000 times the input.  ERR_MODEL or ERR_MEMORY in `e`. */
bool gunzip_all(struct str file, struct buf *out, struct err *e);
