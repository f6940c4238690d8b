/* native_write.c - from a model to the bytes of rowmill's own format.
 *
 * What trees share is numbered anew, in the order of their nodes: a loader may have read
 * leaves in another order, or some that hang nowhere. */
#include "format/native.h"

#include <zlib.h>

struct writer {
    const struct model *m;
    struct buf section[N_NATIVE_SECTIONS];
    const struct classes *classes;      /* the newest that was added */
};

const uint32_t native_item_bytes[N_NATIVE_SECTIONS] = {
#define X(name, type) sizeof(type),
    NATIVE_SECTIONS(X)
#undef X
};

static uint32_t count(const struct writer *w, enum native_kind k)
{
    return (uint32_t)(w->section[k].len / native_item_bytes[k]);
}

static void put(struct writer *w, enum native_kind k, const void *items, size_t n)
{
    buf_add(&w->section[k], items, n * native_item_bytes[k]);
}

static struct native_range put_range(struct writer *w, enum native_kind k,
                                     const void *items, uint32_t n)
{
    struct native_range r = { count(w, k), n };
    put(w, k, items, n);
    return r;
}

static struct native_text put_text(struct writer *w, struct str s)
{
    struct native_text t = { count(w, NATIVE_TEXT), (uint32_t)s.len };
    put(w, NATIVE_TEXT, s.at, s.len);
    return t;
}

/* ---- all but the trees ---- */

