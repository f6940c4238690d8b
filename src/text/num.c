/* num.c - decimal to binary and back, correctly rounded, without the C library.
 *
 * Reading.  The first 19 significant digits make a whole number w and a power of ten q.
 * Short ones are one exact multiplication or division (W. D. Clinger, "How to read
 * floating point numbers accurately", 1990).  All others are w times a 128-bit power of
 * ten (Eisel-Lemire: D. Lemire, "Number parsing at a gigabyte per second", 2021), which
 * is right for every w below 2^64 (N. Mushtak, D. Lemire, "Fast number parsing without
 * fallback", 2023).  Of more than 19 digits the value is between w and w + 1: when these
 * round alike, that is it; else the digits are compared, in whole numbers, with the one
 * middle of two neighbours that lies between.
 *
 * Writing.  R. Giulietti, "The Schubfach way to render doubles", 2020: the width of what
 * rounds to the value says which power of ten has at least one multiple in there, and the
 * next one at most one.  The same table of powers serves both ways.
 *
 * binary64 and binary32 differ in a handful of numbers (struct binary), nowhere else. */
#include "text/num.h"

#include "text/pow10.h"

#include <assert.h>
#include <float.h>

_Static_assert(FLT_EVAL_METHOD == 0, "double arithmetic must round to double");

/* The bits of a value without its sign: exponent, then fraction.  The value is
 * significand * 2^(max(exponent, 1) - bias), where the significand is the fraction, and
 * 2^fraction_bits more when the exponent is not 0. */
struct binary {
    int fraction_bits;
    int bias;
    uint64_t infinity;              /* its bits */
    int least_ten, most_ten;        /* of q: below, w * 10^q is 0, and above, infinity */
    int least_tie, most_tie;        /* of q: elsewhere w * 10^q is no tie */
};

static const struct binary BINARY64 = {
    .fraction_bits = 52, .bias = 1075, .infinity = (uint64_t)0x7ff << 52,
    .least_ten = -342, .most_ten = 308, .least_tie = -4, .most_tie = 23,
};

static const struct binary BINARY32 = {
    .fraction_bits = 23, .bias = 150, .infinity = (uint64_t)0xff << 23,
    .least_ten = -64, .most_ten = 38, .least_tie = -17, .most_tie = 10,
};

struct wide {
    uint64_t hi, lo;
};

static struct wide multiply(uint64_t a, uint64_t b)
{
    const unsigned __int128 p = (unsigned __int128)a * b;
    return (struct wide){ (uint64_t)(p >> 64), (uint64_t)p };
}

/* floor(log2(10^q)) for |q| <= 350: log2(10) * 2^16. */
static int log2_of_ten(int q)
{
    return q * 217706 >> 16;
}

static uint64_t significand(uint64_t bits, const struct binary *f)
{
    const uint64_t hidden = (uint64_t)1 << f->fraction_bits;
    return bits < hidden ? bits : (bits & (hidden - 1)) | hidden;
}

static int exponent(uint64_t bits, const struct binary *f)
{
    const int e = (int)(bits >> f->fraction_bits);
    return (e ? e : 1) - f->bias;
}

enum { KEPT = 19 };     /* as many digits as fit into 64 bits */

/* The number is w * 10^q; when cut, it is more, but less than (w + 1) * 10^q. */
struct decimal {
    bool negative;
    bool cut;
    uint64_t w;             /* the first 19 significant digits */
    int64_t q;              /* INFINITE when the text says so, with a w of 1 */
    struct str figures;     /* all digits and the point, as they stand in the text */
};

static const int64_t INFINITE = INT64_MAX;

static unsigned digit(char c)       /* above 9 when it is none */
{
    return (unsigned)(unsigned char)c - '0';
}

/* The digits from `at`; *w wraps when they are too many. */
static const char *take_digits(const char *at, const char *end, uint64_t *w)
{
    for (; at < end && digit(*at) < 10; at++)
        *w = *w * 10 + digit(*at);
    return at;
}

/* What stands behind the e; NULL when that is no whole number. */
static const char *take_exponent(const char *at, const char *end, int64_t *q)
{
    const int64_t huge = (int64_t)1 << 56;      /* beyond the length of any text */
    const bool negative = at < end && *at == '-';
    at += negative || (at < end && *at == '+');
    if (at == end || digit(*at) > 9)
        return NULL;
    int64_t e = 0;
    for (; at < end && digit(*at) < 10; at++)
        e = e < huge ? e * 10 + digit(*at) : e;
    *q += negative ? -e : e;
    return at;
}

