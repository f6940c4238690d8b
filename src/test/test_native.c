/* test_native.c - every golden model goes to rowmill's own format and back with all its
 * bits, and what is damaged is refused or good to score. */
#include "base/buf.h"
#include "format/native.h"
#include "model/builder.h"
#include "test/check.h"
#include "test/golden.h"
#include "test/hostile_rows.h"
#include "test/random.h"
#include "test/reread.h"
#include "text/gzip.h"

#include <math.h>
#include <unistd.h>
#include <zlib.h>

static const uint64_t SEED = 20251125;

static struct {
    unsigned long models, cut, damages, accepted;
    char path[64];              /* a file to be mapped */
    bool all;
} done;

static const struct load_options best = { .trees = TREES_BEST };
static const struct load_options verified = { .trees = TREES_BEST, .verify = true };

static bool write_bytes(const char *path, struct str s)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(s.at, 1, s.len, f) == s.len;
    return f && fclose(f) == 0 && ok;
}

static bool same_bytes(const struct buf *a, const struct buf *b)
{
    return a->len && str_eq(buf_str(a), buf_str(b));
}

/* What `m` is as a file; empty when it cannot be one. */
static struct buf file_of(const struct model *m)
{
    struct buf b = { 0 };
    struct err e = { 0 };
    if (!m || !native_write(m, &b, &e))
        buf_release(&b);
    return b;
}

/* A model of these bytes as a file again. */
static struct buf file_again(struct str bytes, const struct load_options *o)
{
    struct arena a;
    struct err e = { 0 };
    arena_init(&a, 0);
    struct buf b = file_of(format_load_model(bytes, "x", NULL, o, &a, &e));
    arena_release(&a);
    return b;
}

/* ------- there and back ------- */

static double *run(const struct golden *g, const struct model *m, const struct kernel *k,
                   size_t rows, uint32_t *leaves)
{
    struct arena a;
    struct err e = { 0 };
    struct cpu cpu = cpu_detect();
    struct prepare_options o = { .kernel = k->name, .cpu = &cpu,
                                 .base_margin = g->base_margin };
    arena_init(&a, 0);
    const struct prepared *p = prepared_new(m, &o, &a, &e);
    const size_t stride = (rows + 7) / 8 * 8 + 8;
    struct block b = { calloc(prepared_slots(p) * stride, sizeof(double)), stride, rows };
    void *scratch = calloc(prepared_scratch(p) + 1, 1);
    golden_fill(g, 0, &b);
    prepared_run(p, STAGE_PREPROCESS, &b, scratch);
    prepared_run(p, STAGE_PREDICT, &b, scratch);
    prepared_leaves(p, &b, leaves, rows);
    prepared_run(p, STAGE_POSTPROCESS, &b, scratch);
    free(scratch);
    arena_release(&a);
    return b.x;
}

static uint64_t n_trees(const struct model *m)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < m->n_steps; i++)
        n += m->step[i].ensemble ? m->step[i].ensemble->n_trees : 0;
    return n;
}

static bool same_numbers(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof *a) != 0 && !(isnan(a[i]) && isnan(b[i])))
            return false;
    return true;
}

/* Every slot of every row, and every leaf, by one kernel. */
static bool same_run(const struct golden *g, const struct model *m,
                     const struct kernel *k)
{
    const size_t rows = g->input.n_rows - 1, n_leaves = n_trees(m) * rows;
    const size_t stride = (rows + 7) / 8 * 8 + 8;
    uint32_t *leaf[] = { calloc(n_leaves + 1, 4), calloc(n_leaves + 1, 4) };
    double *x = run(g, g->model, k, rows, leaf[0]), *y = run(g, m, k, rows, leaf[1]);
    bool same = m->n_slots == g->model->n_slots && same_numbers(x, y, m->n_slots * stride)
             && memcmp(leaf[0], leaf[1], n_leaves * 4) == 0;
    free(x);
    free(y);
    free(leaf[0]);
    free(leaf[1]);
    return same;
}

