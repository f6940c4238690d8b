#include "model/builder.h"

#include "base/mem.h"
#include "model/builder_parts.h"

#include <stdarg.h>
#include <stdio.h>

enum { MAX_COLUMNS = 1 << 20, MAX_SLOTS = 1 << 24 };

bool builder_fail(struct builder *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    err_vset(b->err, ERR_MODEL, fmt, args);
    va_end(args);
    return false;
}

bool builder_usage(struct builder *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    err_vset(b->err, ERR_USAGE, fmt, args);
    va_end(args);
    return false;
}

bool builder_ok(const struct builder *b)
{
    return !err_is_set(b->err);
}

static bool too_much(struct builder *b)
{
    return err_set(b->err, ERR_MODEL, "it asks for more memory than a file of %zu bytes"
                   " may", b->file_bytes);
}

static bool no_room(struct builder *b)
{
    return b->arena->over_limit ? too_much(b)
         : err_set(b->err, ERR_MEMORY, "no room for the model");
}

/* A list will stand in the arena, so what does not fit there is not begun: a file may say
 * the same again and again, a set of categories that all nodes ask. */
void *list_add(struct builder *b, struct list *l, size_t n)
{
    const size_t limit = b->arena->limit;
    if (limit && l->n + n > limit / l->size) {
        too_much(b);
        return NULL;
    }
    if (!l->at || l->n + n > l->room) {
        size_t room = l->room ? l->room : 16;
        while (room < l->n + n)
            room *= 2;
        void *grown = mem_grow(l->at, room, l->size);
        if (!grown) {
            no_room(b);
            return NULL;
        }
        l->at = grown;
        l->room = room;
    }
    void *added = (char *)l->at + l->n * l->size;
    memset(added, 0, n * l->size);
    l->n += n;
    return added;
}

const void *list_keep(struct builder *b, const struct list *l)
{
    void *kept = arena_take(b->arena, l->n, l->size);
    if (!kept)
        no_room(b);
    else if (l->n)
        memcpy(kept, l->at, l->n * l->size);
    return kept;
}

void builder_borrow(struct builder *b)
{
    b->borrow = true;
}

static struct str copy_text(struct builder *b, struct str s)
{
    char *copy = arena_copy(b->arena, s.at, s.len);
    if (!copy) {
        no_room(b);
        return STR("");
    }
    return (struct str){ copy, s.len };
}

struct str builder_copy(struct builder *b, struct str s)
{
    return b->borrow ? s : copy_text(b, s);
}

static void *copy_array(struct builder *b, const void *from, size_t n, size_t size)
{
    void *copy = arena_take(b->arena, n, size);
    if (!copy)
        no_room(b);
    else if (n)
        memcpy(copy, from, n * size);
    return copy;
}

static const void *keep_array(struct builder *b, const void *from, size_t n, size_t size)
{
    return b->borrow ? from : copy_array(b, from, n, size);
}

struct builder *builder_new(struct arena *a, size_t file_bytes, struct err *e)
{
    struct builder *b = mem_grow(NULL, 1, sizeof *b);
    if (!b) {
        err_set(e, ERR_MEMORY, "no room for a model");
        return NULL;
    }
    *b = (struct builder){
        .arena = a, .err = e, .file_bytes = file_bytes,
        .step = { .size = sizeof(struct step) },
        .output = { .size = sizeof(struct output) },
        .note = { .size = sizeof(struct str) },
    };
    return b;
}

void builder_release(struct builder *b)
{
    if (!b)
        return;
    mem_free(b->step.at);
    mem_free(b->output.at);
    mem_free(b->note.at);
    builder_release_trees(b);
    mem_free(b);
}

void builder_about(struct builder *b, const struct about *about)
{
    struct model *m = &b->model;
    m->trainer = builder_copy(b, about->trainer);
    m->booster = builder_copy(b, about->booster);
    m->objective = builder_copy(b, about->objective);
    m->kind = builder_copy(b, about->kind);
    m->rounds = about->rounds;
    m->rounds_used = about->rounds_used;
    if (about->round_end)
        m->round_end = keep_array(b, about->round_end, about->rounds_used,
                                  sizeof *about->round_end);
    m->source_format = builder_copy(b, about->source_format);
    m->name = builder_copy(b, about->name);
    if (about->hash)
        memcpy(m->hash, about->hash, sizeof m->hash);
    m->converted_is_float32 = about->converted_is_float32;
    m->takes_base_margin = about->takes_base_margin;
    m->has_names = about->has_names;
    m->names_made_up = about->names_made_up;
    m->names_blank_is_underscore = about->names_blank_is_underscore;
}

void builder_note(struct builder *b, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    struct str *note = builder_ok(b) ? list_add(b, &b->note, 1) : NULL;
    if (note)
        *note = copy_text(b, str_of(text));
}

void builder_columns(struct builder *b, uint32_t n)
{
    if (!builder_ok(b))
        return;
    if (n > MAX_COLUMNS) {
        builder_fail(b, "%u features, %d is the limit", n, MAX_COLUMNS);
        return;
    }
    b->column = NEW(b->arena, struct column, n);
    if (!b->column) {
        no_room(b);
        return;
    }
    b->model.n_columns = b->model.n_slots = n;
}

