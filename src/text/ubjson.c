/* ubjson.c - UBJSON Draft 12, as far as XGBoost reads it, for json.c.
 *
 * Every value is a marker, then its bytes, big-endian.  Items of a typed array have no
 * marker: it stands once, in the array's head, and is kept in the level.  Where an array
 * has a count there is no closing bracket.  No count is believed: it has to fit the bytes
 * that are left, so types that take no bytes (Z T F N) cannot be a whole array's.
 * Source: xgboost src/common/json.cc, UBJReader. */
#include "text/json_private.h"

/* Bytes of a value of this type behind its marker; 0: no type of fixed size. */
static unsigned type_size(int marker)
{
    switch (marker) {
    case 'i': case 'U': case 'C':
        return 1;
    case 'I':
        return 2;
    case 'l': case 'd':
        return 4;
    case 'L': case 'D':
        return 8;
    default:
        return 0;
    }
}

static bool is_number(int marker)
{
    return type_size(marker) != 0 && marker != 'C';
}

static char typed(const struct json *j)
{
    return j->depth ? j->level[j->depth - 1].item : (char)0;
}

static int marker(const struct json *j)
{
    return typed(j) ? typed(j) : json_byte(j);
}

static void take_marker(struct json *j)
{
    j->at += !typed(j);
}

/* Whole numbers are not turned to double, which has no room for all of them. */
struct number {
    bool is_whole;
    int64_t whole;
    double real;
};

