#include "text/scan.h"

#include "text/num.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum { SHOWN = 40 };    /* bytes of a word in a message */

void scan_init(struct scan *s, struct str text, struct err *e)
{
    *s = (struct scan){ .rest = text, .label = "", .err = e };
}

bool scan_ok(const struct scan *s)
{
    return !err_is_set(s->err);
}

bool scan_fail(struct scan *s, const char *fmt, ...)
{
    if (!scan_ok(s))
        return false;
    char what[sizeof s->err->what];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    err_set(s->err, ERR_MODEL, "%s", what);
    err_place(s->err, NULL, s->number);
    return false;
}

static bool fail_at_word(struct scan *s, struct str word, const char *what)
{
    char shown[4 * SHOWN + 4];
    str_show(shown, sizeof shown, word, SHOWN);
    return scan_fail(s, "`%s`: `%s` %s", s->label, shown, what);
}

bool scan_is_there(const struct scan *s)
{
    return s->line.at != NULL;
}

static bool fail_at_end(struct scan *s)
{
    return scan_is_there(s) ? scan_fail(s, "`%s` has too few values", s->label)
                            : scan_fail(s, "`%s` is missing", s->label);
}

bool scan_line(struct scan *s)
{
    if (!scan_ok(s) || !s->rest.len)
        return false;
    s->line = str_next(&s->rest, '\n');
    s->number++;
    s->label = "";
    if (s->line.len && s->line.at[s->line.len - 1] == '\r')
        s->line.len--;
    return true;
}

int scan_key(struct scan *s, const char *const *keys)
{
    if (!scan_ok(s))
        return -1;
    struct str key = str_next(&s->line, '=');
    for (int i = 0; keys[i]; i++)
        if (str_eq(key, str_of(keys[i]))) {
            s->label = keys[i];
            return i;
        }
    return -1;
}

static void skip_blanks(struct str *line)
{
    while (line->len && *line->at == ' ')
        *line = str_from(*line, 1);
}

struct str scan_word(struct scan *s)
{
    if (!scan_ok(s))
        return STR("");
    skip_blanks(&s->line);
    if (s->line.len)
        return str_next(&s->line, ' ');
    fail_at_end(s);
    return STR("");
}

int64_t scan_int(struct scan *s, int64_t least, int64_t most)
{
    int64_t value;
    struct str word = scan_word(s);
    if (!scan_ok(s))
        return 0;
    if (num_read_int(word, &value) && value >= least && value <= most)
        return value;
    char what[80];
    snprintf(what, sizeof what, "is not a whole number from %lld to %lld",
             (long long)least, (long long)most);
    fail_at_word(s, word, what);
    return 0;
}

static bool is_nan(struct str word)
{
    if (word.len == 4 && (word.at[0] == '-' || word.at[0] == '+'))
        word = str_from(word, 1);
    return str_eq_nocase(word, STR("nan"));
}

double scan_real(struct scan *s)
{
    double value;
    struct str word = scan_word(s);
    if (!scan_ok(s))
        return 0;
    if (num_read_double(word, &value) != NUM_NOT_A_NUMBER)
        return value;
    if (is_nan(word))
        return (double)NAN;
    fail_at_word(s, word, "is not a number");
    return 0;
}

void scan_end(struct scan *s)
{
    if (!scan_ok(s))
        return;
    skip_blanks(&s->line);
    if (s->line.len)
        scan_fail(s, "`%s` has too many values", s->label);
}

int64_t scan_only_int(struct scan *s, int64_t least, int64_t most)
{
    int64_t value = scan_int(s, least, most);
    scan_end(s);
    return value;
}

size_t scan_words(const struct scan *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->line.len; i++)
        n += s->line.at[i] != ' ' && (i == 0 || s->line.at[i - 1] == ' ');
    return n;
}

bool scan_expect(struct scan *s, size_t n_words)
{
    const size_t n = scan_words(s);
    if (scan_ok(s) && n == n_words)
        return true;
    return n < n_words ? fail_at_end(s)
                       : scan_fail(s, "`%s` has too many values", s->label);
}
