/* test_damage.c - models cut off and damaged: refused with a message, or good to score.
 *
 * Never a clock: what loading takes is held by the arena's limit, what scoring takes by
 * the depth of the trees, which are read a second time (reread.h, hostile_rows.h).  The
 * bytes of every model stand in a heap block of just their size, so that the address
 * checks see the first byte read too many.
 *
 * By default a sample, the same in every run; all of it with ROWMILL_LONG=1, and other
 * damage with ROWMILL_SEED=N. */
#include "base/buf.h"
#include "test/check.h"
#include "test/golden.h"
#include "test/hostile_rows.h"
#include "test/random.h"
#include "test/reread.h"
#include "text/gzip.h"

#include <sys/resource.h>
#include <zlib.h>

enum {
    SMALL = 8 << 10,            /* every prefix of a model up to this size */
    TOKEN_CUTS = 500, RANDOM_CUTS = 200, ROUNDS = 100,
    EVERY = 12,                 /* one in so many of these, by default */
    MEMORY_ANYWAY = 64 << 20, MEMORY_PER_BYTE = 64,
};

#define SEED 20240229

/* One golden model, and what has been found of it. */
struct victim {
    char name[GOLDEN_PATH + 300];
    struct arena arena;         /* of the options */
    struct load_options options;
    struct bytes file;
    unsigned wrong;
    struct random random;
};

static struct {
    unsigned long prefixes, damages, accepted_prefixes, accepted_damages;
    uint64_t seed;
    bool all;
} done;

static uint64_t hash(const char *name)
{
    uint64_t h = done.seed;
    while (*name)
        h = (h ^ (unsigned char)*name++) * UINT64_C(0x100000001b3);
    return h;
}

static bool is_line(const char *text)
{
    const size_t n = strlen(text);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 127)
            return false;
    return n > 0;
}

/* What is wrong with a refusal; NULL: nothing.  With options of the user's they may be
 * what does not fit. */
static const char *bad_refusal(const struct err *e, const struct arena *a,
                               bool has_options)
{
    const bool over = e->kind == ERR_MEMORY && a->over_limit;
    if (e->kind != ERR_MODEL && !over && !(e->kind == ERR_USAGE && has_options))
        return "it is refused for a wrong reason";
    if (!is_line(e->what) || (e->remedy[0] && !is_line(e->remedy)))
        return "the message is not one line";
    return strcmp(e->file, "model") == 0 ? NULL : "the message does not name the file";
}

/* Loads a copy of `text`, and reads and scores what came of it. */
static const char *try(struct str text, const struct load_options *o, uint64_t seed,
                       const struct model *whole, bool *accepted, struct err *e)
{
    char *copy = malloc(text.len);
    struct arena arena;
    memcpy(copy, text.at, text.len);
    arena_init(&arena, 0);
    const struct str file = { copy, text.len };
    const struct model *m = format_load_model(file, "model", NULL, o, &arena, e);
    free(copy);
    const char *wrong = m ? reread_model(m)
                      : bad_refusal(e, &arena, o->n_categories || o->trees != TREES_BEST);
    if (m && !wrong)
        wrong = hostile_score(m, seed);
    if (m && !wrong && whole && m->n_columns != whole->n_columns)
        wrong = "it has lost columns";
    if (!wrong && !gzip_magic(text.at, text.len)
        && arena.total > MEMORY_ANYWAY + MEMORY_PER_BYTE * text.len)
        wrong = "it took more memory than it may";
    *accepted = m != NULL;
    arena_release(&arena);
    return wrong;
}

static void complain(struct victim *v, const char *how, size_t at, const char *wrong,
                     const struct err *e)
{
    if (v->wrong++ < 3)
        printf("  %s, %s %zu: %s (%s)\n", v->name, how, at, wrong, e->what);
}

/* ------- cut off ------- */

static struct str find(struct str text, struct str what)
{
    while (text.len >= what.len && !str_starts(text, what))
        text = str_from(text, 1);
    return text.len >= what.len ? text : STR("");
}

