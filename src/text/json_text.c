/* json_text.c - JSON as text (RFC 8259, and as XGBoost reads it), for json.c.
 *
 * Numbers are spelt as RFC 8259 has them, whoever wrote the file.  Skipping is for the
 * large arrays that a loader has no use for: it pairs brackets and finds the ends of
 * strings, and does not look at what stands between the commas.
 * Source: xgboost src/common/json.cc, JsonReader. */
#include "text/json_private.h"

#include "base/mem.h"
#include "text/num.h"

#include <math.h>

/* The next byte that is not a blank, -1 at the end. */
static inline int next_byte(struct json *j)
{
    int c = json_byte(j);
    if (c > ' ')
        return c;
    while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        j->at++;
        c = json_byte(j);
    }
    return c;
}

static bool take_word(struct json *j, struct str word)
{
    if (json_left(j) < word.len || memcmp(j->file.at + j->at, word.at, word.len) != 0)
        return false;
    j->at += word.len;
    return true;
}

/* Behind the string that opens here.  A quote ends it when an even number of backslashes
 * stands before it. */
static bool pass_string(struct json *j)
{
    const char *end = j->file.at + j->file.len;
    const char *from = j->file.at + j->at + 1;
    const char *quote = from;
    while ((quote = memchr(quote, '"', (size_t)(end - quote))) != NULL) {
        const char *slash = quote;
        while (slash > from && slash[-1] == '\\')
            slash--;
        quote++;
        if ((quote - slash) % 2) {
            j->at = (size_t)(quote - j->file.at);
            return true;
        }
    }
    return json_cut_off(j, j->at);
}

/* The four digits of \uXXXX, -1 when there is none. */
static int32_t code_unit(struct str s)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    int32_t unit = 0;
    if (s.len < 6 || s.at[0] != '\\' || s.at[1] != 'u')
        return -1;
    for (unsigned i = 2; i < 6; i++) {
        const char *digit = memchr(digits, s.at[i], sizeof digits - 1);
        if (!digit)
            return -1;
        unit = unit * 16 + (int32_t)((digit - digits) % 16);
    }
    return unit;
}

static size_t put_utf8(char *out, int32_t code)
{
    static const unsigned char first[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    const size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(first[n] | code);
    return n;
}

/* What \uXXXX at the start of `s`, or a pair of them, means; the bytes it takes. */
static size_t put_code(struct str s, char *out, size_t *n)
{
    const int32_t unit = code_unit(s);
    const int32_t low = code_unit(str_from(s, 6));
    size_t taken = 6;
    int32_t code = unit;
    if (unit < 0)
        return 0;
    if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00);
        taken = 12;
    } else if (unit >= 0xD800 && unit < 0xE000) {
        code = 0xFFFD;
    }
    *n += put_utf8(out + *n, code);
    return taken;
}

/* Appends what the escape at the start of `s` means; the bytes it takes, 0 when there is
 * no such escape. */
static size_t put_escape(enum json_dialect dialect, struct str s, char *out, size_t *n)
{
    static const char letters[] = "\"\\nrt/bf", meanings[] = "\"\\\n\r\t/\b\f";
    if (dialect == JSON_XGBOOST && memchr("u/bf", s.at[1], 4)) {
        memcpy(out + *n, s.at, 2);
        *n += 2;
        return 2;
    }
    const char *letter = memchr(letters, s.at[1], sizeof letters - 1);
    if (!letter)
        return put_code(s, out, n);
    out[(*n)++] = meanings[letter - letters];
    return 2;
}

/* Never longer than `raw`, which holds an escape and no half of one. */
static struct str unescape(struct json *j, struct str raw)
{
    char *out = arena_take(j->arena, raw.len, 1);
    size_t n = 0;
    if (!out) {
        err_set(j->err, ERR_MEMORY, "no room for a string of %zu bytes", raw.len);
        return STR("");
    }
    while (raw.len) {
        size_t taken = 1;
        if (raw.at[0] == '\\')
            taken = put_escape(j->dialect, raw, out, &n);
        else
            out[n++] = raw.at[0];
        if (!taken) {
            j->at = (size_t)(raw.at - j->file.at);
            json_fail(j, "there is no such escape in a string");
            return STR("");
        }
        raw = str_from(raw, taken);
    }
    return (struct str){ out, n };
}

static struct str take_string(struct json *j, const char *what)
{
    if (next_byte(j) != '"') {
        json_expected(j, what);
        return STR("");
    }
    const size_t from = j->at + 1;
    if (!pass_string(j))
        return STR("");
    const struct str raw = { j->file.at + from, j->at - 1 - from };
    return memchr(raw.at, '\\', raw.len) ? unescape(j, raw) : raw;
}

/* The parts of a number: `digits` times ten to the `exponent`, which are right when
 * n_digits and the exponent are small. */
