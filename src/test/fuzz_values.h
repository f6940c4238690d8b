/* fuzz_values.h - a JSON or UBJSON text read to its end, and skipped: both end at the
 * same byte. */
#pragma once

#include "test/fuzz.h"
#include "test/json_reader.h"

static inline void values_read(struct json *j);

static inline void values_read_array(struct json *j)
{
    const size_t room = json_room(j);
    size_t n = 0;
    json_array(j);
    while (json_item(j)) {
        values_read(j);
        n++;
    }
    MUST("there is room for all items", !json_ok(j) || n <= room);
}

/* As deep as the reader lets it: JSON_DEPTH. */
static inline void values_read(struct json *j)
{
    struct str key;
    switch (json_peek(j)) {
    case JSON_OBJECT:
        json_object(j);
        while (json_key(j, &key))
            values_read(j);
        return;
    case JSON_ARRAY:
        values_read_array(j);
        return;
    case JSON_STRING:
        json_string(j);
        return;
    case JSON_NUMBER:
        json_double(j);
        return;
    case JSON_BOOL:
        json_bool(j);
        return;
    default:
        json_skip(j);
    }
}

/* The first array of numbers at once, and number by number. */
static inline void values_floats(struct str file, enum json_dialect dialect)
{
    struct reader a, b;
    float many[16];
    start(&a, file, dialect);
    start(&b, file, dialect);
    const size_t n = json_floats(&a.j, many, 16);
    json_array(&b.j);
    for (size_t i = 0; i < n && json_item(&b.j); i++) {
        const float one = json_float(&b.j);
        MUST("numbers are the same", memcmp(&one, &many[i], sizeof one) == 0);
    }
    MUST("there are no more", !json_ok(&a.j) || !json_item(&b.j));
    MUST("they end at the same byte", !json_ok(&a.j) || a.j.at == b.j.at);
    end(&a);
    end(&b);
}

static inline void values_try(struct str file, enum json_dialect dialect)
{
    struct reader skips, reads;
    start(&skips, file, dialect);
    start(&reads, file, dialect);
    json_skip(&skips.j);
    values_read(&reads.j);
    MUST("it ends within the file", skips.j.at <= file.len && reads.j.at <= file.len);
    MUST("what can be read can be skipped", !json_ok(&reads.j) || json_ok(&skips.j));
    MUST("and ends at the same byte", !json_ok(&reads.j) || skips.j.at == reads.j.at);
    MUST("a failure has a message", json_ok(&reads.j) || reads.err.what[0]);
    end(&skips);
    end(&reads);
    values_floats(file, dialect);
}
