#include "flow/layout.h"

#include "base/mem.h"

#include <stdio.h>

struct making {
    struct layout *l;
    const struct layout_wish *w;
    const struct model *m;
    const struct schema *s;
    struct arena *a;
    struct err *e;
    struct layout_column *column;
};

static bool no_room(struct making *k)
{
    return err_set(k->e, ERR_MEMORY, "no room for the output's columns");
}

static struct str kept(struct making *k, struct buf *b)
{
    char *at = buf_failed(b) ? NULL : arena_copy(k->a, b->at, b->len);
    struct str s = { at, at ? b->len : 0 };
    if (!at)
        no_room(k);
    buf_release(b);
    return s;
}

/* PREFIX BASE _FIRST _SECOND, where those are not empty. */
static struct str our_name(struct making *k, const char *base, struct str first,
                           struct str second)
{
    struct buf b = { 0 };
    if (k->w->prefix)
        buf_add_str(&b, str_of(k->w->prefix));
    buf_add_str(&b, str_of(base));
    if (first.len) {
        buf_add_char(&b, '_');
        buf_add_str(&b, first);
    }
    if (second.len) {
        buf_add_char(&b, '_');
        buf_add_str(&b, second);
    }
    return kept(k, &b);
}

static void add(struct making *k, struct layout_column c)
{
    k->column[k->l->n++] = c;
}

static struct str class_name(const struct output *o)
{
    return o->classes && o->class_index != NO_CLASS ? o->classes->name[o->class_index]
                                                    : STR("");
}

/* The class names as fields: quoted once, here. */
static const struct str *labels(struct making *k, const struct str *name, uint32_t n)
{
    struct str *label = NEW(k->a, struct str, n);
    for (uint32_t i = 0; label && i < n; i++) {
        struct buf b = { 0 };
        k->w->codec->put_text(&b, name[i], k->w->dialect);
        label[i] = kept(k, &b);
    }
    if (!label)
        no_room(k);
    return label;
}

static void add_copied(struct making *k)
{
    for (uint32_t i = 0; i < k->s->n_copied; i++)
        add(k, (struct layout_column){ .kind = LAYOUT_COPY, .index = i,
            .name = k->s->names.name[k->s->copied[i]] });
    if (k->s->n_copied == 0)
        add(k, (struct layout_column){ .kind = LAYOUT_SAMPLE_ID,
            .name = our_name(k, "sample_id", STR(""), STR("")) });
}

static void add_predictions(struct making *k)
{
    for (uint32_t i = 0; i < k->m->n_outputs; i++) {
        const struct output *o = &k->m->output[i];
        if (o->role != OUTPUT_PREDICTION)
            continue;
        struct layout_column c = { .index = o->slot,
            .name = our_name(k, "prediction", o->target, STR("")) };
        c.kind = o->type == OUTPUT_CLASS ? LAYOUT_CLASS
               : o->type == OUTPUT_FLOAT32 ? LAYOUT_FLOAT32 : LAYOUT_FLOAT64;
        if (o->type == OUTPUT_CLASS)
            c.label = labels(k, o->classes->name, o->classes->n);
        add(k, c);
    }
}

static void add_confidences(struct making *k)
{
    uint32_t before = k->l->n;
    for (uint32_t i = 0; i < k->m->n_outputs; i++) {
        const struct output *o = &k->m->output[i];
        if (o->role == OUTPUT_PREDICTION && o->prob_first != NO_CLASS)
            add(k, (struct layout_column){
                .kind = k->m->converted_is_float32 ? LAYOUT_CONFIDENCE32
                                                   : LAYOUT_CONFIDENCE64,
                .index = o->slot, .prob = o->prob_first,
                .name = our_name(k, "confidence", o->target, STR("")) });
    }
    if (k->l->n == before)
        err_set(k->e, ERR_USAGE, "--confidence is for models with probabilities, and this"
                " one has none");
}

static void add_numbers(struct making *k, enum output_role role, const char *base)
{
    for (uint32_t i = 0; i < k->m->n_outputs; i++) {
        const struct output *o = &k->m->output[i];
        if (o->role == role)
            add(k, (struct layout_column){ .index = o->slot,
                .kind = o->type == OUTPUT_FLOAT32 ? LAYOUT_FLOAT32 : LAYOUT_FLOAT64,
                .name = our_name(k, base, o->target, class_name(o)) });
    }
}

