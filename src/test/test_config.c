/* test_config.c - values from the environment and from files: who counts more, what is
 * refused and where, what is printed. */
#include "cmd/config.h"

#include "base/mem.h"
#include "test/check.h"
#include "test/scratch.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct values {
    const char *config, *model, *mode;
    bool quiet, print_config;
    uint64_t batch_size, limit;
    struct opt_source source[OPT_MOST_FLAGS];
};

#define AT(field) offsetof(struct values, field)

static const struct opt options[] = {
    { 'm', "model", OPT_FILE, AT(model), "MODEL", "the model", 0, 0, NULL },
    { 0, "mode", OPT_CHOICE, AT(mode), "a|b", "how", 0, 0, "a|b" },
    { 'q', "quiet", OPT_SWITCH, AT(quiet), NULL, "less", 0, 0, NULL },
    { 0, "batch-size", OPT_COUNT, AT(batch_size), "N", "rows", 1, 100, NULL },
    { 0, "limit", OPT_COUNT, AT(limit), "N", "rows at most", 1, UINT64_MAX, NULL },
    { 0, "config", OPT_FILE, AT(config), "FILE", "this file", 0, 0, NULL },
    { 0, "print-config", OPT_SWITCH, AT(print_config), NULL, "print it", 0, 0, NULL },
};

static const struct opt_table table = {
    .verb = "score", .synopsis = "", .summary = "", .opt = options, .n = COUNT(options),
    .most_operands = 1, .operands = "FILE", .sources = AT(source),
};

/* One reading: what the command line, the environment and the file give. */
struct reading {
    struct values v;
    struct err err;
    struct arena arena;
    bool ok;
    char path[SCRATCH_ROOM], argument[80], variable[80];
};

/* "": nothing.  The texts live as long as `r`. */
static void read_config(struct reading *r, const struct scratch *s, const char *flag,
                        const char *variable, struct str file)
{
    char *argv[] = { r->argument }, *environment[] = { r->variable, NULL };
    int n_operands;
    *r = (struct reading){ .v = { .batch_size = 10 } };
    snprintf(r->argument, sizeof r->argument, "%s", flag);
    snprintf(r->variable, sizeof r->variable, "%s", variable);
    if (file.len) {
        r->v.config = scratch_path(s, "c.conf", r->path);
        scratch_write(r->path, file);
    }
    r->ok = opt_parse(&table, *flag != 0, argv, &r->v, &n_operands, &r->err)
         && config_read(&table, &r->v, environment, &r->arena, &r->err);
}

/* ---- who counts ---- */

static const struct {
    const char *flag, *variable, *file;
    uint64_t want;
    enum opt_from from;
} orders[] = {
    { "", "", "", 10, OPT_DEFAULT },
    { "", "", "batch-size = 2", 2, OPT_OF_FILE },
    { "", "ROWMILL_BATCH_SIZE=3", "", 3, OPT_OF_ENVIRONMENT },
    { "", "ROWMILL_BATCH_SIZE=3", "batch-size = 2", 3, OPT_OF_ENVIRONMENT },
    { "--batch-size=4", "", "batch-size = 2", 4, OPT_OF_FLAG },
    { "--batch-size=4", "ROWMILL_BATCH_SIZE=3", "", 4, OPT_OF_FLAG },
    { "--batch-size=4", "ROWMILL_BATCH_SIZE=3", "batch-size = 2", 4, OPT_OF_FLAG },
    { "", "ROWMILL_BATCH_SIZE=", "batch-size = 2", 2, OPT_OF_FILE },
    { "", "ROWMILL_BATCH_SIZ=3", "", 10, OPT_DEFAULT },
    { "", "ROWMILL_BATCH_SIZES=3", "", 10, OPT_DEFAULT },
    { "", "rowmill_batch_size=3", "", 10, OPT_DEFAULT },
    { "", "", "batch-size = 2\nbatch-size = 5", 5, OPT_OF_FILE },
    { "", "", "batch-size=2\r\n", 2, OPT_OF_FILE },
    { "", "", "\xEF\xBB\xBF\t batch-size\t=\t2 \t\n", 2, OPT_OF_FILE },
    { "", "", "#batch-size = 2\n  # batch-size = 3\n\n \n", 10, OPT_DEFAULT },
};

static void test_orders(const struct scratch *s)
{
    const struct opt *o = opt_find(&table, STR("batch-size"));
    for (size_t i = 0; i < COUNT(orders); i++) {
        struct reading r;
        char which[40];
        snprintf(which, sizeof which, "order %zu", i);
        read_config(&r, s, orders[i].flag, orders[i].variable, str_of(orders[i].file));
        CHECK(which, r.ok && !err_is_set(&r.err) && r.v.batch_size == orders[i].want);
        CHECK(which, opt_source(&table, o, &r.v).from == orders[i].from);
        arena_release(&r.arena);
    }
}

/* ---- what is refused ---- */

