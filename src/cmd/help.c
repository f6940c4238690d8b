/* help.c - what there is, and what this build is made of. */
#include "base/cpu.h"
#include "base/sha256.h"
#include "base/version.h"
#include "cmd/cmd.h"
#include "cmd/topics.h"

#include <csv.h>
#include <stddef.h>
#include <zlib.h>

struct values {
    bool version;
};

static const struct opt options[] = {
    { 'V', "version", OPT_SWITCH, offsetof(struct values, version), NULL,
      "version, compiler, libraries, CPU", 0, 0, NULL },
};

static const struct opt_table table = {
    .verb = "help", .synopsis = "[VERB | TOPIC]",
    .summary = "Lists verbs and topics, shows the flags of a verb, or a topic.",
    .opt = options, .n = sizeof options / sizeof options[0],
    .most_operands = 1, .operands = "VERB|TOPIC",
};

static void add_overview(struct buf *b)
{
    buf_add_str(b, STR(
        "rowmill scores rows with tree ensembles: CSV in, predictions out.\n\n"
        "usage: rowmill VERB [FLAGS] ...\n\n"));
    for (size_t i = 0; command_at(i); i++)
        buf_addf(b, "  %-10s  %s\n", command_at(i)->table->verb,
                 command_at(i)->table->summary);
    buf_add_str(b, STR(
        "\n`rowmill VERB --help` lists the flags of a verb, `man rowmill-VERB` explains"
        " them.\n"
        "`rowmill --version` tells what this is; --log json, with any verb, makes each"
        " line\n"
        "on stderr an object. `rowmill help TOPIC` tells more:\n\n"));
    for (size_t i = 0; topic_at(i); i++)
        buf_addf(b, "    %-16s%s\n", topic_at(i)->name, topic_at(i)->title);
}

static void add_feature(struct buf *b, const char *name, bool there)
{
    if (there)
        buf_addf(b, " %s", name);
}

static void add_version(struct buf *b)
{
    struct cpu cpu = cpu_detect();
    buf_addf(b, "rowmill %s\n", ROWMILL_VERSION);
#if defined(__clang__)
    buf_addf(b, "compiler    clang %s\n", __clang_version__);
#else
    buf_addf(b, "compiler    gcc %s\n", __VERSION__);
#endif
    buf_addf(b, "libraries   libcsv %d.%d.%d, zlib %s, %s, OpenMP %d\n", CSV_MAJOR,
             CSV_MINOR, CSV_RELEASE, zlibVersion(), sha256_library(), _OPENMP);
    buf_addf(b, "cpu        ");
    add_feature(b, "sse4.1", cpu.sse41);
    add_feature(b, "avx2", cpu.avx2);
    add_feature(b, "fma", cpu.fma);
    add_feature(b, "bmi2", cpu.bmi2);
    add_feature(b, "avx512", cpu.avx512);
    buf_addf(b, "%s\n", cpu.sse41 ? "" : " baseline");
}

/* Verbs and topics; row i, or NULL. */
static const char *page_at(size_t i)
{
    size_t n = 0;
    while (command_at(n))
        n++;
    const struct topic *t = i < n ? NULL : topic_at(i - n);
    return i < n ? command_at(i)->table->verb : t ? t->name : NULL;
}

static bool unknown_page(const char *name, struct err *e)
{
    enum { MOST = 64 };
    struct str names[MOST];
    char shown[80];
    size_t n = 0;
    for (; n < MOST && page_at(n); n++)
        names[n] = str_of(page_at(n));
    size_t near = str_nearest(str_of(name), names, n);
    str_show(shown, sizeof shown, str_of(name), 60);
    err_set(e, ERR_USAGE, "there is no help on \"%s\"", shown);
    if (near < n)
        err_remedy(e, "did you mean `rowmill help %s`?", page_at(near));
    else
        err_remedy(e, "`rowmill help` lists verbs and topics");
    return false;
}

static bool run(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    const struct values *v = values;
    const struct command *c = argc ? command_find(argv[0]) : NULL;
    const struct topic *t = argc ? topic_find(argv[0]) : NULL;
    struct buf b = { 0 };
    (void)w;
    if (v->version)
        add_version(&b);
    else if (c)
        opt_help(c->table, &b);
    else if (t)
        t->add(&b);
    else if (argc)
        return unknown_page(argv[0], e);
    else
        add_overview(&b);
    bool ok = say(&b, e);
    buf_release(&b);
    return ok;
}

const struct command command_help = {
    .table = &table, .values_size = sizeof(struct values), .run = run,
};
