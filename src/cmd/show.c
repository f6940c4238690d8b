/* show.c - what is this model? */
#include "base/cpu.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/loadflags.h"
#include "eval/prepared.h"
#include "format/format.h"
#include "text/json_write.h"

#include <stddef.h>
#include <stdlib.h>

struct values {
    const char *format, *categories;
    bool verify, json, verbose;
};

#define AT(field) offsetof(struct values, field)

static const struct opt options[] = {
    FLAG_FORMAT,
    FLAG_CATEGORIES,
    { 0, "verify", OPT_SWITCH, AT(verify), NULL,
      "check the checksum of a converted model", 0, 0, NULL },
    { 0, "json", OPT_SWITCH, AT(json), NULL, "as one JSON object", 0, 0, NULL },
    { 'v', "verbose", OPT_SWITCH, AT(verbose), NULL, "why that kernel; steps and outputs",
      0, 0, NULL },
};

static const struct opt_table table = {
    .verb = "show", .synopsis = "[FLAGS] [MODEL]",
    .summary = "Shows what a model file holds. Without MODEL, ROWMILL_MODEL names it.",
    .opt = options, .n = sizeof options / sizeof options[0],
    .most_operands = 1, .operands = "MODEL",
};

/* What is added up over the model's ensembles. */
struct totals {
    uint64_t trees, nodes, leaves;
    uint32_t depth;
};

static struct totals add_up(const struct model *m)
{
    struct totals sum = { 0 };
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct ensemble *e = m->step[i].ensemble;
        if (!e)
            continue;
        sum.trees += e->n_trees;
        sum.nodes += e->n_nodes;
        for (uint32_t t = 0; t < e->n_trees; t++) {
            sum.leaves += e->tree[t].n_leaves;
            if (e->tree[t].depth > sum.depth)
                sum.depth = e->tree[t].depth;
        }
    }
    return sum;
}

static const struct classes *classes_of(const struct model *m)
{
    for (uint32_t i = 0; i < m->n_outputs; i++)
        if (m->output[i].classes)
            return m->output[i].classes;
    return NULL;
}

static const char *type_name(const struct column *c)
{
    return c->type == COLUMN_NUMBER ? "number"
         : c->type == COLUMN_CODE ? "category code" : "category";
}

static const char *role_name(const struct output *o)
{
    return o->role == OUTPUT_PREDICTION ? "prediction"
         : o->role == OUTPUT_PROB ? "prob" : "raw";
}

/* ---- for people ---- */

static void add_shown(struct buf *b, struct str s)
{
    char text[200];
    str_show(text, sizeof text, s, 150);
    buf_add_str(b, str_of(text));
}

static void row(struct buf *b, const char *name, struct str value)
{
    if (!value.len)
        return;
    buf_addf(b, "%-11s ", name);
    add_shown(b, value);
    buf_add_char(b, '\n');
}

static void add_size(struct buf *b, uint64_t bytes)
{
    if (bytes < 10000)
        buf_addf(b, "%llu bytes", (unsigned long long)bytes);
    else if (bytes < 10000000)
        buf_addf(b, "%.1f kB", (double)bytes * 1e-3);
    else
        buf_addf(b, "%.1f MB", (double)bytes * 1e-6);
}

static void add_facts(struct buf *b, const struct model *m)
{
    struct totals sum = add_up(m);
    buf_addf(b, "model       %.*s@%.12s\n", (int)m->name.len, m->name.at, m->hash);
    row(b, "format", m->format);
    if (!str_eq(m->format, m->source_format))
        buf_addf(b, "converted   from %.*s\n", (int)m->source_format.len,
                 m->source_format.at);
    row(b, "trained by", m->trainer);
    row(b, "kind", m->kind);
    row(b, "objective", m->objective);
    row(b, "booster", m->booster);
    if (m->rounds)
        buf_addf(b, "rounds      %u%s", m->rounds,
                 m->rounds_used == m->rounds ? "\n" : "");
    if (m->rounds_used != m->rounds)
        buf_addf(b, ", of which the first %u count%s\n", m->rounds_used,
                 m->rounds_used == 1 ? "s" : "");
    if (sum.trees)
        buf_addf(b, "trees       %llu, %llu leaves, at most %u deep\n",
                 (unsigned long long)sum.trees, (unsigned long long)sum.leaves,
                 sum.depth);
    buf_addf(b, "size        ");
    add_size(b, m->file_bytes);
    buf_addf(b, " in the file, ");
    add_size(b, m->memory_bytes);
    buf_addf(b, " in memory\nsha256      %s\n", m->hash);
}