/* More digits than w holds, not counting zeros in front (but counting a later point). */
static bool is_long(struct str figures)
{
    while (figures.len > KEPT && (figures.at[0] == '0' || figures.at[0] == '.'))
        figures = str_from(figures, 1);
    return figures.len > KEPT;
}

/* w and q again, from the first 19 digits. */
static void cut_digits(struct decimal *d)
{
    int kept = 0;
    d->w = 0;
    for (size_t i = 0; i < d->figures.len; i++) {
        const char c = d->figures.at[i];
        if (c == '.' || (c == '0' && kept == 0))
            continue;
        if (kept++ < KEPT) {
            d->w = d->w * 10 + digit(c);
        } else {
            d->q++;
            d->cut |= c != '0';
        }
    }
}

/* [digits] [. [digits]]; NULL when there is no digit in it. */
static const char *take_figures(const char *start, const char *end, struct decimal *d)
{
    const char *at = take_digits(start, end, &d->w);
    size_t n = (size_t)(at - start);
    if (at < end && *at == '.') {
        const char *const point = at++;
        at = take_digits(at, end, &d->w);
        d->q = point + 1 - at;
        n += (size_t)-d->q;
    }
    d->figures = (struct str){ start, (size_t)(at - start) };
    return n > 0 ? at : NULL;
}

static bool take_decimal(const char *at, const char *end, struct decimal *d)
{
    at = take_figures(at, end, d);
    if (at && at < end && (*at == 'e' || *at == 'E'))
        at = take_exponent(at + 1, end, &d->q);
    if (is_long(d->figures))
        cut_digits(d);
    return at == end;
}

static bool take_infinity(struct str word, struct decimal *d)
{
    d->w = 1;
    d->q = INFINITE;
    return str_eq_nocase(word, STR("inf")) || str_eq_nocase(word, STR("infinity"));
}

static bool take_number(struct str text, struct decimal *d)
{
    if (text.len == 0)
        return false;
    const bool sign = text.at[0] == '-' || text.at[0] == '+';
    const struct str rest = str_from(text, sign);
    *d = (struct decimal){ .negative = sign && text.at[0] == '-' };
    return take_decimal(rest.at, rest.at + rest.len, d) || take_infinity(rest, d);
}

/* The top of w * 10^q, where w has its top bit set.  The lower half of the power is asked
 * for only when a carry out of it may reach the bits that are wanted. */
static struct wide times_power(uint64_t w, int q, const struct binary *f)
{
    const uint64_t below = UINT64_MAX >> (f->fraction_bits + 3);
    const struct wide p = multiply(w, POW10[q - POW10_LEAST].hi);
    if ((p.hi & below) != below)
        return p;
    const uint64_t lo = p.lo + multiply(w, POW10[q - POW10_LEAST].lo).hi;
    return (struct wide){ p.hi + (lo < p.lo), lo };
}

static uint64_t halve_up(uint64_t m)
{
    return (m + (m & 1)) >> 1;
}

/* The bits of w * 10^q, rounded to the nearest, of two the even.  Eisel-Lemire. */
static uint64_t round_product(uint64_t w, int64_t ten, const struct binary *f)
{
    if (w == 0 || ten < f->least_ten)
        return 0;
    if (ten > f->most_ten)
        return f->infinity;
    const int q = (int)ten;
    const int zeros = __builtin_clzll(w);
    const struct wide p = times_power(w << zeros, q, f);
    const int top = (int)(p.hi >> 63);
    const int shift = 64 - 3 - f->fraction_bits + top;
    const int e = log2_of_ten(q) + 63 + top - zeros + f->bias - f->fraction_bits;
    uint64_t m = p.hi >> shift;             /* one bit more than the significand has */
    if (e <= 0)                             /* denormal; there are no ties */
        return e < -62 ? 0 : halve_up(m >> (1 - e));
    if (p.lo <= 1 && q >= f->least_tie && q <= f->most_tie
        && (m & 3) == 1 && m << shift == p.hi)
        m--;                                /* a tie, and the even one is below */
    /* A carry out of the significand makes the next exponent by itself. */
    const uint64_t bits = ((uint64_t)(e - 1) << f->fraction_bits) + halve_up(m);
    return bits < f->infinity ? bits : f->infinity;
}

