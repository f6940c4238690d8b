/* err.h - one error: what went wrong, where in whose input, what to do. */
#pragma once

#include "base/str.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

/* One row per kind: X(name, exit status, HTTP status). */
#define ERR_KINDS(X)        \
    X(NONE,       0, 200)   \
    X(DIFFERENCE, 1, 200)   \
    X(USAGE,     64, 400)   \
    X(INPUT,     65, 422)   \
    X(NOINPUT,   66, 404)   \
    X(BUG,       70, 500)   \
    X(MEMORY,    71, 503)   \
    X(CANTCREATE, 73, 500)  \
    X(IO,        74, 500)   \
    X(MODEL,     78, 500)   \
    X(PIPE,     141, 500)

/* Why a row was rejected: X(name, JSON name, text, remedy). */
#define REASONS(X)                                                                  \
    X(NONE, "", "", "")                                                             \
    X(NOT_A_NUMBER, "not_a_number", "is not a number",                              \
      "numbers look like 12, -1.5 or 2e-3; words for missing, the empty one too:"   \
      " --na ',WORD,..'")                                                           \
    X(OUT_OF_RANGE, "out_of_range", "is too large for a number",                    \
      "the largest is about 1.8e308; where infinity is meant, write inf")           \
    X(TOO_LONG, "too_long", "is longer than 4096 characters",                       \
      "no number needs so many; is a quote or a delimiter missing?")                \
    X(NO_VALUE, "no_value", "is missing, and has to have a value",                  \
      "every row has to say where its margin starts")                               \
    X(UNKNOWN, "unknown_category", "is a category that the model does not know",    \
      "to take what the model does not know as missing: --unseen na")               \
    X(NUL_BYTE, "nul_byte", "there is a NUL byte in this record",                   \
      "a damaged file, or none of text; without such bytes: tr -d '\\0' <FILE")     \
    X(LONE_CR, "lone_cr", "there is a carriage return that ends no line",           \
      "lines end with LF or CR LF; if here they end with CR: tr '\\r' '\\n' <FILE") \
    X(RAGGED, "ragged", "the record has another number of fields than the header",  \
      "a field with the delimiter or a line end in it has to be quoted")            \
    X(QUOTE, "quote", "a quote stands where none may stand",                        \
      "a field with a quote in it is quoted, the quote doubled: \"5\"\" pipe\"")    \
    X(OPEN_QUOTE, "open_quote", "a quote that opens in this line is never closed",  \
      "close it; a quote that is part of the text is doubled: \"5\"\" pipe\"")      \
    X(RECORD_TOO_LONG, "record_too_long", "the record is longer than 64 MiB",       \
      "is this a text file with line ends?")

enum err_kind {
#define X(name, exit_status, http_status) ERR_##name,
    ERR_KINDS(X)
#undef X
};

enum reason {
#define X(name, json, text, remedy) REASON_##name,
    REASONS(X)
#undef X
    N_REASONS
};

struct err {
    enum err_kind kind;
    enum reason reason;
    char file[256];         /* the user's name for it; empty: no place */
    uint64_t line;          /* 1-based, as an editor counts; 0: none */
    uint32_t column;        /* 1-based; 0: none */
    char name[128];         /* of the column */
    char cell[64];          /* its start, unprintables escaped */
    char what[400];         /* one line, no newline, no program name */
    char remedy[400];       /* what to type; empty: nothing */
};

/* Where a record went wrong. */
struct place {
    const char *file;
    uint64_t line;          /* 1-based */
    uint32_t column;        /* 1-based; 0: the record as a whole */
    struct str name, cell;  /* of that column */
};

/* Records the first error and keeps it: later calls change nothing.
 * Always false, so `return err_set(e, ...)` reads as "fail with". */
__attribute__((format(printf, 3, 4)))
bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...);

bool err_vset(struct err *e, enum err_kind kind, const char *fmt, va_list args);

/* As err_set, for a record: ERR_INPUT, `what` and `remedy` are the reason's. */
bool err_at(struct err *e, enum reason reason, struct place p);

/* The place of the first error, where it has none yet.  `line` 0: no line. */
void err_place(struct err *e, const char *file, uint64_t line);

/* The second line, of the first error only, where it has none yet. */
__attribute__((format(printf, 2, 3)))
void err_remedy(struct err *e, const char *fmt, ...);

int err_exit_status(enum err_kind kind);
int err_http_status(enum err_kind kind);
const char *reason_json(enum reason reason);
const char *reason_text(enum reason reason);
const char *reason_remedy(enum reason reason);

static inline bool err_is_set(const struct err *e)
{
    return e->kind != ERR_NONE;
}
