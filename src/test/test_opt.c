/* test_opt.c - flags: every spelling, every refusal, and the help. */
#include "base/opt.h"

#include "test/check.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct values {
    bool quiet, verbose, no_header;
    const char *model, *output, *mode;
    uint64_t threads, limit;
};

#define AT(field) offsetof(struct values, field)

static const struct opt options[] = {
    { 'm', "model", OPT_TEXT, AT(model), "MODEL", "the model", 0, 0, NULL },
    { 'o', "output", OPT_TEXT, AT(output), "FILE", "where predictions go", 0, 0, NULL },
    { 'q', "quiet", OPT_SWITCH, AT(quiet), NULL, "no closing line", 0, 0, NULL },
    { 'v', "verbose", OPT_SWITCH, AT(verbose), NULL, "more lines", 0, 0, NULL },
    { 0, "no-header", OPT_SWITCH, AT(no_header), NULL, "the first line is a row", 0, 0,
      NULL },
    { 'j', "threads", OPT_COUNT, AT(threads), "N", "threads", 1, 1024, NULL },
    { 0, "limit", OPT_COUNT, AT(limit), "N", "rows\nat most", 0, UINT64_MAX, NULL },
    { 0, "a-flag-of-a-very-long-name-indeed", OPT_CHOICE, AT(mode), "auto|always|never",
      "when", 0, 0, "auto|always|never" },
};

static const struct opt_table table = {
    .verb = "score", .synopsis = "-m MODEL [FLAGS] [FILE]", .summary = "scores rows",
    .opt = options, .n = COUNT(options), .least_operands = 0, .most_operands = 2,
    .operands = "FILE",
};

enum { MOST_ARGS = 8 };

struct parsed {
    struct values v;
    struct err err;
    int n;
    bool ok;
    char *argv[MOST_ARGS];
};

/* The arguments are separated by bars. */
static void parse(struct parsed *p, const struct opt_table *t, const char *line,
                  char text[200])
{
    int argc = 0;
    *p = (struct parsed){ .n = -1 };
    snprintf(text, 200, "%s", line);
    for (char *at = text; at && *line && argc < MOST_ARGS;) {
        p->argv[argc++] = at;
        at = strchr(at, '|');
        if (at)
            *at++ = 0;
    }
    p->ok = opt_parse(t, argc, p->argv, &p->v, &p->n, &p->err);
}

static bool is_text(const char *got, const char *want)
{
    return want ? got && strcmp(got, want) == 0 : !got;
}

/* ---- what is taken ---- */

static const struct {
    const char *which, *line;
    struct values want;
    int n;
    const char *operand[2];
} goods[] = {
    { "nothing", "", { 0 }, 0, { NULL } },
    { "a long flag", "--model|m.txt", { .model = "m.txt" }, 0, { NULL } },
    { "with =", "--model=m.txt", { .model = "m.txt" }, 0, { NULL } },
    { "with = and nothing", "--model=", { .model = "" }, 0, { NULL } },
    { "= in its value", "--model=a=b", { .model = "a=b" }, 0, { NULL } },
    { "a letter", "-m|m.txt", { .model = "m.txt" }, 0, { NULL } },
    { "a letter and its value", "-mm.txt", { .model = "m.txt" }, 0, { NULL } },
    { "switches", "-q|--no-header", { .quiet = true, .no_header = true }, 0, { NULL } },
    { "letters together", "-qv", { .quiet = true, .verbose = true }, 0, { NULL } },
    { "and a value behind them", "-qvmx",
      { .quiet = true, .verbose = true, .model = "x" }, 0, { NULL } },
    { "or after them", "-qm|x", { .quiet = true, .model = "x" }, 0, { NULL } },
    { "the last of two", "-m|a|--model=b", { .model = "b" }, 0, { NULL } },
    { "operands", "a|b", { 0 }, 2, { "a", "b" } },
    { "between flags", "a|-q|b|-m|x", { .quiet = true, .model = "x" }, 2, { "a", "b" } },
    { "stdin", "-", { 0 }, 1, { "-" } },
    { "the end of flags", "-q|--|-v|--model", { .quiet = true }, 2, { "-v", "--model" } },
    { "only the first ends them", "--|--", { 0 }, 1, { "--" } },
    { "a value like a flag", "-m|-q|-o|--", { .model = "-q", .output = "--" }, 0,
      { NULL } },
    { "a count", "-j|8", { .threads = 8 }, 0, { NULL } },
    { "the least", "--threads=1", { .threads = 1 }, 0, { NULL } },
    { "the most", "-j1024", { .threads = 1024 }, 0, { NULL } },
    { "zeros before it", "-j007", { .threads = 7 }, 0, { NULL } },
    { "the most there is", "--limit|18446744073709551615", { .limit = UINT64_MAX }, 0,
      { NULL } },
    { "none at all", "--limit=0", { .limit = 0 }, 0, { NULL } },
    { "a choice", "--a-flag-of-a-very-long-name-indeed|always", { .mode = "always" }, 0,
      { NULL } },
    { "the last choice", "--a-flag-of-a-very-long-name-indeed=never", { .mode = "never" },
      0, { NULL } },
};