/* The middle of two binary64 neighbours has 767 significant digits at most, so that of
 * more digits it only matters whether any of them is not 0. */
enum { MOST_DIGITS = 770 };

/* The two that are compared agree in 17 digits, so both are about as wide as the wider of
 * 10^(MOST_DIGITS + 1) and 2^54 * 5^1094: some 2600 bits. */
enum { BIG_WORDS = 88 };

struct big {
    uint32_t word[BIG_WORDS];   /* lowest first */
    int n;                      /* words in use; the last of them is not 0 */
};

static void big_push(struct big *b, uint32_t word)
{
    if (word == 0)
        return;
    assert(b->n < BIG_WORDS);
    b->word[b->n++] = word;
}

static void big_multiply_add(struct big *b, uint32_t factor, uint32_t term)
{
    uint64_t carry = term;
    for (int i = 0; i < b->n; i++) {
        carry += (uint64_t)b->word[i] * factor;
        b->word[i] = (uint32_t)carry;
        carry >>= 32;
    }
    big_push(b, (uint32_t)carry);
}

static void big_times_five(struct big *b, int power)
{
    for (; power >= 13; power -= 13)
        big_multiply_add(b, 1220703125, 0);     /* 5^13, the last below 2^32 */
    for (; power > 0; power--)
        big_multiply_add(b, 5, 0);
}

static void big_times_two(struct big *b, int power)
{
    const int words = power / 32;
    big_multiply_add(b, (uint32_t)1 << power % 32, 0);
    assert(b->n + words <= BIG_WORDS);
    memmove(b->word + words, b->word, (size_t)b->n * sizeof *b->word);
    memset(b->word, 0, (size_t)words * sizeof *b->word);
    b->n += words;
}

static int big_compare(const struct big *a, const struct big *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (int i = a->n; i-- > 0;)
        if (a->word[i] != b->word[i])
            return a->word[i] < b->word[i] ? -1 : 1;
    return 0;
}

/* The digits of `d` as a whole number; gives back the power of ten to multiply it by. */
static int big_from_decimal(struct big *b, const struct decimal *d)
{
    int taken = 0;
    bool more = false;
    b->n = 0;
    for (size_t i = 0; i < d->figures.len; i++) {
        const char c = d->figures.at[i];
        if (c == '.' || (c == '0' && taken == 0))
            continue;
        if (taken == MOST_DIGITS) {
            more |= c != '0';
            continue;
        }
        big_multiply_add(b, 10, digit(c));
        taken++;
    }
    big_multiply_add(b, 10, more);
    return (int)d->q + KEPT - (taken + 1);
}

/* The middle of the value with these bits and the next above, as a whole number; gives
 * back the power of two to multiply it by. */
static int big_from_middle(struct big *b, uint64_t bits, const struct binary *f)
{
    const uint64_t m = 2 * significand(bits, f) + 1;
    b->n = 0;
    big_push(b, (uint32_t)m);
    big_push(b, (uint32_t)(m >> 32));
    return exponent(bits, f) - 1;
}

/* Below 0 when `d` is below the middle of `bits` and the next above, and so on. */
static int compare_with_middle(const struct decimal *d, uint64_t bits,
                               const struct binary *f)
{
    struct big number, middle;
    const int ten = big_from_decimal(&number, d);
    const int two = ten - big_from_middle(&middle, bits, f);
    big_times_five(ten > 0 ? &number : &middle, ten > 0 ? ten : -ten);
    big_times_two(two > 0 ? &number : &middle, two > 0 ? two : -two);
    return big_compare(&number, &middle);
}

static uint64_t round_decimal(const struct decimal *d, const struct binary *f)
{
    const uint64_t low = round_product(d->w, d->q, f);
    if (!d->cut || low == round_product(d->w + 1, d->q, f))
        return low;
    const int side = compare_with_middle(d, low, f);
    return low + (side > 0 || (side == 0 && (low & 1)));
}

/* Clinger.  The bound on w could be 2^53; but then numbers of 16 and 17 digits would go
 * either way at random, and a mispredicted branch costs more than the short way saves. */
static bool is_short(const struct decimal *d)
{
    return d->w < 1000000000000000 && d->q <= 22 && d->q >= -22;
}

