/* tally.h - the cells of an input, counted by column: missing ones, unseen categories by
 * name, and those that are not what they should be.
 *
 * Memory is that of the columns and of TALLY_NAMES names, however many cells come. */
#pragma once

#include "flow/schema.h"

struct arena;
struct findings;
struct model;

enum { TALLY_NAMES = 20000, TALLY_NAMES_OF_ONE = 10000, TALLY_SHOWN = 12 };

struct tally;

/* Borrows the schema and the model.  `na` is what the user calls missing, NULL for the
 * usual list; `named`: the columns have names of their own.  NULL: ERR_MEMORY. */
struct tally *tally_new(const struct schema *s, const struct model *m, const char *na,
                        bool named, struct arena *a, struct err *e);

/* The cells of a record that has as many as there should be; `line_of` gives a line for
 * a place in the text. */
struct lines {
    const char *text;           /* that the record is part of */
    uint64_t first;             /* line of its first byte, 1-based */
};
uint64_t line_at(const struct lines *l, const char *at);
void tally_record(struct tally *t, const struct cell *cell, const struct lines *l);

/* What it comes to, of so many records. */
void tally_report(struct tally *t, uint64_t records, struct findings *f);