static uint8_t hex_digit(char c)
{
    return (uint8_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
}

static void put_model(struct writer *w)
{
    const struct model *m = w->m;
    struct native_model r = {
        .flags = (m->takes_base_margin ? NATIVE_TAKES_BASE_MARGIN : 0u)
               | (m->converted_is_float32 ? NATIVE_CONVERTED_IS_FLOAT32 : 0u)
               | (m->has_names ? NATIVE_HAS_NAMES : 0u)
               | (m->names_made_up ? NATIVE_NAMES_MADE_UP : 0u)
               | (m->names_blank_is_underscore ? NATIVE_BLANK_IS_UNDERSCORE : 0u),
        .n_slots = m->n_slots, .rounds = m->rounds, .rounds_used = m->rounds_used,
        .margin = m->margin, .converted = m->converted,
    };
    r.name = put_text(w, m->name);
    r.source_format = put_text(w, m->source_format);
    r.trainer = put_text(w, m->trainer);
    r.booster = put_text(w, m->booster);
    r.objective = put_text(w, m->objective);
    r.kind = put_text(w, m->kind);
    for (size_t i = 0; i < sizeof r.hash; i++)
        r.hash[i] = (uint8_t)(hex_digit(m->hash[2 * i]) << 4
                              | hex_digit(m->hash[2 * i + 1]));
    put(w, NATIVE_MODEL, &r, 1);
    if (m->round_end)
        put(w, NATIVE_ROUND, m->round_end, m->rounds_used);
}

static void put_columns(struct writer *w)
{
    uint32_t n_categories = 0;
    for (uint32_t i = 0; i < w->m->n_columns; i++) {
        const struct column *c = &w->m->column[i];
        struct native_column r = {
            .name = put_text(w, c->name), .type = c->type,
            .unseen_is_error = c->unseen_is_error,
            .category = { n_categories, c->n_values },
        };
        n_categories += c->n_values;
        put(w, NATIVE_COLUMN, &r, 1);
    }
    for (uint32_t i = 0; i < w->m->n_columns; i++)
        for (uint32_t v = 0; v < w->m->column[i].n_values; v++) {
            const struct value *value = &w->m->column[i].value[v];
            const bool is_text = value->kind == VALUE_TEXT;
            struct native_category r = {
                .kind = value->kind, .text = put_text(w, is_text ? value->text : STR("")),
                .number = is_text ? 0 : value->number,
            };
            put(w, NATIVE_CATEGORY, &r, 1);
        }
}

static void put_steps(struct writer *w)
{
    for (uint32_t i = 0; i < w->m->n_steps; i++) {
        const struct step *s = &w->m->step[i];
        struct native_step r = {
            .kind = put_text(w, s->kind), .in = s->in, .out = s->out,
            .float32 = s->float32, .has_trees = s->ensemble != NULL,
            .real = put_range(w, NATIVE_REAL, s->real, s->n_real),
            .index = put_range(w, NATIVE_INDEX, s->index, s->n_index),
        };
        put(w, NATIVE_STEP, &r, 1);
    }
}

/* Outputs of the same classes stand together, so only the newest can be meant again. */
static uint32_t put_classes(struct writer *w, const struct classes *c)
{
    if (!c)
        return NATIVE_NONE;
    if (c != w->classes) {
        struct native_classes r = { { count(w, NATIVE_CLASS), c->n } };
        put(w, NATIVE_CLASSES, &r, 1);
        for (uint32_t k = 0; k < c->n; k++) {
            struct native_text name = put_text(w, c->name[k]);
            put(w, NATIVE_CLASS, &name, 1);
        }
        w->classes = c;
    }
    return count(w, NATIVE_CLASSES) - 1;
}

/* The names of all classes stand before those of all targets. */
static void put_outputs(struct writer *w)
{
    for (uint32_t i = 0; i < w->m->n_outputs; i++) {
        const struct output *o = &w->m->output[i];
        struct native_output r = {
            .role = o->role, .type = o->type, .slot = o->slot,
            .class_index = o->class_index, .classes = put_classes(w, o->classes),
            .prob_first = o->prob_first,
        };
        put(w, NATIVE_OUTPUT, &r, 1);
    }
    for (uint32_t i = 0; i < w->m->n_outputs && !buf_failed(&w->section[NATIVE_OUTPUT]);
         i++) {
        char *at = w->section[NATIVE_OUTPUT].at + i * sizeof(struct native_output);
        struct native_text target = put_text(w, w->m->output[i].target);
        memcpy(at + offsetof(struct native_output, target), &target, sizeof target);
    }
}

static void put_notes(struct writer *w)
{
    for (uint32_t i = 0; i < w->m->n_notes; i++) {
        struct native_text note = put_text(w, w->m->note[i]);
        put(w, NATIVE_NOTE, &note, 1);
    }
}

/* ---- trees ---- */

static uint32_t put_linear(struct writer *w, const struct ensemble *e, uint32_t linear,
                           struct native_ensemble *to)
{
    if (linear == NO_LINEAR)
        return NO_LINEAR;
    const struct linear_leaf *l = &e->linear[linear];
    struct linear_leaf r = { .at = l->at, .first = to->n_terms, .n = l->n };
    put(w, NATIVE_LINEAR, &r, 1);
    for (uint32_t i = 0; i < l->n; i++) {
        struct linear_term term;
        memset(&term, 0, sizeof term);      /* what lies behind the feature too */
        term.coef = e->term[l->first + i].coef;
        term.feature = e->term[l->first + i].feature;
        put(w, NATIVE_TERM, &term, 1);
    }
    to->n_terms += l->n;
    return to->n_linear++;
}

static uint32_t put_leaf(struct writer *w, const struct ensemble *e,
                         const struct leaf *leaf, uint32_t width,
                         struct native_ensemble *to)
{
    struct leaf r = { .id = leaf->id, .value = to->n_values,
                      .linear = put_linear(w, e, leaf->linear, to) };
    put(w, NATIVE_LEAF, &r, 1);
    put(w, NATIVE_VALUE, &e->value[leaf->value], width);
    to->n_values += width;
    return to->n_leaves++;
}

static uint32_t put_set(struct writer *w, const struct ensemble *e, uint32_t set,
                        struct native_ensemble *to)
{
    const struct category_set *s = &e->set[set];
    struct category_set r = { to->n_set_words, s->n_words };
    put(w, NATIVE_SET, &r, 1);
    put(w, NATIVE_SET_WORD, e->set_word + s->first, s->n_words);
    to->n_set_words += s->n_words;
    return to->n_sets++;
}

static void put_tree(struct writer *w, const struct ensemble *e, const struct tree *t,
                     struct native_ensemble *to)
{
    put(w, NATIVE_TREE, t, 1);
    for (uint32_t i = t->root; i < t->root + t->n_nodes; i++) {
        struct node n = e->node[i];
        if (n.feature == NODE_LEAF)
            n.left = put_leaf(w, e, &e->leaf[n.left], t->width, to);
        else if (n.flags & NODE_CATEGORY)
            n.set = put_set(w, e, n.set, to);
        put(w, NATIVE_NODE, &n, 1);
    }
}

static void put_ensembles(struct writer *w)
{
    for (uint32_t i = 0; i < w->m->n_steps; i++) {
        const struct ensemble *e = w->m->step[i].ensemble;
        if (!e)
            continue;
        struct native_ensemble r = {
            .n_features = e->n_features, .n_outputs = e->n_outputs, .n_trees = e->n_trees,
            .n_nodes = e->n_nodes, .float32 = e->float32,
            .category_above = e->category_above,
        };
        put(w, NATIVE_BASE, e->base, e->n_outputs);
        for (uint32_t t = 0; t < e->n_trees; t++)
            put_tree(w, e, &e->tree[t], &r);
        put(w, NATIVE_ENSEMBLE, &r, 1);
    }
}

/* ---- the file ---- */

static void put_all(struct writer *w)
{
    put_model(w);
    put_columns(w);
    put_steps(w);
    put_outputs(w);
    put_notes(w);
    put_ensembles(w);
}

static struct native_header header(const struct writer *w)
{
    uint64_t at = native_aligned(sizeof(struct native_header));
    struct native_header h = {
        .version = NATIVE_VERSION, .n_sections = N_NATIVE_SECTIONS,
    };
    memcpy(h.magic, NATIVE_MAGIC.at, sizeof h.magic);
    for (enum native_kind k = 0; k < N_NATIVE_SECTIONS; k++) {
        uint64_t n = w->section[k].len / native_item_bytes[k];
        h.section[k] = (struct native_section){ k, native_item_bytes[k], at, n };
        at = native_aligned(at + w->section[k].len);
    }
    h.size = at;
    return h;
}

static bool join(struct writer *w, struct buf *out, struct err *e)
{
    static const char zeros[NATIVE_ALIGN];
    const struct native_header h = header(w);
    bool failed = false;
    for (enum native_kind k = 0; k < N_NATIVE_SECTIONS; k++)
        failed = failed || buf_failed(&w->section[k]);
    if (failed || (h.size <= NATIVE_MAX_BYTES && !buf_reserve(out, h.size)))
        return err_set(e, ERR_MEMORY, "no room for a file of %llu bytes",
                       (unsigned long long)h.size);
    if (h.size > NATIVE_MAX_BYTES)
        return err_set(e, ERR_MODEL, "converted it has %llu bytes, and %llu are the"
                       " limit", (unsigned long long)h.size,
                       (unsigned long long)NATIVE_MAX_BYTES);
    buf_add(out, &h, sizeof h);
    for (enum native_kind k = 0; k < N_NATIVE_SECTIONS; k++) {
        buf_add(out, zeros, h.section[k].at - out->len);
        buf_add_str(out, buf_str(&w->section[k]));
        buf_release(&w->section[k]);
    }
    buf_add(out, zeros, h.size - out->len);
    const unsigned char *bytes = (const unsigned char *)out->at;
    uint32_t sum = (uint32_t)crc32_z(0, bytes + NATIVE_CHECKED_FROM,
                                     out->len - NATIVE_CHECKED_FROM);
    memcpy(out->at + offsetof(struct native_header, checksum), &sum, sizeof sum);
    return true;
}

bool native_write(const struct model *m, struct buf *out, struct err *e)
{
    struct writer w = { .m = m };
    if (!native_is_possible(e))
        return false;
    put_all(&w);
    bool ok = join(&w, out, e);
    for (enum native_kind k = 0; k < N_NATIVE_SECTIONS; k++)
        buf_release(&w.section[k]);
    return ok;
}