static bool is_blank(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!memchr(" \t\r\n", text.at[i], 4))
            return false;
    return true;
}

/* May a model that ends here be taken for a whole one?  XGBoost's has its closing brace.
 * LightGBM's has its trees, and is not inside the parameters or the categories: it may be
 * without either, as the library writes it without. */
static bool may_end(struct str file, size_t cut)
{
    const struct str rest = str_from(file, cut);
    if (!str_starts(find(file, STR("tree")), STR("tree\n"))
        && !str_starts(find(file, STR("tree")), STR("tree\r\n")))
        return is_blank(rest);
    const struct str trees = find(file, STR("\nend of trees"));
    const struct str parameters = find(trees, STR("\nparameters:"));
    const struct str end = find(parameters, STR("\nend of parameters"));
    const struct str pandas = find(trees, STR("\npandas_categorical:"));
    const size_t after_end = end.len - STR("\nend of parameters").len;
    if (rest.len > trees.len - STR("\nend of trees").len)
        return false;
    if (parameters.len && rest.len < parameters.len - 1 && rest.len > after_end)
        return false;
    return !pandas.len || rest.len >= pandas.len - 1 || is_blank(rest);
}

static void cut(struct victim *v, size_t at, const struct model *whole)
{
    struct err e = { 0 };
    bool accepted;
    const struct str file = { v->file.at, v->file.len };
    const char *wrong = try(str_first(file, at), &v->options, at, whole, &accepted, &e);
    if (!wrong && accepted && !may_end(file, at))
        wrong = "it is accepted, and has lost its tail";
    done.prefixes++;
    done.accepted_prefixes += accepted;
    if (wrong)
        complain(v, "cut at", at, wrong, &e);
}

static bool is_wordy(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || (c && strchr("+-._", c));
}

static bool ends_token(const struct bytes *f, size_t at)
{
    return !is_wordy(f->at[at - 1]) || !is_wordy(f->at[at]);
}

static void cut_tokens(struct victim *v, const struct model *whole)
{
    size_t n = 0, seen = 0, cuts = 0;
    for (size_t at = 1; at < v->file.len; at++)
        n += ends_token(&v->file, at);
    const size_t wanted = done.all ? TOKEN_CUTS / 2 : TOKEN_CUTS / 2 / EVERY;
    for (size_t at = 1; at < v->file.len; at++)
        if (ends_token(&v->file, at) && seen++ * wanted / n >= cuts) {
            cut(v, at, whole);
            cut(v, at + 1, whole);
            cuts++;
        }
}

static void cut_anywhere(struct victim *v, const struct model *whole)
{
    const size_t every = done.all ? 1 : EVERY;
    for (size_t at = v->random.state % every; at < v->file.len && v->file.len <= SMALL;
         at += every)
        cut(v, at, whole);
    if (v->file.len <= SMALL)
        return;
    cut_tokens(v, whole);
    for (size_t i = 0; i < RANDOM_CUTS / every; i++)
        cut(v, random_below(&v->random, (uint32_t)v->file.len), whole);
}

/* The last bytes are where it is decided what a whole file is. */
static void cut_tail(struct victim *v, const struct model *whole)
{
    for (size_t n = 0; n < 6 && n < v->file.len; n++)
        cut(v, v->file.len - n, whole);
}

/* ------- damaged ------- */

/* What stands in models, so that they are read further than by bytes of all kinds. */
static char likely(struct random *r)
{
    static const char bytes[] = "00112233445566778899--..eE,,  []{}:\"=\n\\UiIlLdD$#NZTF";
    return bytes[random_below(r, sizeof bytes - 1)];
}

static char damaged(struct random *r, char old, uint32_t kind)
{
    switch (kind) {
    case 0:
        return (char)random_next(r);
    case 1:
        return (char)(old ^ 1 << random_below(r, 8));
    case 2:
        return old >= '0' && old <= '9' ? (char)('0' + random_below(r, 10)) : likely(r);
    default:
        return likely(r);
    }
}

