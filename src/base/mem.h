/* mem.h - the only malloc: arenas, and blocks that grow.
 *
 * An arena gives memory away piece by piece and takes it back all at once.  It is
 * sticky: after a failure every call gives NULL and arena_failed() says so.  One
 * thread at a time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena_block;
struct arena_thing;

struct arena {
    struct arena_block *block;  /* newest first */
    size_t used, room;          /* of the newest */
    struct arena_thing *thing;  /* what arena_own() gave it, newest first */
    size_t total;               /* bytes taken from the system... */
    size_t owned;               /* ...of these, what arena_own() gave it */
    size_t limit;               /* most that may be taken; 0: no limit */
    bool failed;
    bool over_limit;            /* why it failed: the limit, not the machine */
};

void arena_init(struct arena *a, size_t limit);
void arena_release(struct arena *a);        /* fine on a zeroed arena */
bool arena_failed(const struct arena *a);

/* n * size bytes, zeroed, aligned to 64; NULL when there is no room or the product
 * overflows.  n = 0 gives a pointer that must not be read. */
void *arena_take(struct arena *a, size_t n, size_t size);

#define NEW(a, type, n) ((type *)arena_take(a, n, sizeof(type)))

/* From now on the n bytes at `p`, which are not of malloc, are the arena's: release(p, n)
 * gives them back with all else.  False, and done at once, when there is no room. */
bool arena_own(struct arena *a, void *p, size_t n, void (*release)(void *p, size_t n));

/* A NUL-ended copy of `len` bytes; NULL when there is no room. */
char *arena_copy(struct arena *a, const void *bytes, size_t len);

/* `old` (NULL at first) with room for n * size bytes, or NULL and `old` untouched. */
void *mem_grow(void *old, size_t n, size_t size);
void mem_free(void *p);