struct decimal {
    struct str text;
    uint64_t digits;
    size_t n_digits;
    int exponent;
    bool negative, whole;
};

static const char *take_digits(const char *p, const char *end, struct decimal *d)
{
    const char *from = p;
    uint64_t digits = d->digits;
    while (p < end && *p >= '0' && *p <= '9')
        digits = digits * 10 + (uint64_t)(*p++ - '0');
    d->digits = digits;
    d->n_digits += (size_t)(p - from);
    return p;
}

/* From the e on; NULL when no digit follows. */
static const char *take_exponent(const char *p, const char *end, struct decimal *d)
{
    struct decimal e = { 0 };
    p++;
    const bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    p = take_digits(p, end, &e);
    const int power = e.n_digits > 4 ? 9999 : (int)e.digits;
    d->exponent += negative ? -power : power;
    return e.n_digits ? p : NULL;
}

/* The end of the number at p, NULL when there is none. */
static const char *split(const char *p, const char *end, struct decimal *d)
{
    d->negative = p < end && *p == '-';
    p += d->negative;
    const char *first = p;
    p = take_digits(p, end, d);
    if (p == first || (*first == '0' && p > first + 1))
        return NULL;
    d->whole = true;
    if (p < end && *p == '.') {
        const char *point = p;
        p = take_digits(p + 1, end, d);
        if (p == point + 1)
            return NULL;
        d->exponent = p - point > 9999 ? -9999 : (int)(point + 1 - p);
        d->whole = false;
    }
    if (p == end || (*p != 'e' && *p != 'E'))
        return p;
    d->whole = false;
    return take_exponent(p, end, d);
}

static bool take_decimal(struct json *j, struct decimal *d, const char *what)
{
    const char *from = j->file.at + j->at;
    const char *end = split(from, j->file.at + j->file.len, d);
    if (!end)
        return json_expected(j, what);
    d->text = json_take(j, (size_t)(end - from));
    return true;
}

/* NaN, Infinity or -Infinity, when that is what comes. */
static bool take_special(struct json *j, double *value)
{
    const int c = next_byte(j);
    if (c >= '0' && c <= '9')
        return false;
    if (take_word(j, STR("NaN")))
        *value = (double)NAN;
    else if (take_word(j, STR("Infinity")))
        *value = (double)INFINITY;
    else if (take_word(j, STR("-Infinity")))
        *value = (double)-INFINITY;
    else
        return false;
    return true;
}

/* Below 2^53 and with a power of ten that double holds exactly there is one operation, so
 * one rounding: the quotient or product is the right double.
 * Source: W. D. Clinger, How to Read Floating Point Numbers Accurately, PLDI 1990. */
static bool quick_double(const struct decimal *d, double *value)
{
    static const double power[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };
    if (d->n_digits > 19 || d->digits >> 53 || d->exponent < -22 || d->exponent > 22)
        return false;
    const double digits = d->negative ? -(double)d->digits : (double)d->digits;
    *value = d->exponent < 0 ? digits / power[-d->exponent] : digits * power[d->exponent];
    return true;
}

/* Rounding a rounded value goes wrong only where the first rounding hit the middle of two
 * floats: elsewhere the double is on the side of the middle that the decimal is on.  What
 * quick_double() gives is zero or well inside float's normal numbers. */
static bool quick_float(const struct decimal *d, float *value)
{
    double wide;
    uint64_t bits;
    if (!quick_double(d, &wide))
        return false;
    memcpy(&bits, &wide, sizeof bits);
    *value = (float)wide;
    return (bits & 0x1FFFFFFF) != 0x10000000;
}

double json_text_double(struct json *j)
{
    struct decimal d = { 0 };
    double value = 0;
    if (!take_special(j, &value) && take_decimal(j, &d, "a number")
        && !quick_double(&d, &value))
        num_read_double(d.text, &value);
    return value;
}

float json_text_float(struct json *j)
{
    struct decimal d = { 0 };
    double special;
    float value = 0;
    if (take_special(j, &special))
        return (float)special;
    if (take_decimal(j, &d, "a number") && !quick_float(&d, &value))
        num_read_float(d.text, &value);
    return value;
}

int64_t json_text_int(struct json *j)
{
    struct decimal d = { 0 };
    int64_t value = 0;
    next_byte(j);
    const size_t start = j->at;
    if (!take_decimal(j, &d, "a whole number"))
        return 0;
    if (d.whole && d.n_digits <= 18)
        return d.negative ? -(int64_t)d.digits : (int64_t)d.digits;
    if (d.whole && num_read_int(d.text, &value))
        return value;
    j->at = start;
    json_fail(j, d.whole ? "a whole number is too large" : "a whole number was expected");
    return 0;
}