static bool same_values(const struct values *a, const struct values *b)
{
    return a->quiet == b->quiet && a->verbose == b->verbose
        && a->no_header == b->no_header
        && is_text(a->model, b->model) && is_text(a->output, b->output)
        && is_text(a->mode, b->mode) && a->threads == b->threads && a->limit == b->limit;
}

static void test_goods(void)
{
    for (size_t i = 0; i < COUNT(goods); i++) {
        struct parsed p;
        char text[200];
        parse(&p, &table, goods[i].line, text);
        CHECK(goods[i].which, p.ok && !err_is_set(&p.err));
        CHECK(goods[i].which, same_values(&p.v, &goods[i].want));
        CHECK(goods[i].which, p.n == goods[i].n);
        for (int k = 0; k < p.n; k++)
            CHECK(goods[i].which, is_text(p.argv[k], goods[i].operand[k]));
    }
}

/* ---- what is not ---- */

#define COUNT_WANTED "--threads wants a whole number from 1 to 1024, not"

static const struct { const char *which, *line, *what, *remedy; } bads[] = {
    { "unknown", "--modle|x", "there is no flag --modle", "did you mean --model?" },
    { "unknown, with a value", "--ouptut=x", "there is no flag --ouptut",
      "did you mean --output?" },
    { "like none", "--frobnicate", "there is no flag --frobnicate", "--help" },
    { "abbreviated", "--mod", "there is no flag --mod", "" },
    { "longer", "--models|x", "there is no flag --models", "did you mean --model?" },
    { "letters count", "--Model|x", "there is no flag --Model", "did you mean --model?" },
    { "no name", "--=x", "there is no flag --", "" },
    { "three dashes", "---quiet", "there is no flag ---quiet", "" },
    { "unprintable", "--a\033b", "there is no flag --a\\x1Bb", "" },
    { "an unknown letter", "-x", "there is no flag -x", "--help" },
    { "among others", "-qxv", "there is no flag -x", "" },
    { "no letter", "-q=1", "there is no flag -=", "" },
    { "no value", "-q|--model", "--model wants a value: MODEL", "" },
    { "no value for a letter", "-qm", "--model wants a value: MODEL", "" },
    { "a value for a switch", "--quiet=yes", "--quiet takes no value", "" },
    { "an empty one", "--quiet=", "--quiet takes no value", "" },
    { "below the least", "-j0", COUNT_WANTED " \"0\"",
      "" },
    { "above the most", "-j|1025",
      COUNT_WANTED " \"1025\"", "" },
    { "no count", "-j|8x", COUNT_WANTED " \"8x\"", "" },
    { "a fraction", "-j|1.5", COUNT_WANTED " \"1.5\"",
      "" },
    { "a sign", "-j|+1", COUNT_WANTED " \"+1\"", "" },
    { "a negative one", "-j-1", COUNT_WANTED " \"-1\"",
      "" },
    { "a blank", "-j| 1", COUNT_WANTED " \" 1\"", "" },
    { "an empty count", "--threads=",
      COUNT_WANTED " \"\"", "" },
    { "too large for 64 bits", "--limit|18446744073709551616",
      "--limit wants a whole number from 0, not \"18446744073709551616\"", "" },
    { "another word", "--a-flag-of-a-very-long-name-indeed=maybe", "not \"maybe\"", "" },
    { "half a word", "--a-flag-of-a-very-long-name-indeed=alw", "not \"alw\"", "" },
    { "no word", "--a-flag-of-a-very-long-name-indeed=", "not \"\"", "" },
    { "too many operands", "a|b|c", "score takes 2 FILE, and there is also \"c\"",
      "usage" },
};

static void test_bads(void)
{
    for (size_t i = 0; i < COUNT(bads); i++) {
        struct parsed p;
        char text[200];
        parse(&p, &table, bads[i].line, text);
        CHECK(bads[i].which, !p.ok && p.err.kind == ERR_USAGE);
        CHECK(bads[i].which, strstr(p.err.what, bads[i].what) != NULL);
        CHECK(bads[i].which, strstr(p.err.remedy, bads[i].remedy) != NULL);
    }
}

static void test_operands(void)
{
    struct opt_table t = table;
    struct parsed p;
    char text[200];
    t.least_operands = 1;
    parse(&p, &t, "-q", text);
    CHECK("too few", !p.ok && strcmp(p.err.what, "FILE is missing") == 0
                     && strstr(p.err.remedy, "usage: rowmill score -m MODEL [FLAGS]"));
    parse(&p, &t, "-q|a", text);
    CHECK("enough", p.ok && p.n == 1);
    t.least_operands = t.most_operands = 0;
    parse(&p, &t, "a", text);
    CHECK("none wanted", !p.ok && strstr(p.err.what, "score takes no operand")
                         && strstr(p.err.what, "\"a\""));
}