/* A digit, if there is one soon: most other damage is seen at once. */
static size_t place(struct victim *v, const struct bytes *f, uint32_t kind)
{
    size_t at = random_below(&v->random, (uint32_t)f->len);
    for (size_t i = 0; kind == 2 && i < 200 && at + 1 < f->len; i++, at++)
        if (f->at[at] >= '0' && f->at[at] <= '9')
            break;
    return at;
}

/* Takes bytes out, or puts some of the file's own in. */
static void shift(struct victim *v, struct bytes *f)
{
    const uint32_t most = f->len < 800 ? 2 : (uint32_t)f->len / 400;
    const size_t n = 1 + random_below(&v->random, most);
    const size_t from = random_below(&v->random, (uint32_t)(f->len - n));
    const size_t to = random_below(&v->random, (uint32_t)(f->len - n));
    if (random_one_in(&v->random, 2)) {
        f->len -= n;
        memmove(f->at + to, f->at + to + n, f->len - to);
    } else {
        memmove(f->at + to, f->at + from, n);
    }
}

static void damage(struct victim *v, unsigned round)
{
    struct bytes f = { malloc(v->file.len), v->file.len };
    const uint32_t kind = round % 5, most = (uint32_t)f.len / 100;
    /* Mostly a few bytes: many are seen at once. */
    uint32_t n = random_below(&v->random, random_one_in(&v->random, 3) ? most : 3);
    struct err e = { 0 };
    bool accepted;
    memcpy(f.at, v->file.at, f.len);
    for (uint32_t i = 0; i <= n && i < most && kind != 4; i++) {
        const size_t at = place(v, &f, kind);
        f.at[at] = damaged(&v->random, f.at[at], kind);
    }
    if (kind == 4)
        shift(v, &f);
    const char *wrong = try((struct str){ f.at, f.len }, &v->options, round, NULL,
                            &accepted, &e);
    done.damages++;
    done.accepted_damages += accepted;
    if (wrong)
        complain(v, "damage", round, wrong, &e);
    free(f.at);
}

/* ------- files that claim too much ------- */

static const char lightgbm[] =
    "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n"
    "max_feature_idx=1\nobjective=custom\nfeature_names=a b\nfeature_infos=none none\n\n"
    "Tree=0\nnum_leaves=2\nnum_cat=0\nsplit_feature=0\nthreshold=0.5\ndecision_type=2\n"
    "left_child=-1\nright_child=-2\nleaf_value=1 2\n\n\nend of trees\n";

static const char xgboost[] =
    "{'learner':{'gradient_booster':{'model':{'gbtree_model_param':{"
    "'num_parallel_tree':'1','num_trees':'1'},'iteration_indptr':[0,1],'tree_info':[0],"
    "'trees':[{'base_weights':[0],'default_left':[0],'id':0,'left_children':[-1],"
    "'right_children':[-1],'split_conditions':[5E-1],'split_indices':[0],"
    "'tree_param':{'num_deleted':'0','num_nodes':'1','size_leaf_vector':'1'}}]},"
    "'name':'gbtree'},'learner_model_param':{'base_score':'5E-1','num_class':'0',"
    "'num_feature':'2','num_target':'1'},'objective':{'name':'reg:squarederror'}},"
    "'version':[3,2,0]}";

static const char gblinear[] =
    "{'learner':{'gradient_booster':{'model':{'weights':[]},'name':'gblinear'},"
    "'learner_model_param':{'base_score':'5E-1','num_class':'0','num_feature':'2',"
    "'num_target':'1'},'objective':{'name':'reg:squarederror'}},'version':[3,2,0]}";