static void add_kernels(struct buf *b, const struct prepared *p, bool verbose)
{
    const struct kernel *k;
    for (uint32_t i = 0; (k = prepared_kernel(p, i)); i++)
        buf_addf(b, "kernel      %s%s%s%s\n", k->name, verbose ? " (" : "",
                 verbose ? k->why : "", verbose ? ")" : "");
}

static void add_classes(struct buf *b, const struct model *m)
{
    const struct classes *c = classes_of(m);
    if (!c)
        return;
    buf_addf(b, "classes     ");
    for (uint32_t i = 0; i < c->n; i++) {
        buf_add_str(b, i ? STR(", ") : STR(""));
        add_shown(b, c->name[i]);
    }
    buf_add_char(b, '\n');
}

static void add_columns(struct buf *b, const struct model *m)
{
    buf_addf(b, "\nfeatures    %u%s\n", m->n_columns,
             !m->has_names ? ", without names" : m->names_made_up
             ? ", with names that the library made up" : "");
    for (uint32_t i = 0; i < m->n_columns; i++) {
        const struct column *c = &m->column[i];
        buf_addf(b, "%5u  %-13s ", i + 1, type_name(c));
        add_shown(b, c->name);
        if (c->type == COLUMN_CATEGORY)
            buf_addf(b, " (%u values)", c->n_values);
        buf_add_char(b, '\n');
    }
}

static void add_steps(struct buf *b, const struct model *m)
{
    buf_addf(b, "\nsteps       %u, over %u slots\n", m->n_steps, m->n_slots);
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct step *s = &m->step[i];
        buf_addf(b, "%5u  %-13.*s slots %u..%u", i + 1, (int)s->kind.len, s->kind.at,
                 s->in.first, s->in.first + s->in.n - 1);
        if (s->out.first != s->in.first)
            buf_addf(b, " -> %u..%u", s->out.first, s->out.first + s->out.n - 1);
        buf_addf(b, "%s\n", s->float32 ? ", binary32" : "");
    }
}

static void add_outputs(struct buf *b, const struct model *m)
{
    buf_addf(b, "\noutputs     %u\n", m->n_outputs);
    for (uint32_t i = 0; i < m->n_outputs; i++) {
        const struct output *o = &m->output[i];
        buf_addf(b, "%5u  %-13s slot %u", i + 1, role_name(o), o->slot);
        if (o->target.len) {
            buf_add_str(b, STR(", target "));
            add_shown(b, o->target);
        }
        if (o->class_index != NO_CLASS && o->classes) {
            buf_add_str(b, STR(", class "));
            add_shown(b, o->classes->name[o->class_index]);
        }
        buf_add_char(b, '\n');
    }
}

static void add_notes(struct buf *b, const struct model *m)
{
    for (uint32_t i = 0; i < m->n_notes; i++) {
        buf_addf(b, "%s", i ? "" : "\n");
        row(b, "note", m->note[i]);
    }
}

static void for_people(struct buf *b, const struct model *m, const struct prepared *p,
                       bool verbose)
{
    add_facts(b, m);
    add_kernels(b, p, verbose);
    add_classes(b, m);
    add_columns(b, m);
    if (verbose) {
        add_steps(b, m);
        add_outputs(b, m);
    }
    add_notes(b, m);
}

/* ---- for programs ---- */

static void put_facts(struct json_write *w, const struct model *m)
{
    struct totals sum = add_up(m);
    json_put_text(w, "name", m->name);
    json_put_text(w, "sha256", str_of(m->hash));
    json_put_text(w, "format", m->format);
    json_put_text(w, "source_format", m->source_format);
    json_put_text(w, "trainer", m->trainer);
    json_put_text(w, "kind", m->kind);
    json_put_text(w, "objective", m->objective);
    json_put_text(w, "booster", m->booster);
    json_put_uint(w, "rounds", m->rounds);
    json_put_uint(w, "rounds_used", m->rounds_used);
    json_put_uint(w, "trees", sum.trees);
    json_put_uint(w, "nodes", sum.nodes);
    json_put_uint(w, "leaves", sum.leaves);
    json_put_uint(w, "depth", sum.depth);
    json_put_uint(w, "file_bytes", m->file_bytes);
    json_put_uint(w, "memory_bytes", m->memory_bytes);
}

