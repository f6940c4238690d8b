#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first block is small, so that a little arena is cheap; later ones grow with it. */
enum { ALIGN = 64, FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 20 };

struct arena_block {
    struct arena_block *next;
    size_t room;
    char *at;               /* aligned, behind this header */
};

struct arena_thing {
    struct arena_thing *next;
    void *at;
    size_t n;
    void (*release)(void *p, size_t n);
};

void arena_init(struct arena *a, size_t limit)
{
    *a = (struct arena){ .limit = limit };
}

void arena_release(struct arena *a)
{
    /* The things stand in the blocks. */
    for (struct arena_thing *t = a->thing; t; t = t->next)
        t->release(t->at, t->n);
    while (a->block) {
        struct arena_block *next = a->block->next;
        free(a->block);
        a->block = next;
    }
    *a = (struct arena){ .limit = a->limit };
}

bool arena_failed(const struct arena *a)
{
    return a->failed;
}

static bool add_block(struct arena *a, size_t least)
{
    size_t blocks = a->total - a->owned;
    size_t room = blocks < FIRST_BLOCK ? FIRST_BLOCK : blocks;
    if (room > LARGEST_STEP)
        room = LARGEST_STEP;
    if (room < least)
        room = least;
    size_t bytes = room + sizeof(struct arena_block) + ALIGN;
    if (a->limit && bytes > a->limit - (a->total < a->limit ? a->total : a->limit)) {
        a->over_limit = true;
        return false;
    }
    struct arena_block *b = malloc(bytes);
    if (!b)
        return false;
    uintptr_t start = ((uintptr_t)(b + 1) + ALIGN - 1) / ALIGN * ALIGN;
    *b = (struct arena_block){ .next = a->block, .room = room, .at = (char *)start };
    a->block = b;
    a->used = 0;
    a->total += bytes;
    return true;
}

/* `bytes` behind what is used, which is filled up to a multiple of `align` first. */
static void *take(struct arena *a, size_t bytes, size_t align)
{
    size_t start = (a->used + align - 1) / align * align;
    if (!a->block || start > a->block->room || bytes > a->block->room - start) {
        if (!add_block(a, bytes)) {
            a->failed = true;
            return NULL;
        }
        start = 0;
    }
    a->used = start + bytes;
    return a->block->at + start;
}

void *arena_take(struct arena *a, size_t n, size_t size)
{
    size_t bytes;
    if (a->failed || __builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 4) {
        a->failed = true;
        return NULL;
    }
    void *p = take(a, bytes, bytes ? ALIGN : 1);
    return p ? memset(p, 0, bytes) : NULL;
}

bool arena_own(struct arena *a, void *p, size_t n, void (*release)(void *p, size_t n))
{
    struct arena_thing *t = NEW(a, struct arena_thing, 1);
    if (!t) {
        release(p, n);
        return false;
    }
    *t = (struct arena_thing){ a->thing, p, n, release };
    a->thing = t;
    a->total += n;
    a->owned += n;
    return true;
}

/* Texts stand side by side: a model may have a million short ones. */
char *arena_copy(struct arena *a, const void *bytes, size_t len)
{
    char *copy = !a->failed && len < SIZE_MAX / 4 ? take(a, len + 1, 1) : NULL;
    if (!copy) {
        a->failed = true;
        return NULL;
    }
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

void *mem_grow(void *old, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 4)
        return NULL;
    return realloc(old, bytes ? bytes : 1);
}

void mem_free(void *p)
{
    free(p);
}