static const struct claim {
    const char *which, *model, *from, *to;
    bool is_fine;
} claims[] = {
    { "LightGBM as it is", lightgbm, "tree", "tree", true },
    { "XGBoost as it is", xgboost, "1", "1", true },
    { "gblinear as it is", gblinear, "1", "1", true },
    { "leaves", lightgbm, "num_leaves=2", "num_leaves=2000000000", false },
    { "as many as there may be", lightgbm, "num_leaves=2", "num_leaves=8388608", false },
    { "categories", lightgbm, "num_cat=0", "num_cat=8388608", false },
    { "boundaries", lightgbm, "num_cat=0",
      "num_cat=1\ncat_boundaries=0 4294967295\ncat_threshold=1", false },
    { "classes", lightgbm, "num_class=1", "num_class=2147483648", false },
    { "many classes", lightgbm, "num_class=1\nnum_tree_per_iteration=1",
      "num_class=65536\nnum_tree_per_iteration=65536", true },
    { "features", lightgbm, "max_feature_idx=1", "max_feature_idx=2147483646", false },
    { "terms of a leaf", lightgbm, "leaf_value=1 2", "leaf_value=1 2\nis_linear=1\n"
      "leaf_const=1 2\nnum_features=2147483647 0\nleaf_features=\nleaf_coeff=", false },
    { "nodes", xgboost, "'num_nodes':'1'", "'num_nodes':'16777216'", false },
    { "trees", xgboost, "'num_trees':'1'", "'num_trees':'1000000'", false },
    { "parallel trees", xgboost, "'num_parallel_tree':'1'",
      "'num_parallel_tree':'1000000'", true },
    { "rounds", xgboost, "[0,1]", "[0,4294967297]", false },
    { "wide leaves", xgboost, "'size_leaf_vector':'1'", "'size_leaf_vector':'65536'",
      false },
    { "all features that may be", xgboost, "'num_feature':'2'",
      "'num_feature':'1048576'", true },
    { "one more", xgboost, "'num_feature':'2'", "'num_feature':'1048577'", false },
    { "too many features", xgboost, "'num_feature':'2'", "'num_feature':'4294967298'",
      false },
    { "XGBoost's classes", xgboost, "'num_class':'0'", "'num_class':'2147483648'",
      false },
    { "targets", xgboost, "'num_target':'1'", "'num_target':'65536'", true },
    { "weights", gblinear, "'num_feature':'2'", "'num_feature':'1000000'", true },
    { "weights of targets", gblinear, "'num_target':'1'", "'num_target':'60000'", true },
    { "weights of all", gblinear, "'num_feature':'2','num_target':'1'",
      "'num_feature':'1048576','num_target':'65536'", false },
};

/* The model with `to` for `from`, and ' as ". */
static struct buf claim_text(const struct claim *c)
{
    struct buf b = { 0 };
    const char *at = strstr(c->model, c->from);
    buf_add(&b, c->model, (size_t)(at - c->model));
    buf_add(&b, c->to, strlen(c->to));
    buf_add(&b, at + strlen(c->from), strlen(at + strlen(c->from)));
    for (size_t i = 0; i < b.len; i++)
        if (b.at[i] == '\'')
            b.at[i] = '"';
    return b;
}

static void test_claims(void)
{
    const struct load_options best = { .trees = TREES_BEST };
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
        struct buf text = claim_text(&claims[i]);
        struct err e = { 0 };
        bool accepted;
        const char *wrong = try(buf_str(&text), &best, i, NULL, &accepted, &e);
        if (wrong || accepted != claims[i].is_fine)
            printf("  %s: %s (%s)\n", claims[i].which, wrong ? wrong : "", e.what);
        CHECK(claims[i].which, !wrong && accepted == claims[i].is_fine);
        buf_release(&text);
    }
}

/* One set of many words, which very many nodes ask: a small file that would be a large
 * model. */
