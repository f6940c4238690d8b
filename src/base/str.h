/* str.h - borrowed bytes: a pointer and a length, never owned, never NUL-ended. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){ literal, sizeof(literal) - 1 })

static inline struct str str_of(const char *text)
{
    return (struct str){ text, text ? strlen(text) : 0 };
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && memcmp(s.at, prefix.at, prefix.len) == 0;
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len
        && memcmp(s.at + s.len - suffix.len, suffix.at, suffix.len) == 0;
}

/* Without its first n bytes. */
static inline struct str str_from(struct str s, size_t n)
{
    size_t cut = n < s.len ? n : s.len;
    return (struct str){ s.at + cut, s.len - cut };
}

static inline struct str str_first(struct str s, size_t n)
{
    return (struct str){ s.at, n < s.len ? n : s.len };
}

/* Without blanks and tabs at both ends. */
static inline struct str str_trim(struct str s)
{
    while (s.len && (s.at[0] == ' ' || s.at[0] == '\t'))
        s = str_from(s, 1);
    while (s.len && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
        s.len--;
    return s;
}

/* ASCII letters alike in either case. */
bool str_eq_nocase(struct str a, struct str b);

/* The piece before `cut`, which is taken off `rest` with it; all when there is none. */
struct str str_next(struct str *rest, char cut);

/* How many single-byte edits (insert, delete, replace, swap neighbours) make a into b;
 * `limit` + 1 when more than `limit`.  Names over 64 bytes are never near. */
size_t str_distance(struct str a, struct str b, size_t limit);

/* Which of the n names is nearest to `name` and near enough to be meant; n when none. */
size_t str_nearest(struct str name, const struct str *names, size_t n);

/* `s` as ISO 8859-1, in UTF-8: how many bytes of `out`; 0 where there is nothing to
 * convert, or no room. */
size_t str_latin1(char *out, size_t room, struct str s);

/* The bytes of `s` with unprintable ones as \xNN, NUL-ended, at most `max` bytes of `s`,
 * with "..." where it was cut.  UTF-8 that is well formed stays as it is. */
void str_show(char *out, size_t room, struct str s, size_t max);

/* The same as a word that one would type in a shell, in quotes where it needs them. */
void str_shell(char *out, size_t room, struct str s, size_t max);