static uint16_t big16(const unsigned char *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static uint32_t big32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint64_t big64(const unsigned char *p)
{
    return (uint64_t)big32(p) << 32 | big32(p + 4);
}

static struct number whole_number(int64_t value)
{
    return (struct number){ .is_whole = true, .whole = value };
}

static struct number single(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return (struct number){ .real = value };
}

static struct number real(uint64_t bits)
{
    struct number n = { 0 };
    memcpy(&n.real, &bits, sizeof n.real);
    return n;
}

static struct number decode(int type, const char *bytes)
{
    const unsigned char *p = (const unsigned char *)bytes;
    switch (type) {
    case 'i':
        return whole_number((int8_t)p[0]);
    case 'U':
        return whole_number(p[0]);
    case 'I':
        return whole_number((int16_t)big16(p));
    case 'l':
        return whole_number((int32_t)big32(p));
    case 'L':
        return whole_number((int64_t)big64(p));
    case 'd':
        return single(big32(p));
    default:
        return real(big64(p));
    }
}

/* A length or a count: a marker of a whole number, and the number. */
static bool take_length(struct json *j, uint64_t *length)
{
    const int type = json_byte(j);
    if (!is_number(type) || type == 'd' || type == 'D')
        return json_expected(j, "a length");
    if (json_left(j) <= type_size(type))
        return json_cut_off(j, j->at);
    const struct number n = decode(type, j->file.at + j->at + 1);
    if (n.whole < 0)
        return json_fail(j, "a length is negative");
    j->at += 1 + type_size(type);
    *length = (uint64_t)n.whole;
    return true;
}

/* A length, and as many bytes. */
static struct str take_text(struct json *j)
{
    const size_t start = j->at;
    uint64_t length;
    if (!take_length(j, &length))
        return STR("");
    if (length > json_left(j)) {
        json_cut_off(j, start);
        return STR("");
    }
    return json_take(j, (size_t)length);
}

static enum json_type unknown(struct json *j)
{
    switch (json_byte(j)) {
    case -1:
        if (j->depth)
            json_expected(j, "a value");
        break;
    case 'N':
        json_fail(j, "the no-op marker N is not read here");
        break;
    case 'H':
        json_fail(j, "numbers of high precision (H) are not read here");
        break;
    default:
        json_expected(j, "a value");
    }
    return JSON_END;
}

enum json_type ubjson_peek(struct json *j)
{
    switch (marker(j)) {
    case '{':
        return JSON_OBJECT;
    case '[':
        return JSON_ARRAY;
    case 'S': case 'C':
        return JSON_STRING;
    case 'T': case 'F':
        return JSON_BOOL;
    case 'Z':
        return JSON_NULL;
    default:
        return is_number(marker(j)) ? JSON_NUMBER : unknown(j);
    }
}

void ubjson_object(struct json *j)
{
    if (marker(j) != '{') {
        json_expected(j, "an object");
        return;
    }
    j->at++;
    if (json_byte(j) == '$' || json_byte(j) == '#')
        json_fail(j, "objects with a count or a type are not read here");
    else
        json_enter(j, (struct json_level){ .kind = '{' });
}

bool ubjson_key(struct json *j, struct str *key)
{
    if (json_byte(j) == '}') {
        j->at++;
        return json_leave(j);
    }
    if (!is_number(json_byte(j)))
        return json_expected(j, "a key or a closing brace");
    *key = take_text(j);
    return json_ok(j);
}

/* The rest of an array's head, where it says what the items are and how many. */
static bool take_head(struct json *j, struct json_level *level)
{
    unsigned size = 1;      /* of an item, at least */
    if (json_byte(j) == '$') {
        j->at++;
        size = type_size(json_byte(j));
        if (!size)
            return json_expected(j, "one of the types i U I l L d D C for a whole array");
        level->item = (char)json_byte(j);
        j->at++;
        if (json_byte(j) != '#')
            return json_expected(j, "a count");
    }
    if (json_byte(j) != '#')
        return true;
    const size_t start = j->at++;
    level->counted = true;
    return take_length(j, &level->left)
        && (level->left <= json_left(j) / size || json_cut_off(j, start));
}

void ubjson_array(struct json *j)
{
    struct json_level level = { .kind = '[' };
    if (marker(j) != '[') {
        json_expected(j, "an array");
        return;
    }
    j->at++;
    if (take_head(j, &level))
        json_enter(j, level);
}

bool ubjson_item(struct json *j)
{
    struct json_level *level = json_inner(j);
    if (level->counted && level->left) {
        level->left--;
        return true;
    }
    if (level->counted)
        return json_leave(j);
    if (json_byte(j) < 0)
        return json_expected(j, "a value or a closing bracket");
    if (json_byte(j) != ']')
        return true;
    j->at++;
    return json_leave(j);
}

static struct number take_number(struct json *j, const char *what)
{
    const int type = marker(j);
    const size_t start = j->at;
    if (!is_number(type)) {
        json_expected(j, what);
        return (struct number){ 0 };
    }
    take_marker(j);
    if (json_left(j) < type_size(type)) {
        json_cut_off(j, start);
        return (struct number){ 0 };
    }
    return decode(type, json_take(j, type_size(type)).at);
}

double ubjson_double(struct json *j)
{
    const struct number n = take_number(j, "a number");
    return n.is_whole ? (double)n.whole : n.real;
}

float ubjson_float(struct json *j)
{
    const struct number n = take_number(j, "a number");
    return n.is_whole ? (float)n.whole : (float)n.real;
}

int64_t ubjson_int(struct json *j)
{
    const size_t start = j->at;
    const struct number n = take_number(j, "a whole number");
    if (n.is_whole)
        return n.whole;
    j->at = start;
    return json_expected(j, "a whole number");
}

bool ubjson_bool(struct json *j)
{
    const int type = marker(j);
    if (type == 'T' || type == 'F') {
        take_marker(j);
        return type == 'T';
    }
    const size_t start = j->at;
    const struct number n = take_number(j, "true, false, 0 or 1");
    if (json_ok(j) && n.is_whole && (n.whole == 0 || n.whole == 1))
        return n.whole == 1;
    j->at = start;
    return json_expected(j, "true, false, 0 or 1");
}

struct str ubjson_string(struct json *j)
{
    const int type = marker(j);
    if (type != 'S' && type != 'C') {
        json_expected(j, "a string");
        return STR("");
    }
    const size_t start = j->at;
    take_marker(j);
    if (type == 'S')
        return take_text(j);
    if (json_left(j))
        return json_take(j, 1);
    json_cut_off(j, start);
    return STR("");
}

/* Behind the items, which all have one type. */
static void pass_items(struct json *j)
{
    struct json_level *level = json_inner(j);
    j->at += (size_t)level->left * type_size(level->item);
    level->left = 0;
}

/* A value without items is skipped, one with items is entered. */
static void skip_or_enter(struct json *j)
{
    switch (ubjson_peek(j)) {
    case JSON_OBJECT:
        ubjson_object(j);
        break;
    case JSON_ARRAY:
        ubjson_array(j);
        if (json_ok(j) && typed(j))
            pass_items(j);
        break;
    case JSON_STRING:
        ubjson_string(j);
        break;
    case JSON_NUMBER:
        take_number(j, "a number");
        break;
    case JSON_BOOL: case JSON_NULL:
        take_marker(j);
        break;
    case JSON_END:
        json_expected(j, "a value");
    }
}

static bool next(struct json *j)
{
    struct str key;
    return json_inner(j)->kind == '{' ? ubjson_key(j, &key) : ubjson_item(j);
}

void ubjson_skip(struct json *j)
{
    const unsigned outside = j->depth;
    skip_or_enter(j);
    while (json_ok(j) && j->depth > outside)
        if (next(j))
            skip_or_enter(j);
}

/* The bytes of the items, which become n; NULL when that is too many. */
static const char *take_items(struct json *j, size_t max, size_t *n)
{
    const char *from = j->file.at + j->at;
    *n = (size_t)json_inner(j)->left;
    if (*n > max) {
        json_too_many(j, max);
        return NULL;
    }
    pass_items(j);
    json_leave(j);
    return from;
}

size_t ubjson_floats(struct json *j, float *values, size_t max)
{
    const int type = typed(j);
    size_t n;
    if (!is_number(type))
        return json_expected(j, "an array of numbers");
    const char *from = take_items(j, max, &n);
    if (!from)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const struct number item = decode(type, from + i * type_size(type));
        values[i] = item.is_whole ? (float)item.whole : (float)item.real;
    }
    return n;
}

size_t ubjson_ints(struct json *j, int64_t *values, size_t max)
{
    const int type = typed(j);
    size_t n;
    if (!is_number(type) || type == 'd' || type == 'D')
        return json_expected(j, "an array of whole numbers");
    const char *from = take_items(j, max, &n);
    if (!from)
        return 0;
    for (size_t i = 0; i < n; i++)
        values[i] = decode(type, from + i * type_size(type)).whole;
    return n;
}