static const struct {
    const char *flag, *variable;
    struct str file;
    enum err_kind kind;
    unsigned line;
    const char *what, *remedy;
} bads[] = {
    { "", "", STR("\nmdoel = x"), ERR_MODEL, 2, "no key \"mdoel\"",
      "did you mean model?" },
    { "", "", STR("nothing = x"), ERR_MODEL, 1, "no key \"nothing\"", "--help" },
    { "", "", STR("m = x"), ERR_MODEL, 1, "no key \"m\"", "" },
    { "", "", STR("= x"), ERR_MODEL, 1, "no key \"\"", "" },
    { "", "", STR("quiet"), ERR_MODEL, 1, "no = in \"quiet\"", "KEY = VALUE" },
    { "", "", STR("quiet = 1"), ERR_MODEL, 1, "quiet wants true or false, not \"1\"",
      "" },
    { "", "", STR("quiet = True"), ERR_MODEL, 1, "quiet wants true or false", "" },
    { "", "", STR("quiet = \"true\""), ERR_MODEL, 1, "quiet wants true or false", "" },
    { "", "", STR("mode = c"), ERR_MODEL, 1, "mode wants a|b, not \"c\"", "" },
    { "", "", STR("mode = a # b"), ERR_MODEL, 1, "mode wants a|b, not \"a # b\"", "" },
    { "", "", STR("batch-size = 0"), ERR_MODEL, 1, "batch-size wants a whole", "" },
    { "", "", STR("batch-size ="), ERR_MODEL, 1, "batch-size wants a whole", "" },
    { "", "", STR("mode = a\nmode = b\0\n"), ERR_MODEL, 2, "NUL byte", "" },
    { "", "", STR("config = d.conf"), ERR_MODEL, 1, "\"config\" is for the command", "" },
    { "", "", STR("print-config = true"), ERR_MODEL, 1, "\"print-config\" is for", "" },
    { "--batch-size=4", "", STR("batch-size = x"), ERR_MODEL, 1, "not \"x\"", "" },
    { "", "ROWMILL_BATCH_SIZE=x", STR(""), ERR_USAGE, 0, "ROWMILL_BATCH_SIZE wants", "" },
    { "", "ROWMILL_QUIET=yes", STR(""), ERR_USAGE, 0, "ROWMILL_QUIET wants true", "" },
    { "--quiet", "ROWMILL_MODE=c", STR(""), ERR_USAGE, 0, "ROWMILL_MODE wants a|b", "" },
    { "--config=", "", STR(""), ERR_USAGE, 0, "its name is empty", "" },
    { "", "ROWMILL_CONFIG=/no/such/file", STR(""), ERR_NOINPUT, 0, "cannot be opened",
      "" },
};

static void test_bads(const struct scratch *s)
{
    for (size_t i = 0; i < COUNT(bads); i++) {
        struct reading r;
        read_config(&r, s, bads[i].flag, bads[i].variable, bads[i].file);
        CHECK(bads[i].what, !r.ok && r.err.kind == bads[i].kind);
        CHECK(bads[i].what, strstr(r.err.what, bads[i].what) != NULL);
        CHECK(bads[i].what, strstr(r.err.remedy, bads[i].remedy) != NULL);
        CHECK(bads[i].what, r.err.line == bads[i].line);
        CHECK(bads[i].what, !bads[i].line || strcmp(r.err.file, r.path) == 0);
        arena_release(&r.arena);
    }
}

/* ---- an error that only shows later ---- */

static void blame(struct reading *r, const char *what)
{
    r->err = (struct err){ 0 };
    err_set(&r->err, ERR_USAGE, "%s", what);
    config_blame(&table, &r->v, &r->err);
}

static void test_blame(const struct scratch *s)
{
    struct reading r;
    read_config(&r, s, "--limit=3", "ROWMILL_MODE=a", STR("\nbatch-size = 2"));
    blame(&r, "--batch-size wants more");
    CHECK("a line", r.err.kind == ERR_MODEL && r.err.line == 2
                    && strcmp(r.err.what, "batch-size wants more") == 0
                    && strcmp(r.err.file, r.path) == 0);
    blame(&r, "--batch-size: too few");
    CHECK("with a colon", r.err.kind == ERR_MODEL
                          && strcmp(r.err.what, "batch-size: too few") == 0);
    blame(&r, "--mode wants b");
    CHECK("a variable", r.err.kind == ERR_USAGE && !r.err.line
                        && strcmp(r.err.what, "ROWMILL_MODE wants b") == 0);
    blame(&r, "--limit wants more");
    CHECK("a flag", r.err.kind == ERR_USAGE
                    && strcmp(r.err.what, "--limit wants more") == 0);
    blame(&r, "--nothing wants more");
    CHECK("no flag", strcmp(r.err.what, "--nothing wants more") == 0);
    blame(&r, "-- ");
    CHECK("no name", r.err.kind == ERR_USAGE && strcmp(r.err.what, "-- ") == 0);
    blame(&r, "the model is missing");
    CHECK("no flag at all", strcmp(r.err.what, "the model is missing") == 0);
    arena_release(&r.arena);
}

/* ---- what is printed ---- */

static void test_print(const struct scratch *s)
{
    struct reading r;
    struct buf b = { 0 };
    char want[SCRATCH_ROOM + 200];
    read_config(&r, s, "--quiet", "ROWMILL_MODEL=a\nb.txt", STR("# c\nbatch-size = 2\n"));
    config_print(&table, &r.v, &b);
    buf_add_char(&b, 0);
    snprintf(want, sizeof want, "model = a\\x0Ab.txt  # ROWMILL_MODEL\n"
             "mode =  # default\nquiet = true  # flag\nbatch-size = 2  # %s:2\n"
             "limit =  # default\n", r.path);
    CHECK("all but the flags about it", r.ok && strcmp(b.at, want) == 0);
    buf_release(&b);
    arena_release(&r.arena);
}

int main(void)
{
    struct scratch s;
    if (!scratch_make(&s))
        return 1;
    test_orders(&s);
    test_bads(&s);
    test_blame(&s);
    test_print(&s);
    scratch_remove(&s);
    return check_report();
}