static void put_kernels(struct json_write *w, const struct prepared *p)
{
    const struct kernel *k;
    json_write_key(w, STR("kernels"));
    json_write_begin_array(w);
    for (uint32_t i = 0; (k = prepared_kernel(p, i)); i++) {
        json_write_begin_object(w);
        json_put_text(w, "name", str_of(k->name));
        json_put_text(w, "why", str_of(k->why));
        json_write_end(w);
    }
    json_write_end(w);
}

static void put_value(struct json_write *w, const struct value *v)
{
    if (v->kind == VALUE_TEXT)
        json_write_string(w, v->text);
    else if (v->kind == VALUE_NUMBER)
        json_write_number(w, v->number);
    else
        json_write_bool(w, v->number != 0);
}

static void put_features(struct json_write *w, const struct model *m)
{
    json_write_key(w, STR("has_names"));
    json_write_bool(w, m->has_names && !m->names_made_up);
    json_write_key(w, STR("features"));
    json_write_begin_array(w);
    for (uint32_t i = 0; i < m->n_columns; i++) {
        const struct column *c = &m->column[i];
        json_write_begin_object(w);
        json_put_text(w, "name", c->name);
        json_put_text(w, "type", str_of(type_name(c)));
        if (c->type == COLUMN_CATEGORY) {
            json_write_key(w, STR("values"));
            json_write_begin_array(w);
            for (uint32_t v = 0; v < c->n_values; v++)
                put_value(w, &c->value[v]);
            json_write_end(w);
        }
        json_write_end(w);
    }
    json_write_end(w);
}

static void put_classes(struct json_write *w, const struct model *m)
{
    const struct classes *c = classes_of(m);
    json_write_key(w, STR("classes"));
    json_write_begin_array(w);
    for (uint32_t i = 0; c && i < c->n; i++)
        json_write_string(w, c->name[i]);
    json_write_end(w);
}

static void put_steps(struct json_write *w, const struct model *m)
{
    json_write_key(w, STR("steps"));
    json_write_begin_array(w);
    for (uint32_t i = 0; i < m->n_steps; i++)
        json_write_string(w, m->step[i].kind);
    json_write_end(w);
    json_write_key(w, STR("outputs"));
    json_write_begin_array(w);
    for (uint32_t i = 0; i < m->n_outputs; i++) {
        const struct output *o = &m->output[i];
        json_write_begin_object(w);
        json_put_text(w, "role", str_of(role_name(o)));
        if (o->target.len)
            json_put_text(w, "target", o->target);
        if (o->class_index != NO_CLASS && o->classes)
            json_put_text(w, "class", o->classes->name[o->class_index]);
        json_write_end(w);
    }
    json_write_end(w);
}

static void put_notes(struct json_write *w, const struct model *m)
{
    json_write_key(w, STR("notes"));
    json_write_begin_array(w);
    for (uint32_t i = 0; i < m->n_notes; i++)
        json_write_string(w, m->note[i]);
    json_write_end(w);
}

static void for_programs(struct buf *b, const struct model *m, const struct prepared *p)
{
    struct json_write w = { .buf = b };
    json_write_begin_object(&w);
    put_facts(&w, m);
    put_kernels(&w, p);
    put_classes(&w, m);
    put_features(&w, m);
    put_steps(&w, m);
    put_notes(&w, m);
    json_write_end(&w);
    buf_add_char(b, '\n');
}

static bool show(const struct values *v, const char *path, struct arena *a,
                 struct arena *work, struct err *e)
{
    struct cpu cpu = cpu_detect();
    const struct prepare_options prepare = { .cpu = &cpu, .only_look = true };
    const struct load_flags flags = { .categories = v->categories, .verify = v->verify };
    struct load_options load;
    if (!load_flags_read(&flags, &load, work, e))
        return false;
    const struct model *m = format_read_model(path, v->format, &load, a, e);
    const struct prepared *p = m ? prepared_new(m, &prepare, work, e) : NULL;
    if (!p)
        return false;
    struct buf b = { 0 };
    if (v->json)
        for_programs(&b, m, p);
    else
        for_people(&b, m, p, v->verbose);
    bool ok = say(&b, e);
    buf_release(&b);
    return ok;
}

static bool run(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    struct arena a, work;
    const char *path = argc ? argv[0] : getenv("ROWMILL_MODEL");
    (void)w;
    if (!path || !*path)
        return opt_missing(&table, "MODEL is missing", e);
    arena_init(&a, 0);
    arena_init(&work, 0);
    bool ok = show(values, path, &a, &work, e);
    arena_release(&work);
    arena_release(&a);
    return ok;
}

const struct command command_show = {
    .table = &table, .values_size = sizeof(struct values), .run = run,
};