void builder_column(struct builder *b, uint32_t i, const struct column *c)
{
    if (!builder_ok(b) || i >= b->model.n_columns)
        return;
    struct column *to = &b->column[i];
    *to = *c;
    to->name = builder_copy(b, c->name);
    if (b->borrow)
        return;
    struct value *value = copy_array(b, c->value, c->n_values, sizeof *value);
    for (uint32_t v = 0; value && v < c->n_values; v++)
        if (value[v].kind == VALUE_TEXT)
            value[v].text = builder_copy(b, value[v].text);
    to->value = value;
}

struct slots builder_slots(struct builder *b, uint32_t n)
{
    struct slots s = { b->model.n_slots, n };
    if (!builder_ok(b))
        return (struct slots){ 0, 0 };
    if (n > MAX_SLOTS - b->model.n_slots) {
        builder_fail(b, "%llu columns and results, %d is the limit",
                     (unsigned long long)b->model.n_slots + n, MAX_SLOTS);
        return (struct slots){ 0, 0 };
    }
    b->model.n_slots += n;
    return s;
}

void builder_step(struct builder *b, const struct step *s)
{
    struct step *to = builder_ok(b) ? list_add(b, &b->step, 1) : NULL;
    if (!to)
        return;
    *to = *s;
    to->kind = builder_copy(b, s->kind);
    to->real = keep_array(b, s->real, s->n_real, sizeof *s->real);
    to->index = keep_array(b, s->index, s->n_index, sizeof *s->index);
}

void builder_output(struct builder *b, const struct output *o)
{
    struct output *to = builder_ok(b) ? list_add(b, &b->output, 1) : NULL;
    if (!to)
        return;
    *to = *o;
    to->target = builder_copy(b, o->target);
}

void builder_margin(struct builder *b, struct slots margin)
{
    b->model.margin = margin;
}

void builder_converted(struct builder *b, struct slots converted)
{
    b->model.converted = converted;
}

const struct classes *builder_classes(struct builder *b, const struct str *name,
                                      uint32_t n)
{
    struct classes *c = builder_ok(b) ? NEW(b->arena, struct classes, 1) : NULL;
    struct str *names = c ? NEW(b->arena, struct str, n) : NULL;
    if (!names) {
        no_room(b);
        return NULL;
    }
    for (uint32_t i = 0; i < n; i++) {
        char digits[16];
        snprintf(digits, sizeof digits, "%u", i);
        names[i] = name ? builder_copy(b, name[i]) : copy_text(b, str_of(digits));
    }
    *c = (struct classes){ n, names };
    return c;
}

/* Within the row; results in the place of what they are made of, or beside it; trees only
 * in the step of that name. */
static bool check_step(struct builder *b, size_t i, const struct step *s)
{
    const struct slots in = s->in, out = s->out;
    const uint32_t n_slots = b->model.n_slots;
    const bool is_ensemble = str_eq(s->kind, STR("ensemble"));
    if (in.n > n_slots || in.first > n_slots - in.n
        || out.n > n_slots || out.first > n_slots - out.n)
        return builder_fail(b, "step %zu uses slots that there are not", i);
    const bool apart = in.first + in.n <= out.first || out.first + out.n <= in.first;
    const bool in_place = in.first == out.first && in.n == out.n;
    if (!apart && (is_ensemble || !in_place))
        return builder_fail(b, "step %zu changes what it reads", i);
    if (is_ensemble != (s->ensemble != NULL))
        return builder_fail(b, "step %zu %s", i, is_ensemble
                            ? "has no trees" : "has trees, and is none of them");
    const struct ensemble *e = s->ensemble;
    if (e && (in.n != e->n_features || out.n != e->n_outputs))
        return builder_fail(b, "step %zu has other slots than its trees", i);
    return true;
}

/* Every step reads only what columns and earlier steps have filled. */
static void check_steps(struct builder *b)
{
    uint32_t n_slots = b->model.n_slots;
    bool *filled = mem_grow(NULL, n_slots, sizeof *filled);
    if (!filled) {
        no_room(b);
        return;
    }
    for (uint32_t i = 0; i < n_slots; i++)
        filled[i] = i < b->model.n_columns;
    const struct step *step = b->step.at;
    for (size_t i = 0; i < b->step.n && builder_ok(b); i++) {
        struct slots in = step[i].in, out = step[i].out;
        check_step(b, i, &step[i]);
        for (uint32_t s = 0; s < in.n && builder_ok(b); s++)
            if (!filled[in.first + s])
                builder_fail(b, "step %zu reads what nothing has filled", i);
        for (uint32_t s = 0; s < out.n && builder_ok(b); s++)
            filled[out.first + s] = true;
    }
    const struct output *o = b->output.at;
    for (size_t i = 0; i < b->output.n && builder_ok(b); i++)
        if (o[i].slot >= n_slots || !filled[o[i].slot])
            builder_fail(b, "output %zu is never filled", i);
    mem_free(filled);
}

struct model *builder_finish(struct builder *b)
{
    if (b->e.open)
        builder_ensemble_end(b);
    if (builder_ok(b))
        check_steps(b);
    struct model *m = builder_ok(b) ? NEW(b->arena, struct model, 1) : NULL;
    if (!m) {
        no_room(b);
        return NULL;
    }
    *m = b->model;
    m->column = b->column;
    m->n_steps = (uint32_t)b->step.n;
    m->step = list_keep(b, &b->step);
    m->n_outputs = (uint32_t)b->output.n;
    m->output = list_keep(b, &b->output);
    m->n_notes = (uint32_t)b->note.n;
    m->note = list_keep(b, &b->note);
    m->memory_bytes = b->arena->total;
    return builder_ok(b) ? m : NULL;
}
