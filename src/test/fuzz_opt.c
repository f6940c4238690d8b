/* fuzz_opt.c - any words as the flags of any verb: refused with a message, or values as
 * the table promises.  The first byte says the verb; words end with a NUL or a line. */
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/score_flags.h"

#include "test/fuzz.h"

enum { WORDS = 64 };

/* A copy that is NUL-ended, cut into words; argv[0 .. *argc) point into it. */
static char *cut(struct str text, char **argv, int *argc)
{
    char *copy = malloc(text.len + 1);
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    *argc = 0;
    for (size_t i = 0; i < text.len && *argc < WORDS; i++) {
        argv[(*argc)++] = copy + i;
        while (copy[i] && copy[i] != '\n')
            i++;
        copy[i] = 0;
    }
    argv[*argc] = NULL;
    return copy;
}

static bool is_choice(const char *choices, const char *value)
{
    struct str rest = str_of(choices);
    while (rest.len)
        if (str_eq(str_next(&rest, '|'), str_of(value)))
            return true;
    return false;
}

static void check_value(const struct opt *o, const char *values)
{
    const char *text;
    uint64_t count;
    if (o->kind == OPT_CHOICE) {
        memcpy(&text, values + o->at, sizeof text);
        MUST("a choice is one of them", !text || is_choice(o->choices, text));
    } else if (o->kind == OPT_COUNT) {
        memcpy(&count, values + o->at, sizeof count);
        MUST("a count is within its limits",
             (count >= o->least && count <= o->most) || count == 0);
    } else if (o->kind == OPT_TEXT) {
        memcpy(&text, values + o->at, sizeof text);
        MUST("a text can be read", !text || strlen(text) < SIZE_MAX);
    }
}

static void check_flags(const struct score_values *v, int argc)
{
    struct score_flags f;
    struct arena arena;
    struct err e = { 0 };
    arena_init(&arena, 0);
    const bool ok = score_flags_read(v, argc, argc ? "in.csv" : "-", &f, &arena, &e);
    MUST("the flags fit, or there is a message", ok ? !err_is_set(&e)
         : e.kind == ERR_USAGE && e.what[0]);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str text = { (const char *)bytes, n };
    char *argv[WORDS + 1];
    int argc, n_operands = 0;
    size_t verbs = 0;
    struct err e = { 0 };
    while (command_at(verbs))
        verbs++;
    const struct command *c = command_at(fuzz_byte(&text) % verbs);
    char *copy = cut(text, argv, &argc), *values = calloc(1, c->values_size + 1);
    if (c->defaults)
        memcpy(values, c->defaults, c->values_size);
    const bool ok = opt_parse(c->table, argc, argv, values, &n_operands, &e);
    MUST("a refusal is one of usage, with a message", ok || (e.kind == ERR_USAGE
         && e.what[0] && !strchr(e.what, '\n')));
    for (size_t i = 0; ok && i < c->table->n; i++)
        check_value(&c->table->opt[i], values);
    MUST("operands are words", !ok || (n_operands >= 0 && n_operands <= argc));
    if (ok && c->table == &score_table)
        check_flags((const struct score_values *)(void *)values, n_operands);
    free(values);
    free(copy);
    return 0;
}