static void test_shared_set(void)
{
    enum { NODES = 1 << 14, WORDS = 1 << 16 };
    const struct load_options best = { .trees = TREES_BEST };
    struct buf b = { 0 };
    struct err e = { 0 };
    bool accepted;
    buf_addf(&b, "tree\nversion=v4\nnum_class=1\nlabel_index=0\nmax_feature_idx=0\n"
             "feature_names=a\nfeature_infos=none\n\nTree=0\nnum_leaves=%d\nnum_cat=1\n"
             "cat_boundaries=0 %d\ncat_threshold=", NODES + 1, WORDS);
    for (int i = 0; i < WORDS; i++)
        buf_addf(&b, "1 ");
    static const char *const keys[] = { "split_feature", "threshold", "decision_type" };
    for (size_t k = 0; k < 3; k++) {
        buf_addf(&b, "\n%s=", keys[k]);
        for (int i = 0; i < NODES; i++)
            buf_addf(&b, k == 2 ? "1 " : "0 ");
    }
    buf_addf(&b, "\nleft_child=");
    for (int i = 0; i < NODES; i++)
        buf_addf(&b, "%d ", ~i);
    buf_addf(&b, "\nright_child=");
    for (int i = 1; i < NODES; i++)
        buf_addf(&b, "%d ", i);
    buf_addf(&b, "%d\nleaf_value=", ~NODES);
    for (int i = 0; i <= NODES; i++)
        buf_addf(&b, "1 ");
    buf_addf(&b, "\n\n\nend of trees\n");
    const char *wrong = try(buf_str(&b), &best, 1, NULL, &accepted, &e);
    CHECK("a set that all nodes ask", !wrong && !accepted && e.kind == ERR_MODEL);
    if (wrong || accepted)
        printf("  a set that all nodes ask: %s (%s)\n", wrong ? wrong : "", e.what);
    buf_release(&b);
}

/* Every length of 64 bits in a UBJSON file, in turn, far too large; and arrays of types
 * that take no bytes. */
static void claim_lengths(struct victim *v)
{
    const size_t every = done.all ? 1 : 23;
    struct bytes *f = &v->file;
    size_t n = v->random.state % every;
    for (size_t at = 3; at + 9 < f->len; at++) {
        if (f->at[at] != 'L' || !strchr("#S", f->at[at - 1]) || !f->at[at - 1]
            || memcmp(f->at + at + 1, "\0\0\0\0", 5) != 0 || ++n % every)
            continue;
        struct err e = { 0 };
        bool accepted;
        char before[12];
        memcpy(before, f->at + at - 3, sizeof before);
        const size_t high = at + 1 + random_below(&v->random, 5);
        f->at[high] = (char)(1 << random_below(&v->random, 8));
        if (f->at[at - 1] == '#' && f->at[at - 3] == '$' && random_one_in(&v->random, 3))
            f->at[at - 2] = "ZTFN"[random_below(&v->random, 4)];
        const char *wrong = try((struct str){ f->at, f->len }, &v->options, at, NULL,
                                &accepted, &e);
        done.damages++;
        if (wrong || accepted)
            complain(v, "length at", at, wrong ? wrong : "it is believed", &e);
        memcpy(f->at + at - 3, before, sizeof before);
    }
}

/* ------- packed ------- */

/* A packed model that is cut off is refused, wherever that is. */
static void cut_packed(struct victim *v)
{
    struct buf packed = { 0 };
    bool accepted = true;
    if (!gzip_member(&packed, (struct str){ v->file.at, v->file.len }))
        return;
    const size_t every = done.all ? 7 : 977;
    for (size_t at = packed.len; at > 2; at = at > every && at < packed.len - 20
                                            ? at - every : at - 1) {
        struct err e = { 0 };
        const char *wrong = try(str_first(buf_str(&packed), at), &v->options, at, NULL,
                                &accepted, &e);
        done.prefixes++;
        if (!wrong && accepted != (at == packed.len))
            wrong = accepted ? "it is accepted" : "it is refused";
        if (wrong)
            complain(v, "packed and cut at", at, wrong, &e);
    }
    buf_release(&packed);
}

/* Zeros, packed as tightly as can be. */
static bool pack_zeros(struct buf *out, size_t n)
{
    enum { TIGHTEST = 9, GZIP = 15 + 16, MEMORY = 9 };
    z_stream z = { 0 };
    char *zeros = calloc(n, 1);
    bool ok = zeros && buf_reserve(out, n / 500)
           && deflateInit2(&z, TIGHTEST, Z_DEFLATED, GZIP, MEMORY,
                           Z_DEFAULT_STRATEGY) == Z_OK;
    if (ok) {
        z.next_in = (unsigned char *)zeros;
        z.avail_in = (unsigned)n;
        z.next_out = (unsigned char *)out->at + out->len;
        z.avail_out = (unsigned)(n / 500);
        ok = deflate(&z, Z_FINISH) == Z_STREAM_END;
        out->len += n / 500 - z.avail_out;
        deflateEnd(&z);
    }
    free(zeros);
    return ok;
}

