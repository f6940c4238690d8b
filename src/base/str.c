#include "base/str.h"

#include <stdio.h>

enum { NEAR_MAX_BYTES = 64 };

static unsigned char lower(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 32) : u;
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

struct str str_next(struct str *rest, char cut)
{
    const char *end = rest->len ? memchr(rest->at, cut, rest->len) : NULL;
    if (!end) {
        struct str all = *rest;
        *rest = str_from(*rest, rest->len);
        return all;
    }
    struct str piece = str_first(*rest, (size_t)(end - rest->at));
    *rest = str_from(*rest, piece.len + 1);
    return piece;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: three rows of the table of Wagner and Fischer. */
size_t str_distance(struct str a, struct str b, size_t limit)
{
    size_t row[3][NEAR_MAX_BYTES + 1];

    if (a.len > NEAR_MAX_BYTES || b.len > NEAR_MAX_BYTES)
        return limit + 1;
    for (size_t j = 0; j <= b.len; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *now = row[i % 3], *up = row[(i + 2) % 3], *above = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = lower(a.at[i - 1]) == lower(b.at[j - 1]);
            now[j] = least(least(up[j] + 1, now[j - 1] + 1), up[j - 1] + !same);
            if (i > 1 && j > 1 && lower(a.at[i - 1]) == lower(b.at[j - 2])
                && lower(a.at[i - 2]) == lower(b.at[j - 1]))
                now[j] = least(now[j], above[j - 2] + 1);
        }
    }
    size_t found = row[a.len % 3][b.len];
    return found <= limit ? found : limit + 1;
}

size_t str_nearest(struct str name, const struct str *names, size_t n)
{
    size_t best = n;
    size_t best_distance = 1 + name.len / 4;    /* a typo in every fourth letter */
    if (best_distance > 3)
        best_distance = 3;
    for (size_t i = 0; i < n; i++) {
        size_t longer = names[i].len > name.len ? names[i].len : name.len;
        size_t d = str_distance(name, names[i], best_distance);
        if (d < longer && d <= best_distance && (best == n || d < best_distance)) {
            best = i;
            best_distance = d;
        }
    }
    return best;
}

/* Bytes of the well-formed UTF-8 character at s.at, 0 when it is none or a control
 * code. */
static size_t utf8_char(struct str s)
{
    unsigned char c = (unsigned char)s.at[0];
    size_t n = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3
             : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (n == 0 || n > s.len || c < 0x20 || c == 0x7F || c == '\\')
        return 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)s.at[i] & 0xC0) != 0x80)
            return 0;
    unsigned char d = n > 1 ? (unsigned char)s.at[1] : 0;
    bool c1_control = c == 0xC2 && d < 0xA0;
    bool overlong = (c == 0xE0 && d < 0xA0) || (c == 0xF0 && d < 0x90);
    bool surrogate_or_beyond = (c == 0xED && d >= 0xA0) || (c == 0xF4 && d >= 0x90);
    return c1_control || overlong || surrogate_or_beyond ? 0 : n;
}

size_t str_latin1(char *out, size_t room, struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (n + 2 > room)
            return 0;
        if (c >= 0x80)
            out[n++] = (char)(0xC0 | c >> 6);
        out[n++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
    }
    return n > s.len ? n : 0;
}

void str_show(char *out, size_t room, struct str s, size_t max)
{
    struct str rest = str_first(s, max);
    size_t used = 0;

    while (rest.len) {
        size_t n = utf8_char(rest);
        if (used + (n ? n : 4) + 4 > room)
            break;
        if (n)
            memcpy(out + used, rest.at, n);
        else
            snprintf(out + used, 5, "\\x%02X", (unsigned char)rest.at[0]);
        used += n ? n : 4;
        rest = str_from(rest, n ? n : 1);
    }
    if (rest.len || s.len > max) {
        memcpy(out + used, "...", 3);
        used += 3;
    }
    out[used] = 0;
}

void str_shell(char *out, size_t room, struct str s, size_t max)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789._-+=:@%/";
    bool plain = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        plain = plain && memchr(safe, s.at[i], sizeof safe - 1);
    str_show(out + !plain, room - 2, s, max);
    size_t n = strlen(out + !plain);
    if (!plain) {
        out[0] = out[n + 1] = '\'';
        out[n + 2] = 0;
    }
}