enum json_type json_text_peek(struct json *j)
{
    const int c = next_byte(j);
    switch (c) {
    case '{':
        return JSON_OBJECT;
    case '[':
        return JSON_ARRAY;
    case '"':
        return JSON_STRING;
    case 't': case 'f':
        return JSON_BOOL;
    case 'n':
        return JSON_NULL;
    }
    if (c == '-' || c == 'N' || c == 'I' || (c >= '0' && c <= '9'))
        return JSON_NUMBER;
    if (c >= 0 || j->depth)
        json_expected(j, "a value");
    return JSON_END;
}

bool json_text_bool(struct json *j)
{
    const int c = next_byte(j);
    const size_t start = j->at;
    struct decimal d = { 0 };
    if (c == 't' && take_word(j, STR("true")))
        return true;
    if (c == 'f' && take_word(j, STR("false")))
        return false;
    if (take_decimal(j, &d, "true, false, 0 or 1") && d.whole && d.n_digits == 1
        && d.digits <= 1 && !d.negative)
        return d.digits == 1;
    j->at = start;
    return json_expected(j, "true, false, 0 or 1");
}

static void enter(struct json *j, char kind, const char *what)
{
    if (next_byte(j) != kind)
        json_expected(j, what);
    else if (json_enter(j, (struct json_level){ .kind = kind }))
        j->at++;
}

/* To the next item or key; false behind the closing bracket, and after a failure. */
static bool next(struct json *j, int closing, const char *what, bool comma_may_end)
{
    struct json_level *level = json_inner(j);
    int c = next_byte(j);
    bool comma = false;
    if (level->begun && c == ',') {
        j->at++;
        c = next_byte(j);
        comma = true;
    }
    if (c == closing && (!comma || comma_may_end)) {
        j->at++;
        return json_leave(j);
    }
    if (level->begun && !comma)
        return json_expected(j, "a comma or a closing bracket");
    if (c < 0 || c == closing)
        return json_expected(j, what);
    level->begun = true;
    return true;
}

struct str json_text_string(struct json *j)
{
    return take_string(j, "a string");
}

void json_text_object(struct json *j)
{
    enter(j, '{', "an object");
}

void json_text_array(struct json *j)
{
    enter(j, '[', "an array");
}

bool json_text_key(struct json *j, struct str *key)
{
    if (!next(j, '}', "a key", false))
        return false;
    *key = take_string(j, "a key");
    if (!json_ok(j) || next_byte(j) != ':')
        return json_expected(j, "a colon");
    j->at++;
    return true;
}

bool json_text_item(struct json *j)
{
    return next(j, ']', "a value", j->dialect == JSON_XGBOOST);
}

/* Behind the bytes that numbers, words, commas, colons and blanks are made of. */
static void pass_plain(struct json *j)
{
    static const bool plain[256] = {
        [' '] = 1, ['\n'] = 1, ['\t'] = 1, ['\r'] = 1, [','] = 1, [':'] = 1,
        ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1,
        ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
        ['+'] = 1, ['-'] = 1, ['.'] = 1, ['e'] = 1, ['E'] = 1,
        ['t'] = 1, ['r'] = 1, ['u'] = 1, ['f'] = 1, ['a'] = 1, ['l'] = 1, ['s'] = 1,
        ['n'] = 1, ['N'] = 1, ['I'] = 1, ['i'] = 1, ['y'] = 1,
    };
    const char *p = j->file.at + j->at, *end = j->file.at + j->file.len;
    while (p < end && plain[(unsigned char)*p])
        p++;
    j->at = (size_t)(p - j->file.at);
}

/* The brackets that are open while skipping: the newest is the lowest bit. */
struct open {
    uint64_t objects;       /* 1: a '{' */
    unsigned n;
};

/* The bracket or the string that comes next. */
static bool pass_one(struct json *j, struct open *open)
{
    const int c = json_byte(j);
    if (c == '"')
        return pass_string(j);
    if (c == '[' || c == '{') {
        if (j->depth + open->n == JSON_DEPTH)
            return json_too_deep(j);
        open->objects = open->objects << 1 | (c == '{');
        open->n++;
    } else if (c == (open->objects & 1 ? '}' : ']')) {
        open->objects >>= 1;
        open->n--;
    } else {
        return json_expected(j, "a value or the right closing bracket");
    }
    j->at++;
    return true;
}

static void pass_brackets(struct json *j)
{
    struct open open = { 0 };
    while (pass_one(j, &open) && open.n)
        pass_plain(j);
}

void json_text_skip(struct json *j)
{
    const enum json_type type = json_text_peek(j);
    if (type == JSON_OBJECT || type == JSON_ARRAY)
        pass_brackets(j);
    else if (type == JSON_STRING)
        pass_string(j);
    else if (type == JSON_NUMBER)
        json_text_double(j);
    else if (!take_word(j, STR("true")) && !take_word(j, STR("false"))
             && !take_word(j, STR("null")))
        json_expected(j, "a value");
}

