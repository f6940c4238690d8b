#include "flow/names.h"

#include "base/buf.h"
#include "base/mem.h"
#include "text/codec.h"
#include "text/num.h"

#include <stdio.h>
#include <stdlib.h>

static int compare(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.at, b.at, n) : 0;
    return c ? c : (a.len > b.len) - (a.len < b.len);
}

/* What qsort compares: a name, and where it stands. */
struct entry {
    struct str name;
    uint32_t column;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int c = compare(x->name, y->name);
    return c ? c : (x->column > y->column) - (x->column < y->column);
}

/* The columns in the order of `name`, those with an empty one left out if asked. */
static const uint32_t *sorted(const struct str *name, uint32_t n, bool skip_empty,
                              uint32_t *found, struct arena *a, struct err *e)
{
    struct entry *entry = mem_grow(NULL, n, sizeof *entry);
    uint32_t *order = NEW(a, uint32_t, n), count = 0;
    if (!entry || !order) {
        err_set(e, ERR_MEMORY, "no room for %u column names", n);
        mem_free(entry);
        return NULL;
    }
    for (uint32_t i = 0; i < n; i++)
        if (!skip_empty || name[i].len)
            entry[count++] = (struct entry){ name[i], i };
    qsort(entry, count, sizeof *entry, compare_entries);
    for (uint32_t i = 0; i < count; i++)
        order[i] = entry[i].column;
    mem_free(entry);
    *found = count;
    return order;
}

static struct str format_name(struct arena *a, struct str name, const char *join,
                              uint32_t k)
{
    struct buf b = { 0 };
    buf_add_str(&b, name);
    buf_addf(&b, "%s%u", join, k);
    char *copy = buf_failed(&b) ? NULL : arena_copy(a, b.at, b.len);
    a->failed = a->failed || !copy;
    struct str made = { copy, copy ? b.len : 0 };
    buf_release(&b);
    return made;
}

/* Source: pandas io/parsers: empty names are "Unnamed: k", later equal ones get
 * ".1"... */
static void make_aliases(struct names *names, struct str *alias, struct arena *a)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < names->n; i++) {
        uint32_t column = names->by_name[i];
        struct str name = names->name[column];
        bool again = i > 0 && str_eq(name, names->name[names->by_name[i - 1]]);
        same = again ? same + 1 : 0;
        if (name.len == 0)
            alias[column] = format_name(a, STR("Unnamed: "), "", column);
        else if (same)
            alias[column] = format_name(a, name, ".", same);
    }
}

bool names_init(struct names *names, const struct str *name, uint32_t n, struct arena *a,
                struct err *e)
{
    struct str *alias = NEW(a, struct str, n);
    uint32_t all;
    if (!alias)
        return err_set(e, ERR_MEMORY, "no room for %u column names", n);
    *names = (struct names){ .name = name, .alias = alias, .n = n };
    names->by_name = sorted(name, n, false, &all, a, e);
    if (!names->by_name)
        return false;
    make_aliases(names, alias, a);
    if (arena_failed(a))
        return err_set(e, ERR_MEMORY, "no room for %u column names", n);
    names->by_alias = sorted(alias, n, true, &names->n_aliases, a, e);
    return names->by_alias != NULL;
}

/* The first place in `order` whose name is not below `name`. */
static uint32_t lower_bound(const struct str *names, const uint32_t *order, uint32_t n,
                            struct str name)
{
    uint32_t low = 0;
    while (n) {
        uint32_t half = n / 2;
        if (compare(names[order[low + half]], name) < 0) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return low;
}

uint32_t names_find(const struct names *names, struct str name, uint32_t *count)
{
    uint32_t at = lower_bound(names->name, names->by_name, names->n, name);
    *count = 0;
    while (at + *count < names->n
           && str_eq(names->name[names->by_name[at + *count]], name))
        ++*count;
    if (*count)
        return names->by_name[at];
    at = lower_bound(names->alias, names->by_alias, names->n_aliases, name);
    if (at < names->n_aliases && str_eq(names->alias[names->by_alias[at]], name)) {
        *count = 1;
        return names->by_alias[at];
    }
    return NO_COLUMN;
}

static bool is_with_blanks(struct str other, struct str name)
{
    bool same = other.len == name.len;
    for (size_t i = 0; same && i < name.len; i++) {
        char o = other.at[i];
        bool blank = o == ' ' || (o >= '\t' && o <= '\r');
        same = (blank ? '_' : o) == name.at[i];
    }
    return same;
}

uint32_t names_find_blanks(const struct names *names, struct str name, uint32_t *count)
{
    uint32_t found = NO_COLUMN;
    *count = 0;
    for (uint32_t c = 0; c < names->n; c++)
        if (is_with_blanks(names->name[c], name)) {
            found = found == NO_COLUMN ? c : found;
            ++*count;
        }
    return found;
}

uint32_t names_nearest(const struct names *names, struct str name)
{
    size_t at = str_nearest(name, names->name, names->n);
    return at < names->n ? (uint32_t)at : NO_COLUMN;
}

const struct str *list_split(const char *list, const char *flag, uint32_t *n,
                             struct arena *a, struct err *e)
{
    const struct dialect commas = { .delimiter = ',', .quote = '"' };
    struct splitter *s = codec_csv.splitter_new(commas);
    const struct cell *cell;
    uint32_t at;
    struct str *piece = NULL;

