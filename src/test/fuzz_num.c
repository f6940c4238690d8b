/* fuzz_num.c - numbers are read as strtod reads them, and written so that they read back.
 *
 * The bytes are the text of a number, and the first of them its bits. */
#include "text/num.h"

#include "test/fuzz.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum { LONGEST = 5000 };

/* The grammar of num.h, in other words. */
static bool digits(struct str *s)
{
    const size_t before = s->len;
    while (s->len && s->at[0] >= '0' && s->at[0] <= '9')
        *s = str_from(*s, 1);
    return s->len < before;
}

static bool sign(struct str *s)
{
    const bool there = s->len && (s->at[0] == '+' || s->at[0] == '-');
    *s = str_from(*s, there);
    return there;
}

static bool is_number(struct str s)
{
    sign(&s);
    if (str_eq_nocase(s, STR("inf")) || str_eq_nocase(s, STR("infinity")))
        return true;
    bool any = digits(&s);
    if (s.len && s.at[0] == '.') {
        s = str_from(s, 1);
        any = digits(&s) || any;
    }
    if (any && s.len && (s.at[0] == 'e' || s.at[0] == 'E')) {
        s = str_from(s, 1);
        sign(&s);
        any = digits(&s);
    }
    return any && s.len == 0;
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            return true;
    return false;
}

static void read(struct str text)
{
    char copy[LONGEST + 1];
    double x = 1;
    float y = 1;
    const enum num_status s = num_read_double(text, &x), t = num_read_float(text, &y);
    MUST("it is a number when it looks like one",
         (s == NUM_NOT_A_NUMBER) == !is_number(text));
    MUST("for floats, too", (t == NUM_NOT_A_NUMBER) == !is_number(text));
    if (s == NUM_NOT_A_NUMBER) {
        MUST("it is 0 when it is none", x == 0 && y == 0);
        return;
    }
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    const double want = strtod(copy, NULL);
    const float narrow = strtof(copy, NULL);
    MUST("as strtod", memcmp(&x, &want, sizeof x) == 0);
    MUST("as strtof", memcmp(&y, &narrow, sizeof y) == 0);
    MUST("what is too large", (s == NUM_OUT_OF_RANGE) == (isinf(x) && has_digit(text)));
    MUST("for floats", (t == NUM_OUT_OF_RANGE) == (isinf(y) && has_digit(text)));
}

static void read_int(struct str text)
{
    char copy[LONGEST + 1];
    struct str s = text;
    int64_t got = 1;
    sign(&s);
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    const bool is_whole = digits(&s) && s.len == 0;
    errno = 0;
    const long long want = is_whole ? strtoll(copy, NULL, 10) : 0;
    const bool fits = is_whole && errno == 0;
    MUST("whole numbers in range are read", num_read_int(text, &got) == fits);
    MUST("as strtoll", got == (fits ? want : 0));
}

static void write(uint64_t bits)
{
    char out[NUM_ROOM], shorter[64];
    double x, back;
    memcpy(&x, &bits, sizeof x);
    size_t n = num_write_double(out, x);
    MUST("there is room", n <= NUM_ROOM);
    if (x != x) {
        MUST("nan", str_eq((struct str){ out, n }, STR("nan")));
        return;
    }
    MUST("it can be read",
         num_read_double((struct str){ out, n }, &back) == NUM_OK && back == x);
    MUST("with its sign", signbit(back) == signbit(x));
    size_t digits_used = 0;
    for (size_t i = 0; i < n && out[i] != 'e'; i++)
        digits_used += out[i] >= '0' && out[i] <= '9';
    snprintf(shorter, sizeof shorter, "%.*e", 15, x);
    MUST("17 digits only where 16 are not enough",
         fabs(x) >= 1e16 || fabs(x) < 1e-4 || digits_used <= 17
         || strtod(shorter, NULL) != x || out[0] == '0' || out[1] == '0');
}

static void write_float(uint32_t bits)
{
    char out[NUM_ROOM];
    float x, back;
    memcpy(&x, &bits, sizeof x);
    const size_t n = num_write_float(out, x);
    MUST("there is room", n <= NUM_ROOM);
    MUST("it can be read", x != x
         || (num_read_float((struct str){ out, n }, &back) == NUM_OK && back == x));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    uint64_t bits = 0;
    memcpy(&bits, bytes, n < sizeof bits ? n : sizeof bits);
    write(bits);
    write_float((uint32_t)bits);
    write_float((uint32_t)(bits >> 32));
    if (n <= LONGEST) {
        read((struct str){ (const char *)bytes, n });
        read_int((struct str){ (const char *)bytes, n });
    }
    return 0;
}