/* Mapped from a file, as a rule. */
static void load_back(struct golden *g, const struct buf *file, const char *which)
{
    struct arena a;
    struct err e = { 0 };
    arena_init(&a, 0);
    const struct model *m = NULL;
    if (write_bytes(done.path, buf_str(file)))
        m = format_read_model(done.path, NULL, &verified, &a, &e);
    if (!m)
        printf("  %s: %s\n", which, e.what);
    CHECK(which, m != NULL);
    if (m) {
        struct buf again = file_of(m);
        CHECK(which, same_bytes(file, &again));
        CHECK(which, !reread_model(m) && strcmp(m->hash, g->model->hash) == 0);
        CHECK(which, str_eq(m->name, g->model->name) && str_eq(m->format, STR("rowmill"))
                     && str_eq(m->source_format, g->model->format));
        for (size_t k = 0; kernel_at(k); k++)
            CHECK(which, same_run(g, m, kernel_at(k)));
        buf_release(&again);
    }
    arena_release(&a);
}

/* In memory, at an address of no note; through gzip; and as often as one likes. */
static void load_otherwise(const struct buf *file, const char *which)
{
    char *copy = malloc(file->len + 1);
    struct buf packed = { 0 };
    memcpy(copy + 1, file->at, file->len);
    struct buf again = file_again((struct str){ copy + 1, file->len }, &best);
    CHECK(which, same_bytes(file, &again));
    buf_release(&again);
    free(copy);
    CHECK(which, gzip_member(&packed, buf_str(file)));
    again = file_again(buf_str(&packed), &verified);
    CHECK(which, same_bytes(file, &again));
    buf_release(&again);
    buf_release(&packed);
}

/* ------- cut, and labelled ------- */

/* Is it all one whether trees or classes are chosen before or behind? */
static void choose_later(const char *folder, const char *model_file,
                         const struct load_options *chosen, const char *which)
{
    char path[GOLDEN_PATH + 300];
    struct arena a;
    struct err e = { 0 };
    arena_init(&a, 0);
    struct load_options o = golden_load_options(folder, &a, &e);
    o.trees = TREES_ALL;
    snprintf(path, sizeof path, "%s/%s", folder, model_file);
    struct buf whole = file_of(format_read_model(path, NULL, &o, &a, &e));
    a.limit = 0;
    o.trees = chosen->trees;
    o.n_rounds = chosen->n_rounds;
    o.classes = chosen->classes;
    o.n_classes = chosen->n_classes;
    struct buf before = file_of(format_read_model(path, NULL, &o, &a, &e));
    struct buf behind = file_again(buf_str(&whole), chosen);
    CHECK(which, same_bytes(&before, &behind));
    buf_release(&whole);
    buf_release(&before);
    buf_release(&behind);
    arena_release(&a);
}

static uint32_t n_classes(const struct model *m)
{
    return m->output[0].classes ? m->output[0].classes->n : 0;
}

static void choose(const struct golden *g, const char *file, const char *which)
{
    static const struct str names[] = { STR("a"), STR("b, \"c\""), STR("\xc3\xa9"),
                                        STR("d"), STR("e") };
    const uint32_t n = n_classes(g->model), rounds = g->model->rounds;
    /* What LightGBM's loader calls the booster follows from the trees that it reads. */
    const bool cuts = g->model->round_end
                   && !strstr(g->folder, "hand-made-single-leaves");
    for (uint32_t r = 1; r < rounds && cuts; r += 1 + rounds / 3) {
        const struct load_options few = { .trees = TREES_COUNT, .n_rounds = r };
        choose_later(g->folder, file, &few, which);
        done.cut++;
    }
    const struct load_options named = { .trees = TREES_ALL, .classes = names,
                                        .n_classes = n };
    if (n && n <= sizeof names / sizeof names[0])
        choose_later(g->folder, file, &named, which);
}

/* ------- damaged ------- */

static struct native_header *header_of(char *bytes)
{
    return (struct native_header *)(void *)bytes;
}

static void fix_checksum(char *bytes, size_t len)
{
    if (len >= sizeof(struct native_header))
        header_of(bytes)->checksum = (uint32_t)crc32_z(0, (unsigned char *)bytes
            + NATIVE_CHECKED_FROM, len - NATIVE_CHECKED_FROM);
}