    *n = 0;
    const enum reason why = s && *list ? codec_csv.split(s, str_of(list), &cell, n, &at)
                                       : REASON_NONE;
    if (!s || why == N_REASONS)
        err_set(e, ERR_MEMORY, "no room for the list of --%s", flag);
    else if (!*list)
        err_set(e, ERR_USAGE, "--%s: the list is empty", flag);
    else if (why != REASON_NONE)
        err_set(e, ERR_USAGE, "--%s: %s is no list: a quote stands where none may", flag,
                list);
    else
        piece = NEW(a, struct str, *n);
    for (uint32_t i = 0; piece && i < *n; i++) {
        char *copy = arena_copy(a, cell[i].text.at, cell[i].text.len);
        piece[i] = (struct str){ copy, copy ? cell[i].text.len : 0 };
    }
    codec_csv.splitter_free(s);
    if (arena_failed(a)) {
        err_set(e, ERR_MEMORY, "no room for the list of --%s", flag);
        return NULL;
    }
    return piece;
}

static bool by_number(const struct names *names, struct str piece, const char *flag,
                      uint32_t *column, struct err *e)
{
    int64_t number;
    if (!num_read_int(str_from(piece, 1), &number))
        return false;
    if (number < 1 || number > (int64_t)names->n)
        return err_set(e, ERR_INPUT, "--%s: there is no column #%lld, the input has %u",
                       flag, (long long)number, names->n);
    *column = (uint32_t)number - 1;
    return true;
}

bool names_one(const struct names *names, struct str piece, const char *flag,
               uint32_t *column, struct err *e)
{
    uint32_t count;
    char shown[120], other[120];

    *column = names_find(names, piece, &count);
    str_show(shown, sizeof shown, piece, 100);
    if (count > 1) {
        err_set(e, ERR_INPUT, "--%s: column \"%s\" is %u times in the header", flag,
                shown, count);
        err_remedy(e, "say which by its number: --%s '#%u'", flag, *column + 1);
    }
    if (count)
        return count == 1;
    if (piece.len > 1 && piece.at[0] == '#' && by_number(names, piece, flag, column, e))
        return true;
    if (err_is_set(e))
        return false;
    err_set(e, ERR_INPUT, "--%s: column \"%s\" is not in the header", flag, shown);
    uint32_t near = names_nearest(names, piece);
    if (near != NO_COLUMN) {
        str_show(other, sizeof other, names->name[near], 100);
        err_remedy(e, "did you mean \"%s\" (%u%s)?", other, near + 1,
                   ordinal_suffix(near + 1));
    }
    return false;
}

const uint32_t *names_list(const struct names *names, const char *list, const char *flag,
                           uint32_t *n, struct arena *a, struct err *e)
{
    const struct str *piece = list_split(list, flag, n, a, e);
    uint32_t *column = piece ? NEW(a, uint32_t, *n) : NULL;
    if (!column)
        err_set(e, ERR_MEMORY, "no room for the list of --%s", flag);
    for (uint32_t i = 0; column && i < *n; i++)
        if (!names_one(names, piece[i], flag, &column[i], e))
            return NULL;
    return column;
}

const char *ordinal_suffix(uint64_t n)
{
    if (n % 100 / 10 == 1)
        return "th";
    return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}
