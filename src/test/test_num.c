/* test_num.c - numbers against glibc, which rounds correctly, and against what "shortest"
 * and "nearest" mean.
 *
 * ROWMILL_LONG=1 runs a hundred times as many random cases, from a new seed;
 * ROWMILL_LONG=SEED runs those of that seed again. */
#include "text/num.h"

#include "test/check.h"

#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { LONGEST = 4200 };    /* bytes of a number that is made here */

/* Random bits: splitmix64 (S. Vigna). */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static int below(uint64_t *state, int n)
{
    return (int)(next(state) % (uint64_t)n);
}

/* Small numbers as often as large ones. */
static uint64_t next_of_any_size(uint64_t *state)
{
    const int shift = below(state, 64);
    return next(state) >> shift;
}

static double double_from(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float float_from(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* For floats too, which keep their sign as doubles. */
static bool same(double a, double b)
{
    return a == b && signbit(a) == signbit(b);
}

/* A number without inf or nan in it must read as strtod and strtof read it. */
static void check_read(const char *text)
{
    const struct str s = str_of(text);
    double d;
    float f;
    const enum num_status dn = num_read_double(s, &d), fn = num_read_float(s, &f);
    const double want_d = strtod(text, NULL);
    const float want_f = strtof(text, NULL);
    CHECK(text, same(d, want_d) && dn == (isinf(d) ? NUM_OUT_OF_RANGE : NUM_OK)
             && same(f, want_f) && fn == (isinf(f) ? NUM_OUT_OF_RANGE : NUM_OK));
}

static void check_syntax(struct str text, enum num_status status, double value)
{
    double d = 7;
    float f = 7;
    CHECK(text.at, num_read_double(text, &d) == status && same(d, value));
    CHECK(text.at, num_read_float(text, &f) == status && same(f, (float)value));
}

static void test_bad_syntax(void)
{
    const struct str BAD[] = {
        STR(""), STR("."), STR("-"), STR("+"), STR("-."), STR("e5"), STR(".e5"),
        STR("1e"),
        STR("1e+"), STR("1e-"), STR("1e5.0"), STR("1e5e5"), STR("1e 5"), STR("0x10"),
        STR("0x1p3"), STR("1_0"), STR("1,5"), STR("1'000"), STR("--1"), STR("+-1"),
        STR("-+1"), STR(" 1"), STR("1 "), STR("1\n"), STR("\t1"), STR("- 1"),
        STR("1.2.3"), STR("1..2"), STR("nan"), STR("NaN"), STR("-nan"), STR("nan(1)"),
        STR("infi"), STR("infinit"), STR("infinityy"), STR("in"), STR("i"), STR("inf "),
        STR("--inf"),
        STR("1inf"), STR("inf1"), STR("1\0"), STR("1\0002"), STR("\0001"), STR("\0"),
        STR("1f"), STR("1d"), STR("1L"), STR("1e\xd9\xa1"), STR("\xb1"), STR("true"),
        STR("12a45678901234567890"), STR("/1"), STR("1:"), STR("e"), STR("E"), STR("+e1"),
        STR("1e++1"), STR("\xe2\x88\x92" "1"), { NULL, 0 },
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        check_syntax(BAD[i], NUM_NOT_A_NUMBER, 0);
}

static void test_good_syntax(void)
{
    static const struct {
        const char *text;
        double value;
    } GOOD[] = {
        { "0", 0 }, { "-0", -0.0 }, { "+0", 0 }, { "+5", 5 }, { "1.", 1 }, { ".5", .5 },
        { "-.5", -.5 }, { "+.5e1", 5 }, { "1.e2", 100 }, { "1E5", 1e5 }, { "1e+5", 1e5 },
        { "1e-0", 1 }, { "1e0005", 1e5 }, { "0007", 7 }, { "-0e9", -0.0 },
        { "-.0", -0.0 }, { "inf", INFINITY }, { "INFINITY", INFINITY },
        { "+inf", INFINITY }, { "-Inf", -INFINITY }, { "-iNfInItY", -INFINITY },
        { "-1e-999", -0.0 },
    };
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        check_syntax(str_of(GOOD[i].text), NUM_OK, GOOD[i].value);
    check_syntax(STR("1e309"), NUM_OUT_OF_RANGE, INFINITY);
    check_syntax(STR("-1e309"), NUM_OUT_OF_RANGE, -INFINITY);
}

/* Each is also read with a minus, and with its last digit one more and one less. */
static void check_around(const char *text)
{
    char near[LONGEST];
    check_read(text);
    snprintf(near, sizeof near, "-%s", text);
    check_read(near);
    snprintf(near, sizeof near, "%s", text);
    char *const e = near + strcspn(near, "e");
    if (e == near || e[-1] < '1' || e[-1] > '8')
        return;
    e[-1]++;
    check_read(near);
    e[-1] = (char)(e[-1] - 2);
    check_read(near);
}

static void test_hard(void)
{
    static const char *const TEXT[] = {
        "9007199254740992", "9007199254740993", "9007199254740994", "9007199254740995",
        "9007199254740993.0000000000000000000000000000001",
        "9007199254740992.9999999999999999999999999999999",
        "90071992547409930000000001e-10", "9223372036854775807", "9223372036854775808",
        "9223372036854776832", "18446744073709551615", "18446744073709551616", "1e22",
        "1e23", "123456789012345e22", "999999999999999e22", "1e-22", "1e-23",
        "999999999999999e-22", "5e-324", "4.9e-324", "2.47e-324",
        "2.4703282292062327e-324", "2.4703282292062328e-324",
        "2.47032822920623272088284396434110686e-324",
        "2.47032822920623272088284396434110687e-324", "2.2250738585072011e-308",
        "2.2250738585072012e-308", "2.2250738585072013e-308", "2.2250738585072014e-308",
        "2.225073858507201136057409796709131975934819546351645648e-308",
        "4.9406564584124654e-324", "1.7976931348623157e308", "1.7976931348623158e308",
        "1.797693134862315807e308", "1.797693134862315708e308", "1e308", "1e309",
        "16777216", "16777217", "16777219", "16777217.0000000001",
        "16777216.9999999999", "7.0060649e-46", "7.00649232162408535e-46",
        "7.00649232162408536e-46", "1.4e-45", "1e-45", "7e-46",
        "2.1019476964872256e-45", "1.17549435e-38", "1.1754942e-38", "1.17549428e-38",
        "1.17549429e-38", "3.4028234e38", "3.4028235e38", "3.4028236e38",
        "3.40282356779733661637e38", "340282356779733661637539395458142568447",
        "340282356779733661637539395458142568448", "3.4028235677973366e38", "1e39",
        "1.00000005960464477539062", "1.000000059604644775390625",
        "1.0000000596046447753906251", "1.000000178813934326171875",
        "1.0000001788139343261718749999", "0.500000089406967162",
        "1090544144181609348835077142190", "2.50000000000000000000000000000000000001",
        "0.000000000000000000000000000000e5", "0e999999999999999999999999",
        "0e-99999999999999999999999", "1e99999999999999999999",
        "1e-99999999999999999999", "1e2147483648", "1e-2147483649", "1e4294967296",
        "1e-4294967296", "1e9223372036854775807", "1e18446744073709551616",
        "0000000000000000000000000000000000000000000000000001",
        "0000000000000000000000000000.000000000000000000000000012345678901234567890123",
        "12345678901234567890123456789012345678901234567890e-50",
        "6.631236846766476e-316", "3.2378839133029012895883e-319", "356.5e-310",
        "9355950000000000000.00000000000000000000000000000001844",
    };
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++)
        check_around(TEXT[i]);
}

/* With n times `pad` in the middle. */
static void check_padded(const char *front, char pad, int n, const char *back)
{
    char text[LONGEST];
    char *const end = text + snprintf(text, sizeof text, "%s", front);
    memset(end, pad, (size_t)n);
    snprintf(end + n, 32, "%s", back);
    check_read(text);
}

/* Thousands of digits, and exponents that take them back. */
static void test_long(void)
{
    char back[32];
    for (int n = 1; n < 4096; n += n < 800 ? 1 : 97) {
        snprintf(back, sizeof back, "e-%d", n);
        check_padded("1", '0', n, back);
        snprintf(back, sizeof back, "1e-%d", n + 1);
        check_padded("1", '0', n, back);
        snprintf(back, sizeof back, "25e%d", n + 1);
        check_padded("0.", '0', n, back);
        check_padded("9007199254740993.", '0', n, "");
        check_padded("9007199254740993.", '0', n, "1");
        check_padded("9007199254740992.", '9', n, "");
    }
}

/* The exact digits of a middle, a little more, a little less, and cut short. */
static void check_middle(uint64_t *state, const char *exact)
{
    char text[LONGEST], back[32];
    const size_t e = strcspn(exact, "e");
    check_around(exact);
    snprintf(text, sizeof text, "%.*s0000000000001%s", (int)e, exact, exact + e);
    check_read(text);
    snprintf(text, sizeof text, "%.*s%s", 3 + below(state, 40), exact, exact + e);
    check_read(text);
    snprintf(text, sizeof text, "%.*s", (int)e, exact);
    snprintf(back, sizeof back, "%d%s", below(state, 2), exact + e);
    check_padded(text, '0', below(state, 3000), back);
}

/* Middles of few digits: odd * 2^-q is odd * 5^q * 10^-q, and odd * 10^q is one when
 * odd * 5^q has just one bit too many. */
static void check_ties(uint64_t *state, uint64_t least, int most_power)
{
    uint64_t five = 1;
    for (int q = 0; five < 2 * least; q++, five *= 5) {
        char text[48];
        const uint64_t odd = (least + next(state) % least) | 1;
        const uint64_t factor = (least / five + 1 + next(state) % (least / five + 1)) | 1;
        if (q <= most_power) {
            snprintf(text, sizeof text, "%" PRIu64 "e-%d", odd * five, q);
            check_around(text);
        }
        snprintf(text, sizeof text, "%" PRIu64 "e%d", factor, q);
        check_around(text);
    }
}

static void test_ties(uint64_t *state)
{
    for (int i = 0; i < 500; i++) {
        check_ties(state, (uint64_t)1 << 53, 4);
        check_ties(state, (uint64_t)1 << 24, 16);
    }
}

/* Needs a long double of at least 64 bits, to be the middle of two doubles. */
static void test_middles(uint64_t *state, int rounds)
{
    char text[LONGEST];
    for (int i = 0; i < rounds; i++) {
        uint64_t bits = next(state) >> 1;
        if (i < 2)
            bits = i == 0 ? 0 : 0x7fefffffffffffff;
        else if (i % 4 == 0)
            bits >>= 11;        /* denormals and the least of the others */
        const double low = double_from(bits), high = double_from(bits + 1);
        if (!isfinite(low))
            continue;
        const long double middle = isinf(high)
            ? (long double)low + ((long double)low - double_from(bits - 1)) / 2
            : ((long double)low + high) / 2;
        snprintf(text, sizeof text, "%.*Le", 780, middle);
        if (LDBL_MANT_DIG >= 64)
            check_middle(state, text);
    }
    for (int i = 0; i < rounds; i++) {
        const uint32_t bits = (uint32_t)(next(state) >> 33) >> (i % 4 ? 0 : 8);
        const float low = float_from(bits), high = float_from(bits + 1);
        if (!isfinite(low) || isinf(high))
            continue;
        snprintf(text, sizeof text, "%.*e", 160, ((double)low + high) / 2);
        check_middle(state, text);
    }
}

/* Digits with a point anywhere, and often an exponent. */
static void make_digits(char *text, uint64_t *state, int digits)
{
    const int point = below(state, 2 * digits + 1);
    if (below(state, 2))
        *text++ = '-';
    for (int i = 0; i < digits; i++) {
        if (i == point)
            *text++ = '.';
        *text++ = (char)('0' + below(state, 10));
    }
    const int size = below(state, 3) ? 60 : 660;
    const int power = below(state, size) - size / 2;
    *text = '\0';
    if (below(state, 3))
        snprintf(text, 16, "%c%d", "eE"[below(state, 2)], power);
}

static void test_read_random(uint64_t *state, int rounds)
{
    char text[LONGEST];
    for (int i = 0; i < rounds; i++) {
        const uint64_t bits = next(state);
        const double any = double_from(bits);
        const float any_float = float_from((uint32_t)bits);
        if (isfinite(any)) {
            snprintf(text, sizeof text, "%.*e", below(state, 40), any);
            check_read(text);
        }
        if (isfinite(any_float)) {
            snprintf(text, sizeof text, "%.*e", below(state, 20), (double)any_float);
            check_read(text);
        }
        const double middling = (double)(int64_t)bits / 1e12;
        snprintf(text, sizeof text, "%.*f", below(state, 19), middling);
        check_read(text);
        make_digits(text, state, 1 + below(state, i % 16 ? 24 : 1000));
        check_read(text);
    }
}

static void test_int(uint64_t *state)
{
    static const char *const BAD[] = {
        "", "-", "+", "1.0", "1e3", " 1", "1 ", "0x1", "--1", "9223372036854775808", "a",
        "-9223372036854775809", "18446744073709551616", "99999999999999999999", "1-",
    };
    int64_t value = 7;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        value = 7;
        CHECK(BAD[i], !num_read_int(str_of(BAD[i]), &value) && value == 0);
    }
    CHECK("NUL", !num_read_int(STR("1\0"), &value));
    CHECK("plus", num_read_int(STR("+00012"), &value) && value == 12);
    CHECK("most", num_read_int(STR("9223372036854775807"), &value) && value == INT64_MAX);
    CHECK("least", num_read_int(STR("-9223372036854775808"), &value)
                       && value == INT64_MIN);
    for (int i = 0; i < 20000; i++) {
        const uint64_t u = i < 200 ? (uint64_t)i - 100 : next_of_any_size(state);
        const int64_t v = (int64_t)(i % 2 ? u : 0 - u);
        char ours[NUM_ROOM + 1] = "", want[NUM_ROOM];
        ours[num_write_int(ours, v)] = '\0';
        snprintf(want, sizeof want, "%" PRId64, v);
        CHECK(want, strcmp(ours, want) == 0);
        CHECK(want, num_read_int(str_of(ours), &value) && value == v);
        ours[num_write_uint(ours, u)] = '\0';
        snprintf(want, sizeof want, "%" PRIu64, u);
        CHECK(want, strcmp(ours, want) == 0);
    }
}

/* digits * 10^power; what is written and checked. */
struct decimal {
    uint64_t digits;
    int power;
};

static struct decimal without_zeros(struct decimal d)
{
    for (; d.digits > 0 && d.digits % 10 == 0; d.power++)
        d.digits /= 10;
    return d;
}

/* Of a text of %e or of ours, without zeros at its end. */
static struct decimal decimal_of(const char *text)
{
    struct decimal d = { 0 };
    bool fraction = false;
    for (text += *text == '-'; *text && *text != 'e'; text++) {
        fraction |= *text == '.';
        if (*text != '.') {
            d.digits = d.digits * 10 + (uint64_t)(*text - '0');
            d.power -= fraction;
        }
    }
    if (*text == 'e')
        d.power += atoi(text + 1);
    return without_zeros(d);
}

static int count_digits(uint64_t digits)
{
    return snprintf(NULL, 0, "%" PRIu64, digits);
}

/* The value to be written, above 0. */
struct target {
    bool is_float;
    double value;
};

static bool reads_back(struct target t, uint64_t digits, int power)
{
    char text[40];
    snprintf(text, sizeof text, "%" PRIu64 "e%d", digits, power);
    return t.is_float ? (double)strtof(text, NULL) == t.value
                      : strtod(text, NULL) == t.value;
}

/* The decimal of n digits that reads back and is nearest; no digits when none does.
 * Where its neighbours are not equally far, the nearest of all may not read back while
 * the next to it does. */
static struct decimal best(struct target t, int n)
{
    char text[40];
    snprintf(text, sizeof text, "%.*e", n - 1, t.value);
    struct decimal d = decimal_of(text);
    for (int i = count_digits(d.digits); i < n; i++)
        d = (struct decimal){ d.digits * 10, d.power - 1 };
    const bool round = count_digits(d.digits - 1) < n;  /* then the next below is finer */
    const struct decimal near[] = {
        d,
        { d.digits + 1, d.power },
        { round ? d.digits * 10 - 1 : d.digits - 1, round ? d.power - 1 : d.power },
    };
    for (int i = 0; i < 3; i++)
        if (reads_back(t, near[i].digits, near[i].power))
            return without_zeros(near[i]);
    return (struct decimal){ 0 };
}

/* Python's repr, a whole number without its ".0". */
static void spell(char *out, size_t room, bool negative, struct decimal d)
{
    char digits[24];
    const char *const sign = negative ? "-" : "";
    const int n = snprintf(digits, sizeof digits, "%" PRIu64, d.digits);
    const int point = n + d.power;
    if (point <= -4 || point > 16)
        snprintf(out, room, "%s%c%s%se%+03d", sign, digits[0], n > 1 ? "." : "",
                 digits + 1, point - 1);
    else if (point <= 0)
        snprintf(out, room, "%s0.%.*s%s", sign, -point, "000", digits);
    else if (point < n)
        snprintf(out, room, "%s%.*s.%s", sign, point, digits, digits + point);
    else
        snprintf(out, room, "%s%s%.*s", sign, digits, d.power, "0000000000000000");
}

/* What `ours` must be for this value: as many digits as it has, of which the best; and of
 * one less, none may read back (nor then of any fewer, which are those with zeros). */
static void check_shortest(const char *ours, bool negative, struct target t)
{
    char want[64];
    const int n = count_digits(decimal_of(ours).digits);
    spell(want, sizeof want, negative, best(t, n));
    CHECK(ours, strcmp(ours, want) == 0 && (n == 1 || best(t, n - 1).digits == 0));
}

static void check_write_double(double value)
{
    char ours[NUM_ROOM + 1];
    double back;
    ours[num_write_double(ours, value)] = '\0';
    CHECK(ours, num_read_double(str_of(ours), &back) == NUM_OK);
    CHECK(ours, same(back, value));
    if (value != 0 && isfinite(value))
        check_shortest(ours, value < 0, (struct target){ false, fabs(value) });
}

static void check_write_float(float value)
{
    char ours[NUM_ROOM + 1];
    float back;
    ours[num_write_float(ours, value)] = '\0';
    CHECK(ours, num_read_float(str_of(ours), &back) == NUM_OK);
    CHECK(ours, same(back, value));
    if (value != 0 && isfinite(value))
        check_shortest(ours, value < 0, (struct target){ true, (double)fabsf(value) });
}

static void test_spelling(void)
{
    static const struct {
        double value;
        const char *as_double, *as_float;
    } CASE[] = {
        { 0, "0", "0" }, { -0.0, "-0", "-0" }, { 1, "1", "1" }, { -1, "-1", "-1" },
        { NAN, "nan", "nan" }, { -NAN, "nan", "nan" }, { INFINITY, "inf", "inf" },
        { -INFINITY, "-inf", "-inf" }, { 0.1, "0.1", "0.1" }, { 0.3, "0.3", "0.3" },
        { 1e-4, "0.0001", "0.0001" }, { 1e-5, "1e-05", "1e-05" },
        { 12.5, "12.5", "12.5" }, { 0.00012345, "0.00012345", "0.00012345" },
        { 1.25e-5, "1.25e-05", "1.25e-05" },
        { 1e15, "1000000000000000", "1000000000000000" }, { 1e16, "1e+16", "1e+16" },
        { 123456789012345680.0, "1.2345678901234568e+17", "1.2345679e+17" },
        { 1234567, "1234567", "1234567" }, { 1e22, "1e+22", "1e+22" },
        { 1e7, "10000000", "10000000" }, { 16777216, "16777216", "16777216" },
        { 9007199254740992, "9007199254740992", "9007199000000000" },
        { 9007199254740994, "9007199254740994", "9007199000000000" },
        { 1e-10, "1e-10", "1e-10" }, { 9999999999999998, "9999999999999998", "1e+16" },
        { 1e100, "1e+100", "inf" }, { 5e-324, "5e-324", "0" },
        { -1.7976931348623157e308, "-1.7976931348623157e+308", "-inf" },
        { 3.4028234663852886e38, "3.4028234663852886e+38", "3.4028235e+38" },
        { 1e-45, "1e-45", "1e-45" },
        { 2.2250738585072014e-308, "2.2250738585072014e-308", "0" },
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        char ours[NUM_ROOM + 1];
        ours[num_write_double(ours, CASE[i].value)] = '\0';
        CHECK(CASE[i].as_double, strcmp(ours, CASE[i].as_double) == 0);
        ours[num_write_float(ours, (float)CASE[i].value)] = '\0';
        CHECK(CASE[i].as_float, strcmp(ours, CASE[i].as_float) == 0);
    }
}

/* All powers of two and of ten, with their neighbours, and both ends. */
static void test_write_hard(void)
{
    for (uint64_t e = 0; e < 0x7ff; e++)
        for (uint64_t i = 0; i < 5; i++)
            if (e << 52 | i)
                check_write_double(double_from((e << 52 | i) - (e ? 2 : 0)));
    for (uint32_t e = 0; e < 0xff; e++)
        for (uint32_t i = 0; i < 5; i++)
            check_write_float(float_from((e << 23 | i) - (e ? 2 : 0)));
    for (uint64_t shift = 0; shift < 52; shift++) {
        check_write_double(double_from((uint64_t)1 << shift));
        check_write_double(double_from(((uint64_t)1 << shift) + 1));
    }
    for (int power = -330; power < 310; power++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", power);
        const double d = strtod(text, NULL);
        const float f = strtof(text, NULL);
        check_write_double(d);
        check_write_double(-nextafter(d, 0));
        check_write_double(nextafter(d, DBL_MAX));
        if (isfinite(f)) {
            check_write_float(f);
            check_write_float(-nextafterf(f, 0));
            check_write_float(nextafterf(f, FLT_MAX));
        }
    }
    check_write_double(DBL_MAX);
    check_write_float(FLT_MAX);
}

static void test_write_random(uint64_t *state, int rounds)
{
    for (int i = 0; i < rounds; i++) {
        const uint64_t bits = next(state);
        const double any = double_from(i % 16 ? bits : bits & 0x800fffffffffffff);
        if (isfinite(any))
            check_write_double(any);
        if (isfinite(float_from((uint32_t)bits)))
            check_write_float(float_from((uint32_t)bits));
        const double unit = (double)(next(state) >> 11) * 0x1p-53;
        check_write_double(unit);
        check_write_float((float)unit);
        check_write_double((double)(int64_t)next_of_any_size(state));
        check_write_double((double)below(state, 1000000) / 100);
        check_write_float((float)below(state, 1000000) / 1000);
    }
}

/* With a comma for the point, where such a locale is installed. */
static void test_locale(void)
{
    char ours[NUM_ROOM + 1];
    double d;
    float f;
    const bool comma = setlocale(LC_ALL, "de_DE.UTF-8") || setlocale(LC_ALL, "de_DE");
    printf("test_num: locale with a comma: %s\n", comma ? "yes" : "not installed");
    CHECK("point", num_read_double(STR("-1.25e2"), &d) == NUM_OK && d == -125);
    CHECK("point", num_read_float(STR("0.5"), &f) == NUM_OK && f == 0.5f);
    CHECK("comma", num_read_double(STR("1,5"), &d) == NUM_NOT_A_NUMBER);
    CHECK("long", num_read_double(STR("9007199254740993.00000000001"), &d) == NUM_OK
                      && d == 9007199254740994);
    ours[num_write_double(ours, 1234.5)] = '\0';
    CHECK(ours, strcmp(ours, "1234.5") == 0);
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const char *const wish = getenv("ROWMILL_LONG");
    const int times = wish ? 100 : 1;
    uint64_t seed = wish ? strtoull(wish, NULL, 10) : 2;
    if (seed == 1)
        seed = (uint64_t)time(NULL);
    printf("test_num: seed %" PRIu64 "\n", seed);
    test_bad_syntax();
    test_good_syntax();
    test_hard();
    test_long();
    test_spelling();
    test_int(&seed);
    test_locale();
    test_write_hard();
    test_ties(&seed);
    test_middles(&seed, 2000 * times);
    test_read_random(&seed, 80000 * times);
    test_write_random(&seed, 25000 * times);
    return check_report();
}
