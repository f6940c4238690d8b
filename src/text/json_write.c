#include "text/json_write.h"

#include "base/buf.h"
#include "text/num.h"

#include <assert.h>
#include <math.h>

enum { MAX_OPEN = 64 };

static void separate(struct json_write *w)
{
    if (w->comma)
        buf_add_char(w->buf, ',');
    w->comma = true;
}

/* How many bytes at the start of `s` are one well formed UTF-8 character of two bytes or
 * more; 0: none.  The range of the second byte keeps out what is spelt too long, halves
 * of surrogate pairs, and codes past U+10FFFF.
 * Source: The Unicode Standard, table 3-7. */
static size_t utf8_char(struct str s)
{
    const unsigned char first = (unsigned char)s.at[0];
    const size_t n = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3
                   : first < 0xF5 ? 4 : 0;
    if (n == 0 || s.len < n)
        return 0;
    const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    const unsigned char second = (unsigned char)s.at[1];
    if (second < low || second > high)
        return 0;
    for (size_t i = 2; i < n; i++)
        if ((s.at[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

/* How many bytes at the start of `s` can stand in a string as they are. */
static size_t plain_bytes(struct str s)
{
    size_t n = 0;
    while (n < s.len) {
        const unsigned char c = (unsigned char)s.at[n];
        const bool ascii = c >= ' ' && c < 0x80 && c != '"' && c != '\\';
        const size_t more = ascii ? 1 : c < 0x80 ? 0 : utf8_char(str_from(s, n));
        if (!more)
            break;
        n += more;
    }
    return n;
}

static void add_escape(struct buf *b, char c)
{
    static const char plain[] = "\"\\\n\r\t\b\f", letters[] = "\"\\nrtbf";
    const char *found = memchr(plain, c, sizeof plain - 1);
    if (found) {
        buf_add_char(b, '\\');
        buf_add_char(b, letters[found - plain]);
    } else {
        buf_addf(b, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

static void add_string(struct buf *b, struct str s)
{
    buf_add_char(b, '"');
    while (s.len) {
        const size_t n = plain_bytes(s);
        buf_add(b, s.at, n);
        s = str_from(s, n);
        if (s.len) {
            add_escape(b, s.at[0]);
            s = str_from(s, 1);
        }
    }
    buf_add_char(b, '"');
}

static void begin(struct json_write *w, bool object)
{
    assert(w->depth < MAX_OPEN);
    separate(w);
    buf_add_char(w->buf, object ? '{' : '[');
    w->objects = w->objects << 1 | object;
    w->depth++;
    w->comma = false;
}

void json_write_begin_object(struct json_write *w)
{
    begin(w, true);
}

void json_write_begin_array(struct json_write *w)
{
    begin(w, false);
}

void json_write_end(struct json_write *w)
{
    assert(w->depth);
    buf_add_char(w->buf, w->objects & 1 ? '}' : ']');
    w->objects >>= 1;
    w->depth--;
    w->comma = true;
}

void json_write_string(struct json_write *w, struct str s)
{
    separate(w);
    add_string(w->buf, s);
}

void json_write_key(struct json_write *w, struct str key)
{
    json_write_string(w, key);
    buf_add_char(w->buf, ':');
    w->comma = false;
}

void json_write_raw(struct json_write *w, struct str json)
{
    separate(w);
    buf_add_str(w->buf, json);
}

void json_write_null(struct json_write *w)
{
    json_write_raw(w, STR("null"));
}

void json_write_number(struct json_write *w, double value)
{
    char text[NUM_ROOM];
    if (!isfinite(value)) {
        json_write_null(w);
        return;
    }
    json_write_raw(w, (struct str){ text, num_write_double(text, value) });
}

void json_write_uint(struct json_write *w, uint64_t value)
{
    char text[NUM_ROOM];
    json_write_raw(w, (struct str){ text, num_write_uint(text, value) });
}

void json_write_bool(struct json_write *w, bool value)
{
    json_write_raw(w, value ? STR("true") : STR("false"));
}

void json_put_text(struct json_write *w, const char *key, struct str value)
{
    json_write_key(w, str_of(key));
    json_write_string(w, value);
}

void json_put_uint(struct json_write *w, const char *key, uint64_t value)
{
    json_write_key(w, str_of(key));
    json_write_uint(w, value);
}

void json_put_number(struct json_write *w, const char *key, double value)
{
    json_write_key(w, str_of(key));
    json_write_number(w, value);
}

void json_put_text_or_null(struct json_write *w, const char *key, struct str value)
{
    json_write_key(w, str_of(key));
    if (value.len)
        json_write_string(w, value);
    else
        json_write_null(w);
}

void json_put_uint_or_null(struct json_write *w, const char *key, uint64_t value)
{
    json_write_key(w, str_of(key));
    if (value)
        json_write_uint(w, value);
    else
        json_write_null(w);
}