static uint64_t round_short(const struct decimal *d)
{
    static const double POWER[] = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };
    const double w = (double)(int64_t)d->w;
    const double value = d->q < 0 ? w / POWER[-d->q] : w * POWER[d->q];
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static enum num_status status_of(uint64_t bits, const struct decimal *d,
                                 const struct binary *f)
{
    return bits == f->infinity && d->q != INFINITE ? NUM_OUT_OF_RANGE : NUM_OK;
}

enum num_status num_read_double(struct str text, double *out)
{
    struct decimal d;
    *out = 0;
    if (!take_number(text, &d))
        return NUM_NOT_A_NUMBER;
    const uint64_t bits = is_short(&d) ? round_short(&d) : round_decimal(&d, &BINARY64);
    const uint64_t all = bits | (uint64_t)d.negative << 63;
    memcpy(out, &all, sizeof *out);
    return status_of(bits, &d, &BINARY64);
}

enum num_status num_read_float(struct str text, float *out)
{
    struct decimal d;
    *out = 0;
    if (!take_number(text, &d))
        return NUM_NOT_A_NUMBER;
    const uint64_t bits = round_decimal(&d, &BINARY32);
    const uint32_t all = (uint32_t)bits | (uint32_t)d.negative << 31;
    memcpy(out, &all, sizeof *out);
    return status_of(bits, &d, &BINARY32);
}

bool num_read_int(struct str text, int64_t *out)
{
    const bool negative = text.len > 0 && text.at[0] == '-';
    const bool sign = negative || (text.len > 0 && text.at[0] == '+');
    const uint64_t most = (uint64_t)INT64_MAX + negative;
    uint64_t w = 0;
    *out = 0;
    for (size_t i = sign; i < text.len; i++) {
        const unsigned d = digit(text.at[i]);
        if (d > 9 || w > (most - d) / 10)
            return false;
        w = w * 10 + d;
    }
    if (text.len == sign)
        return false;
    *out = (int64_t)(negative ? 0 - w : w);
    return true;
}

struct shortest {
    uint64_t digits;
    int power;          /* of ten */
};

/* The whole part of g * c / 2^128, its last bit set when there is any fraction: enough to
 * compare with multiples of two (round to odd). */
static uint64_t scale(struct wide g, uint64_t c)
{
    const struct wide low = multiply(g.lo, c);
    const struct wide high = multiply(g.hi, c);
    const uint64_t fraction = high.lo + low.hi;
    return (high.hi + (fraction < low.hi)) | (fraction > 1);
}

/* 10^q, rounded up where it is not exact. */
static struct wide power_above(int q)
{
    const struct wide g = { POW10[q - POW10_LEAST].hi, POW10[q - POW10_LEAST].lo };
    const bool below = q < -27 || q > 55;
    return (struct wide){ g.hi + (below && g.lo == UINT64_MAX), g.lo + below };
}

/* Schubfach, for a value above 0.  Everything is in quarters of 10^k.  A power of two has
 * its lower neighbour at half the distance, but for the smallest normal one. */
static struct shortest find_shortest(uint64_t bits, const struct binary *f)
{
    const uint64_t c = significand(bits, f);
    const int q = exponent(bits, f);
    const bool uneven = c == (uint64_t)1 << f->fraction_bits && bits > c;
    /* floor(log10(width)); the width is 2^q or 3/4 of it: log10(2), log10(4/3) * 2^22. */
    const int k = (q * 1262611 - (uneven ? 524031 : 0)) >> 22;
    const int h = q + log2_of_ten(-k) + 1;
    const struct wide g = power_above(-k);
    const uint64_t odd = c & 1;             /* the ends themselves round to even */
    const uint64_t low = scale(g, (4 * c - 2 + uneven) << h) + odd;
    const uint64_t high = scale(g, (4 * c + 2) << h) - odd;
    const uint64_t v = scale(g, 4 * c << h);

    const uint64_t tens = v / 40;           /* one digit less */
    const bool tens_down = low <= 40 * tens, tens_up = 40 * tens + 40 <= high;
    if (tens_down != tens_up)
        return (struct shortest){ tens + tens_up, k + 1 };
    const uint64_t ones = v / 4;
    const bool down = low <= 4 * ones, up = 4 * ones + 4 <= high;
    const bool nearer_up = v + (ones & 1) > 4 * ones + 2;       /* of two the even */
    return (struct shortest){ ones + (down != up ? up : nearer_up), k };
}