static bool is_refusal(const struct err *e)
{
    for (const char *c = e->what; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            return false;
    return e->kind == ERR_MODEL && e->what[0];
}

static bool can_be_prepared(const struct model *m, struct err *e)
{
    struct arena a;
    struct cpu cpu = cpu_detect();
    struct prepare_options o = { .cpu = &cpu };
    arena_init(&a, 0);
    const bool can = prepared_new(m, &o, &a, e) != NULL;
    arena_release(&a);
    return can;
}

/* Loads the bytes where they stand, in a block of just their size, so that the address
 * checks see what is read behind them.  NULL: refused, or good to score. */
static const char *try(char *bytes, size_t len, uint64_t seed, bool *accepted,
                       struct err *e)
{
    struct arena a;
    arena_init(&a, (64 << 20) + 64 * len);
    struct builder *b = builder_new(&a, len, e);
    fix_checksum(bytes, len);
    const struct format *f = format_find("rowmill", STR(""));
    f->load((struct str){ bytes, len }, &verified, &a, b, e);
    const struct model *m = builder_finish(b);
    builder_release(b);
    const char *wrong = NULL;
    *accepted = m && !err_is_set(e) && can_be_prepared(m, e);
    if (*accepted) {
        wrong = reread_model(m);
        wrong = wrong ? wrong : hostile_score(m, seed);
    } else if (!is_refusal(e)) {
        wrong = "it is refused for a wrong reason";
    }
    arena_release(&a);
    return wrong;
}

/* A number near, or far away, or of somewhere else. */
static void damage_u32(struct random *r, char *bytes, size_t len)
{
    static const uint32_t far[] = { 0, 1, 2, 3, 4, 8, 15, 16, 255, 65536, 0x7fffffff,
                                    0x80000000, 0xfffffffe, 0xffffffff };
    const uint32_t n = (uint32_t)(len / 4);
    const uint32_t at = random_below(r, random_one_in(r, 2) && n > 400 ? 400 : n);
    uint32_t v, other;
    memcpy(&v, bytes + 4 * at, 4);
    memcpy(&other, bytes + 4 * random_below(r, n), 4);
    switch (random_below(r, 5)) {
    case 0: v++; break;
    case 1: v--; break;
    case 2: v ^= 1u << random_below(r, 32); break;
    case 3: v = far[random_below(r, sizeof far / sizeof far[0])]; break;
    default: v = other; break;
    }
    memcpy(bytes + 4 * at, &v, 4);
}

static void damage(const struct buf *file, unsigned rounds, const char *which)
{
    struct random r = { SEED + file->len };
    unsigned wrong = 0;
    for (unsigned i = 0; i < rounds; i++) {
        char *bytes = malloc(file->len);
        struct err e = { 0 };
        bool accepted;
        memcpy(bytes, file->at, file->len);
        for (uint32_t n = random_below(&r, 3) + 1; n; n--)
            damage_u32(&r, bytes, file->len);
        const char *why = try(bytes, file->len, i, &accepted, &e);
        if (why && wrong++ < 3)
            printf("  %s, damage %u: %s (%s)\n", which, i, why, e.what);
        done.damages++;
        done.accepted += accepted;
        free(bytes);
    }
    CHECK(which, wrong == 0);
}

/* As it is, and with the header made to fit. */
static void cut(const struct buf *file, unsigned cuts, const char *which)
{
    struct random r = { SEED ^ file->len };
    unsigned wrong = 0;
    for (unsigned i = 0; i < cuts; i++) {
        const size_t n = i < 8 ? file->len - 1 - i : i < 600 && cuts > 600 ? i - 8
                       : random_below(&r, (uint32_t)file->len);
        for (unsigned fits = 0; fits < 2; fits++) {
            char *bytes = malloc(n);
            struct err e = { 0 };
            bool accepted;
            memcpy(bytes, file->at, n);
            if (fits && n >= sizeof(struct native_header))
                header_of(bytes)->size = n;
            const char *why = try(bytes, n, i, &accepted, &e);
            if ((why || accepted) && wrong++ < 3)
                printf("  %s, cut at %zu: %s (%s)\n", which, n, why ? why : "taken",
                       e.what);
            free(bytes);
        }
    }
    CHECK(which, wrong == 0);
}

/* A bit of a leaf's value is something that only the checksum can tell. */
static void flip_leaf(const struct buf *file, const char *which)
{
    char *bytes = malloc(file->len);
    struct arena a;
    struct err e = { 0 };
    memcpy(bytes, file->at, file->len);
    const struct native_section *s = &header_of(bytes)->section[NATIVE_VALUE];
    const struct str text = { bytes, file->len };
    if (s->n) {
        bytes[s->at + 8 * (s->n - 1) + 2] ^= 4;
        arena_init(&a, 0);
        CHECK(which, format_load_model(text, "x", NULL, &best, &a, &e) != NULL);
        CHECK(which, !format_load_model(text, "x", NULL, &verified, &a, &e));
        CHECK(which, e.kind == ERR_MODEL && strstr(e.what, "checksum"));
        arena_release(&a);
    }
    free(bytes);
}

static void visit(const char *folder, const char *file)
{
    struct golden g;
    char which[GOLDEN_PATH + 300];
    bool open = golden_open(&g, folder, file);
    snprintf(which, sizeof which, "%s/%s: %s", folder, file, g.err.what);
    CHECK(which, open);
    struct buf bytes = open ? file_of(g.model) : (struct buf){ 0 };
    CHECK(which, bytes.len > 0 && bytes.len % NATIVE_ALIGN == 0);
    if (bytes.len) {
        load_back(&g, &bytes, which);
        load_otherwise(&bytes, which);
        choose(&g, file, which);
        damage(&bytes, done.all ? 2000 : bytes.len > 1 << 20 ? 2 : 20, which);
        cut(&bytes, done.all ? 1000 : 10, which);
        flip_leaf(&bytes, which);
        done.models++;
    }
    buf_release(&bytes);
    golden_release(&g);
}

/* ------- one fault each ------- */

static const struct fault {
    const char *which, *model;
    enum native_kind section;   /* N_NATIVE_SECTIONS: the header */
    uint32_t item, field;       /* a u32 `field` bytes behind the start of the item */
    uint32_t value;
    const char *says;
} faults[] = {
    { "magic", "binary", N_NATIVE_SECTIONS, 0, 0, 1, "this is not a converted model" },
    { "version", "binary", N_NATIVE_SECTIONS, 0, 8, 2,
      "this is version 2 of the format, and 1 is read" },
    { "size", "binary", N_NATIVE_SECTIONS, 0, 16, 64, "the file has" },
    { "sections", "binary", N_NATIVE_SECTIONS, 0, 24, 21, "the header is damaged" },
    { "header's zero", "binary", N_NATIVE_SECTIONS, 0, 28, 1, "the header is damaged" },
    { "kind of section", "binary", N_NATIVE_SECTIONS, 0, 32 + 24, 2,
      "section 1 is not what or where it should be" },
    { "size of items", "binary", N_NATIVE_SECTIONS, 0, 32 + 4, 113,
      "section 0 is not what or where it should be" },
    { "place of section", "binary", N_NATIVE_SECTIONS, 0, 32 + 8, 640,
      "section 0 is not what or where it should be" },
    { "number of items", "binary", N_NATIVE_SECTIONS, 0, 32 + 24 + 16, 0xffffffff,
      "section 1 is not what or where it should be" },
    { "more items than 32 bits", "binary", N_NATIVE_SECTIONS, 0, 32 + 24 + 20, 1,
      "section 1 is not what or where it should be" },
    { "between sections", "binary", N_NATIVE_SECTIONS, 0, 560, 1,
      "there is something between its sections" },
    { "flags", "binary", NATIVE_MODEL, 0, 0, 32, "its numbers do not fit together" },
    { "slots", "binary", NATIVE_MODEL, 0, 4, 0x00ffffff,
      "it asks for more memory than its size allows" },
    { "rounds", "binary", NATIVE_MODEL, 0, 8, 0, "its numbers do not fit together" },
    { "margin", "binary", NATIVE_MODEL, 0, 16, 0xffffffff,
      "its numbers do not fit together" },
    { "name", "binary", NATIVE_TEXT, 0, 0, ' ', "a name in it is none" },
    { "text", "binary", NATIVE_MODEL, 0, 36, 0,
      "items of section 10 are not named in their order" },
    { "a NUL byte", "binary", NATIVE_TEXT, 0, 0, 0, "there is a NUL byte in a text" },
    { "type of column", "binary", NATIVE_COLUMN, 1, 8, 3,
      "column 1 has no type that is known" },
    { "kind of category", "pandas-strings", NATIVE_CATEGORY, 1, 8, 3,
      "category 1 is neither text nor number" },
    { "categories", "pandas-strings", NATIVE_COLUMN, 0, 20, 0x7fffffff,
      "items of section 2 are not named in their order" },
    { "reading too much", "binary", NATIVE_STEP, 1, 12, 0x7fffffff,
      "its steps do more than its size allows" },
    { "reading beyond", "binary", NATIVE_STEP, 1, 8, 0x7fffffff,
      "step 1 uses slots that there are not" },
    { "reading what is empty", "binary", NATIVE_STEP, 2, 8, 8,
      "step 2 reads what nothing has filled" },
    { "writing in part over", "binary", NATIVE_STEP, 0, 16, 1,
      "step 0 changes what it reads" },
    { "fewer slots than trees read", "binary", NATIVE_STEP, 1, 12, 5,
      "step 1 has other slots than its trees" },
    { "trees of no step", "binary", NATIVE_STEP, 1, 28, 0,
      "section 12 has items that nothing names" },
    { "trees twice", "binary", NATIVE_STEP, 2, 28, 1,
      "items of section 12 are not named in their order" },
    { "constants", "binary", NATIVE_STEP, 0, 36, 2,
      "items of section 4 are not named in their order" },
    { "no prediction", "binary", NATIVE_OUTPUT, 0, 0, 2, "it predicts nothing" },
    { "role", "binary", NATIVE_OUTPUT, 1, 0, 3,
      "output 1 is of no kind that there may be" },
    { "order of roles", "binary", NATIVE_OUTPUT, 3, 0, 0,
      "output 3 is behind those of another role" },
    { "output", "binary", NATIVE_OUTPUT, 1, 8, 0x7fffffff,
      "output 1 is of no kind that there may be" },
    { "class", "binary", NATIVE_OUTPUT, 1, 12, 2,
      "output 1 is of a class that there is not" },
    { "no classes", "binary", NATIVE_OUTPUT, 0, 16, 0xffffffff,
      "output 0 is a class without a name" },
    { "probabilities", "binary", NATIVE_OUTPUT, 0, 20, 0x7fffffff,
      "output 0 has probabilities that there are not" },
    { "a class that is none", "binary", NATIVE_OUTPUT, 0, 8, 0,
      "the model has an output that is no class, and should be" },
    { "rounds and trees", "binary", NATIVE_ROUND, 0, 0, 100,
      "its rounds have other trees than there are" },
    { "outputs of trees", "binary", NATIVE_ENSEMBLE, 0, 4, 0,
      "0 outputs, 1 to 65536 are" },
    { "features of trees", "binary", NATIVE_ENSEMBLE, 0, 0, 0,
      "tree 0: node 0 asks for a feature that there is not" },
    { "a flag of trees", "binary", NATIVE_ENSEMBLE, 0, 40, 2,
      "an ensemble has flags that are not known" },
    { "least code", "binary", NATIVE_ENSEMBLE, 0, 52, 0xfff00000,
      "codes cannot begin where its trees say" },
    { "base", "binary", NATIVE_BASE, 0, 4, 0x7ff00000, "a base score is not finite" },
    { "root", "binary", NATIVE_TREE, 1, 0, 0,
      "tree 1: it does not begin behind the one" },
    { "nodes of a tree", "binary", NATIVE_TREE, 0, 4, 0,
      "tree 0: it has no nodes, or more" },
    { "fewer nodes", "binary", NATIVE_TREE, 0, 4, 1,
      "tree 0: it has children behind its last node" },
    { "output of a tree", "binary", NATIVE_TREE, 0, 8, 1,
      "tree 0: it adds to an output that there is not" },
    { "leaves of a tree", "binary", NATIVE_TREE, 0, 16, 1,
      "tree 0: it has another number of leaves, or another depth" },
    { "depth", "binary", NATIVE_TREE, 0, 20, 1,
      "tree 0: it has another number of leaves, or another depth" },
    { "child", "binary", NATIVE_NODE, 0, 12, 0,
      "tree 0: node 0 has other children than the" },
    { "set of a number node", "binary", NATIVE_NODE, 0, 16, 1,
      "tree 0: node 0 has a set, and is no category" },
    { "flags of a node", "binary", NATIVE_NODE, 0, 20, 16,
      "tree 0: node 0 has flags that do not fit together" },
    { "a leaf too early", "binary", NATIVE_NODE, 0, 8, NODE_LEAF,
      "tree 0: node 0 has another leaf than the next" },
    { "value of a leaf", "binary", NATIVE_LEAF, 1, 4, 0,
      "tree 0: it has a leaf whose values are not the next" },
    { "linear leaf of none", "binary", NATIVE_LEAF, 1, 8, 1,
      "tree 0: it has another linear leaf than the next" },
    { "infinite value", "binary", NATIVE_VALUE, 1, 4, 0x7ff00000,
      "the value of a leaf is not finite" },
    { "set", "hand-made-categories", NATIVE_SET, 0, 4, 0x7fffffff,
      "has a set whose words are not the next" },
    { "terms", "linear", NATIVE_LINEAR, 0, 12, 0x7fffffff,
      "tree 0: it has a linear leaf whose terms are not the next" },
    { "feature of a term", "linear", NATIVE_TERM, 0, 8, 0x7fffffff,
      "it has a linear leaf of a feature that there is not" },
    { "coefficient", "linear", NATIVE_TERM, 0, 4, 0x7ff00000,
      "it has a coefficient that is not finite" },
    { "behind a term", "linear", NATIVE_TERM, 0, 12, 1,
      "there is something behind a term" },
};

/* With ROWMILL_ACCEPT=1 they become the refusals of test_refusals.c. */
static void keep_fault(const struct fault *f, struct str bytes, const struct err *e)
{
    char path[600], name[500];
    snprintf(name, sizeof name, "%s", f->which);
    for (char *c = name; *c; c++)
        *c = *c == ' ' ? '-' : *c == '\'' ? '_' : *c;
    snprintf(path, sizeof path, "testdata/bad/rowmill/%s.model", name);
    CHECK(path, write_bytes(path, bytes));
    snprintf(path, sizeof path, "testdata/bad/rowmill/%s.err", name);
    snprintf(name, sizeof name, "%s\n", e->what);
    CHECK(path, write_bytes(path, str_of(name)));
}

static void test_fault(const struct fault *f)
{
    char folder[GOLDEN_PATH];
    struct arena a;
    struct err e = { 0 };
    bool accepted = true;
    arena_init(&a, 0);
    snprintf(folder, sizeof folder, "testdata/golden/lightgbm/%s/model.txt", f->model);
    struct buf file = file_of(format_read_model(folder, NULL, &best, &a, &e));
    arena_release(&a);
    CHECK(f->which, file.len > 0);
    if (!file.len)
        return;
    char *bytes = malloc(file.len);
    memcpy(bytes, file.at, file.len);
    const struct native_section *s = &header_of(bytes)->section[f->section];
    const size_t at = f->section == N_NATIVE_SECTIONS ? f->field
                    : s->at + f->item * (size_t)s->item_bytes + f->field;
    memcpy(bytes + at, &f->value, f->section == NATIVE_TEXT ? 1 : 4);
    const char *wrong = try(bytes, file.len, 1, &accepted, &e);
    if (accepted || !strstr(e.what, f->says))
        printf("  %s: %s\n", f->which, e.what);
    CHECK(f->which, !wrong && !accepted && strstr(e.what, f->says));
    if (getenv("ROWMILL_ACCEPT") && !strstr(e.what, "that is no class"))
        keep_fault(f, (struct str){ bytes, file.len }, &e);
    buf_release(&file);
    free(bytes);
}

/* ------- what an arena is given ------- */

static void count_up(void *p, size_t n)
{
    *(size_t *)p += n;
}

static void test_own(void)
{
    size_t first = 0, second = 0, third = 0;
    struct arena a;
    arena_init(&a, 0);
    CHECK("owned", arena_own(&a, &first, 3, count_up)
                   && arena_own(&a, &second, 4, count_up));
    CHECK("not given back yet", first == 0 && second == 0 && a.total >= 7);
    arena_release(&a);
    CHECK("given back once", first == 3 && second == 4);
    arena_release(&a);
    CHECK("and no more", first == 3 && second == 4);
    arena_init(&a, 1);
    CHECK("no room to own", !arena_own(&a, &third, 5, count_up) && third == 5);
    arena_release(&a);
    CHECK("given back at once", third == 5);
}

int main(void)
{
    done.all = getenv("ROWMILL_LONG") != NULL;
    snprintf(done.path, sizeof done.path, "/tmp/rowmill-test-XXXXXX");
    int fd = mkstemp(done.path);
    CHECK("a file for models", fd >= 0);
    test_own();
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        test_fault(&faults[i]);
    golden_each("testdata/golden/lightgbm", visit);
    golden_each("testdata/golden/xgboost", visit);
    CHECK("there are models", done.models > 300 && done.cut > 300);
    CHECK("damage is refused and accepted",
          done.accepted > done.damages / 100 && done.accepted < done.damages * 9 / 10);
    close(fd);
    unlink(done.path);
    printf("%lu models, %lu cuts, %lu damages, %lu of them accepted\n", done.models,
           done.cut, done.damages, done.accepted);
    return check_report();
}