static void add_leaves(struct making *k, uint32_t n_trees)
{
    k->l->n_leaves = n_trees;
    for (uint32_t t = 0; t < n_trees; t++) {
        char digits[16];
        snprintf(digits, sizeof digits, "%u", t);
        add(k, (struct layout_column){ .kind = LAYOUT_LEAF, .index = t,
            .name = our_name(k, "leaf", str_of(digits), STR("")) });
    }
}

static void add_version(struct making *k)
{
    struct buf b = { 0 };
    buf_add_str(&b, k->m->name);
    buf_addf(&b, "@%.12s", k->m->hash);
    struct str *label = NEW(k->a, struct str, 1);
    if (label)
        *label = kept(k, &b);
    else
        no_room(k);
    add(k, (struct layout_column){ .kind = LAYOUT_VERSION, .label = label,
        .name = our_name(k, "model_version", STR(""), STR("")) });
}

/* No two columns of one name, if one of them is ours. */
static bool check_names(struct making *k)
{
    struct names names;
    struct str *name = NEW(k->a, struct str, k->l->n);
    uint32_t count;
    if (!name)
        return no_room(k);
    for (uint32_t i = 0; i < k->l->n; i++)
        name[i] = k->column[i].name;
    if (!names_init(&names, name, k->l->n, k->a, k->e))
        return false;
    for (uint32_t i = 0; i < k->l->n; i++) {
        if (k->column[i].kind == LAYOUT_COPY)
            continue;
        names_find(&names, name[i], &count);
        if (count < 2)
            continue;
        char shown[120];
        str_show(shown, sizeof shown, name[i], 100);
        err_set(k->e, ERR_INPUT, "the output would have two columns \"%s\"", shown);
        err_remedy(k->e, "put something before the names of ours: --prefix p_");
        return false;
    }
    return true;
}

/* What the statistics count: the probability of class 1, of the predicted one when there
 * are more than two, or the number. */
static void choose_score(struct making *k)
{
    struct layout *l = k->l;
    l->score_slot = l->class_slot = NO_CLASS;
    for (uint32_t i = 0; i < k->m->n_outputs; i++) {
        const struct output *o = &k->m->output[i];
        if (o->role != OUTPUT_PREDICTION)
            continue;
        l->score_slot = o->slot;
        if (o->type == OUTPUT_CLASS) {
            l->classes = o->classes;
            l->class_slot = o->slot;
        }
        if (o->prob_first != NO_CLASS) {
            l->score_is_prob = true;
            l->score_is_class = o->classes->n > 2;
            l->score_prob = o->prob_first;
            l->score_slot = o->prob_first + (o->classes->n > 1);
        }
        return;
    }
}

bool layout_init(struct layout *l, const struct layout_wish *w, const struct model *m,
                 const struct schema *s, uint32_t n_trees, struct arena *a, struct err *e)
{
    struct making k = { .l = l, .w = w, .m = m, .s = s, .a = a, .e = e };
    *l = (struct layout){ .codec = w->codec, .dialect = w->dialect };
    k.column = NEW(a, struct layout_column,
                   (size_t)s->n_copied + 2 + 2 * m->n_outputs + (w->leaf ? n_trees : 0));
    l->column = k.column;
    if (!k.column)
        return no_room(&k);
    add_copied(&k);
    add_predictions(&k);
    if (w->confidence)
        add_confidences(&k);
    if (!w->no_prob)
        add_numbers(&k, OUTPUT_PROB, "prob");
    if (w->raw)
        add_numbers(&k, OUTPUT_RAW, "raw");
    if (w->leaf)
        add_leaves(&k, n_trees);
    if (!w->no_model_version)
        add_version(&k);
    choose_score(&k);
    return !err_is_set(e) && check_names(&k) && (!arena_failed(a) || no_room(&k));
}

void layout_header(const struct layout *l, struct buf *out)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (i)
            buf_add_char(out, l->dialect.delimiter);
        l->codec->put_text(out, l->column[i].name, l->dialect);
    }
    buf_add_char(out, '\n');
}