/* What the caller has put in stays where no flag says otherwise. */
static void test_defaults(void)
{
    struct values v = { .threads = 7, .model = "of the environment", .quiet = true };
    struct err e = { 0 };
    char flag[] = "-v", *argv[] = { flag };
    int n;
    CHECK("defaults", opt_parse(&table, 1, argv, &v, &n, &e) && n == 0);
    CHECK("stay", v.threads == 7 && v.quiet && v.verbose
                  && strcmp(v.model, "of the environment") == 0);
}

/* ---- help ---- */

static void test_help(void)
{
    struct buf b = { 0 };
    char flag[80];
    opt_help(&table, &b);
    buf_add_char(&b, 0);
    CHECK("how it is used",
          str_starts(buf_str(&b), STR("usage: rowmill score -m MODEL [FLAGS] [FILE]\n")));
    CHECK("what it is for", strstr(b.at, "\nscores rows\n") != NULL);
    for (size_t i = 0; i < table.n; i++) {
        const struct opt *o = &options[i];
        if (o->letter)
            snprintf(flag, sizeof flag, "\n  -%c, --%s%s%s", o->letter, o->name,
                     o->value ? " " : "", o->value ? o->value : "");
        else
            snprintf(flag, sizeof flag, "\n      --%s%s%s", o->name, o->value ? " " : "",
                     o->value ? o->value : "");
        CHECK(o->name, strstr(b.at, flag) != NULL);
    }
    CHECK("the second line of two stands below the first",
          strstr(b.at, "  rows\n                              at most\n") != NULL);
    CHECK("a long flag has a line of its own",
          strstr(b.at, "always|never\n                              when\n") != NULL);
    for (const char *line = b.at; (line = strchr(line, '\n')); line++)
        CHECK("no blanks at the end of a line", line[-1] != ' ');
    buf_release(&b);
}

/* ---- the same table for other givers ---- */

static void test_names(void)
{
    char name[OPT_NAME_ROOM];
    const struct opt *o = opt_find(&table, STR("no-header"));
    opt_name(name, o, OPT_OF_FLAG);
    CHECK("a flag", strcmp(name, "--no-header") == 0);
    opt_name(name, o, OPT_OF_ENVIRONMENT);
    CHECK("a variable", strcmp(name, "ROWMILL_NO_HEADER") == 0);
    opt_name(name, o, OPT_OF_FILE);
    CHECK("a key", strcmp(name, "no-header") == 0);
    CHECK("not abbreviated", !opt_find(&table, STR("no-head")));
    CHECK("but near", opt_nearest(&table, STR("no-head")) == o);
    CHECK("near nothing", !opt_nearest(&table, STR("xyzzy")));
}

static void test_set(void)
{
    struct values v = { .quiet = true };
    struct err e = { 0 };
    const struct opt_source file = { OPT_OF_FILE, 3, "c.conf" };
    const struct opt *quiet = opt_find(&table, STR("quiet"));
    CHECK("off", opt_set(&table, quiet, "false", &v, file, &e) && !v.quiet);
    CHECK("on", opt_set(&table, quiet, "true", &v, file, &e) && v.quiet);
    CHECK("nobody asks for sources", opt_source(&table, quiet, &v).from == OPT_DEFAULT);
    CHECK("neither", !opt_set(&table, quiet, "maybe", &v, file, &e) && v.quiet
                     && e.kind == ERR_MODEL && e.line == 3
                     && strcmp(e.file, "c.conf") == 0
                     && strcmp(e.what, "quiet wants true or false, not \"maybe\"") == 0);
}

static const struct { const char *first; int n; } words[] = {
    { "file", 1 }, { "-", 1 }, { "--", 1 }, { "", 1 }, { "--model", 2 },
    { "--model=x", 1 }, { "--quiet", 1 }, { "--nothing", 1 }, { "-m", 2 },
    { "-mx", 1 }, { "-qm", 2 },
    { "-qv", 1 }, { "-qx", 1 }, { "-x", 1 },
};

static void test_words(void)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        char first[20], second[] = "x", *argv[] = { first, second };
        snprintf(first, sizeof first, "%s", words[i].first);
        CHECK(words[i].first, opt_words(&table, 2, argv) == words[i].n);
        CHECK(words[i].first, opt_words(&table, 1, argv) == 1);
    }
}

int main(void)
{
    test_goods();
    test_bads();
    test_operands();
    test_defaults();
    test_help();
    test_names();
    test_set();
    test_words();
    return check_report();
}