/* Sixteen MiB are let through, to be no model; 2 GiB are not, which takes as much. */
static void test_bomb(void)
{
    const struct load_options best = { .trees = TREES_BEST };
    struct buf one = { 0 }, bomb = { 0 };
    struct err small = { 0 }, large = { 0 };
    bool accepted;
    CHECK("zeros can be packed", pack_zeros(&one, 16 << 20));
    const char *wrong = try(buf_str(&one), &best, 0, NULL, &accepted, &small);
    CHECK("many zeros are no model", !wrong && !accepted
          && strstr(small.what, "no format"));
    for (int i = 0; i < 128 && done.all; i++)
        buf_add_str(&bomb, buf_str(&one));
    if (done.all) {
        wrong = try(buf_str(&bomb), &best, 0, NULL, &accepted, &large);
        CHECK("a bomb", !wrong && !accepted && strstr(large.what, "1 GiB"));
    }
    buf_release(&one);
    buf_release(&bomb);
}

/* ------- all ------- */

static void hurt(struct victim *v, const struct model *whole)
{
    cut_anywhere(v, whole);
    cut_tail(v, whole);
    CHECK(v->name, v->wrong == 0);
    v->wrong = 0;
    for (unsigned i = (unsigned)(v->random.state % 3); i < ROUNDS; i += done.all ? 1 : 3)
        damage(v, i);
    CHECK(v->name, v->wrong == 0);
    v->wrong = 0;
    if (str_ends(str_of(v->name), STR(".ubj")))
        claim_lengths(v);
    if (done.all || v->random.state % 8 == 0)
        cut_packed(v);
    CHECK(v->name, v->wrong == 0);
}

static void visit(const char *folder, const char *file)
{
    struct victim v = { .wrong = 0 };
    struct err e = { 0 };
    struct arena arena;
    snprintf(v.name, sizeof v.name, "%s/%s", folder, file);
    v.random.state = hash(v.name);
    arena_init(&v.arena, 0);
    arena_init(&arena, 0);
    v.options = golden_load_options(folder, &v.arena, &e);
    const bool is_read = os_read_file(v.name, 1u << 30, &v.file, &e);
    const struct model *whole = !is_read ? NULL
        : format_load_model((struct str){ v.file.at, v.file.len }, "model", NULL,
                            &v.options, &arena, &e);
    CHECK(v.name, whole != NULL);
    if (whole)
        hurt(&v, whole);
    mem_free(v.file.at);
    arena_release(&arena);
    arena_release(&v.arena);
}

/* What a file makes us ask for and not use is found too, where the checks for addresses,
 * which take terabytes themselves, are not there. */
static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
    struct rlimit r;
    getrlimit(RLIMIT_AS, &r);
    r.rlim_cur = (rlim_t)1 << 30;
    setrlimit(RLIMIT_AS, &r);
#endif
}

static void unlimit_memory(void)
{
    struct rlimit r;
    getrlimit(RLIMIT_AS, &r);
    r.rlim_cur = r.rlim_max;
    setrlimit(RLIMIT_AS, &r);
}

int main(void)
{
    const char *seed = getenv("ROWMILL_SEED");
    done.all = getenv("ROWMILL_LONG") != NULL;
    done.seed = seed ? strtoull(seed, NULL, 10) : SEED;
    limit_memory();
    test_claims();
    test_shared_set();
    golden_each("testdata/golden/lightgbm", visit);
    golden_each("testdata/golden/xgboost", visit);
    unlimit_memory();
    test_bomb();
    printf("seed %llu: %lu prefixes, %lu of them accepted; %lu damages, %lu accepted\n",
           (unsigned long long)done.seed, done.prefixes, done.accepted_prefixes,
           done.damages, done.accepted_damages);
    return check_report();
}