/* A whole number whose last bit is worth at most 1 is its own shortest form, but for the
 * zeros at its end, which are taken off later. */
static struct shortest find_digits(uint64_t bits, const struct binary *f)
{
    const int q = exponent(bits, f);
    if (q <= 0 && q >= -f->fraction_bits) {
        const uint64_t c = significand(bits, f);
        if ((c & (((uint64_t)1 << -q) - 1)) == 0)
            return (struct shortest){ c >> -q, 0 };
    }
    return find_shortest(bits, f);
}

static const char PAIRS[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

/* The digits of `value` in front of `end`; where they begin.  Eight at a time: the chains
 * of divisions are short then, and run side by side. */
static char *put_digits(char *end, uint64_t value)
{
    for (; value >= 100000000; value /= 100000000) {
        uint32_t low = (uint32_t)(value % 100000000);
        for (int i = 0; i < 4; i++, low /= 100)
            memcpy(end -= 2, PAIRS + 2 * (low % 100), 2);
    }
    uint32_t rest = (uint32_t)value;
    for (; rest >= 100; rest /= 100)
        memcpy(end -= 2, PAIRS + 2 * (rest % 100), 2);
    if (rest >= 10)
        memcpy(end -= 2, PAIRS + 2 * rest, 2);
    else
        *--end = (char)('0' + rest);
    return end;
}

size_t num_write_uint(char *out, uint64_t value)
{
    char text[NUM_ROOM];
    const char *const start = put_digits(text + sizeof text, value);
    const size_t n = (size_t)(text + sizeof text - start);
    memcpy(out, start, n);
    return n;
}

size_t num_write_int(char *out, int64_t value)
{
    const bool negative = value < 0;
    out[0] = '-';
    return negative + num_write_uint(out + negative,
                                     negative ? 0 - (uint64_t)value : (uint64_t)value);
}

/* The n digits with the point behind `point` of them: from -3 to any number. */
static size_t put_plain(char *out, const char *digits, int n, int point)
{
    if (point <= 0) {
        memcpy(out, "0.000", 5);
        memcpy(out + 2 - point, digits, (size_t)n);
        return (size_t)(2 - point + n);
    }
    if (point >= n) {
        memcpy(out, digits, (size_t)n);
        memset(out + n, '0', (size_t)(point - n));
        return (size_t)point;
    }
    memcpy(out, digits, (size_t)point);
    out[point] = '.';
    memcpy(out + point + 1, digits + point, (size_t)(n - point));
    return (size_t)n + 1;
}

/* d.ddde+xx */
static size_t put_power(char *out, const char *digits, int n, int power)
{
    const unsigned size = (unsigned)(power < 0 ? -power : power);
    char *at = out + put_plain(out, digits, n, 1);
    *at++ = 'e';
    *at++ = power < 0 ? '-' : '+';
    if (size < 10)
        *at++ = '0';
    return (size_t)(at - out) + num_write_uint(at, size);
}

/* Python's repr: plain from 1e-4 to below 1e16. */
static size_t put_shortest(char *out, struct shortest s)
{
    char text[NUM_ROOM];
    const char *const digits = put_digits(text + sizeof text, s.digits);
    int n = (int)(text + sizeof text - digits);
    const int point = n + s.power;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    if (point > -4 && point <= 16)
        return put_plain(out, digits, n, point);
    return put_power(out, digits, n, point - 1);
}

static size_t put_word(char *out, const char *word)
{
    const size_t n = strlen(word);
    memcpy(out, word, n);
    return n;
}

/* `bits` are those of the value without its sign. */
static size_t put_binary(char *out, bool negative, uint64_t bits, const struct binary *f)
{
    if (bits > f->infinity)
        return put_word(out, "nan");
    out[0] = '-';
    out += negative;
    if (bits == f->infinity)
        return negative + put_word(out, "inf");
    if (bits == 0)
        return negative + put_word(out, "0");
    return negative + put_shortest(out, find_digits(bits, f));
}

size_t num_write_double(char *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return put_binary(out, bits >> 63, bits & (UINT64_MAX >> 1), &BINARY64);
}

size_t num_write_float(char *out, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return put_binary(out, bits >> 31, bits & (UINT32_MAX >> 1), &BINARY32);
}
