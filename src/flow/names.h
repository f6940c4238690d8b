/* names.h - finding columns: by name, by number, in lists that a user typed. */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

struct arena;

/* The header of a table, and an order to search it by name. */
struct names {
    const struct str *name;     /* [n] as in the header, after --rename; "" : none */
    const struct str *alias;    /* [n] what pandas would call it, when that is another
                                 * name: "Unnamed: 0" for an empty cell, "p.1" for the
                                 * second p */
    uint32_t n;
    const uint32_t *by_name;    /* [n] columns in the order of their names */
    const uint32_t *by_alias;   /* [n_aliases] likewise, those that have an alias */
    uint32_t n_aliases;
};

#define NO_COLUMN UINT32_MAX

/* `name` is borrowed.  False: ERR_MEMORY. */
bool names_init(struct names *names, const struct str *name, uint32_t n, struct arena *a,
                struct err *e);

/* The first column of this name, or of this alias; NO_COLUMN.  *count: how many have the
 * name. */
uint32_t names_find(const struct names *names, struct str name, uint32_t *count);

/* The same for a header name that becomes `name` when its blanks become "_", as LightGBM
 * stores it. */
uint32_t names_find_blanks(const struct names *names, struct str name, uint32_t *count);

/* The nearest name in the header, to ask "did you mean"; NO_COLUMN when none is near. */
uint32_t names_nearest(const struct names *names, struct str name);

/* The pieces of a comma-separated list, CSV quotes protecting commas; NULL: ERR_USAGE (a
 * quote that does not close, an empty list) or ERR_MEMORY.  `flag` is for the message. */
const struct str *list_split(const char *list, const char *flag, uint32_t *n,
                             struct arena *a, struct err *e);

/* The column of one piece of such a list: a name, or #N (1-based).  A name that the
 * header does not have: ERR_INPUT, with the nearest. */
bool names_one(const struct names *names, struct str piece, const char *flag,
               uint32_t *column, struct err *e);

/* The columns of such a list: as names_one().  *n of them. */
const uint32_t *names_list(const struct names *names, const char *list, const char *flag,
                           uint32_t *n, struct arena *a, struct err *e);

/* "3rd" and so on, 1-based. */
const char *ordinal_suffix(uint64_t n);
