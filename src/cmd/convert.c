/* convert.c - any model becomes one of rowmill's own format. */
#include "base/mem.h"
#include "base/os.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/loadflags.h"
#include "format/native.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct values {
    const char *output, *name, *classes, *trees, *format, *categories;
    bool verify, quiet;
};

#define AT(field) offsetof(struct values, field)

static const struct opt options[] = {
    { 'o', "output", OPT_FILE, AT(output), "FILE", "where the converted model goes", 0, 0,
      NULL },
    { 0, "name", OPT_TEXT, AT(name), "NAME",
      "what model_version calls it (the name of MODEL\nwithout its ending)", 0, 0, NULL },
    FLAG_CLASSES,
    { 0, "trees", OPT_TEXT, AT(trees), "best|all|N",
      "boosting rounds that are kept: to the best iteration\n"
      "where the file names one, all, or the first N (best)", 0, 0, NULL },
    FLAG_FORMAT,
    FLAG_CATEGORIES,
    { 0, "verify", OPT_SWITCH, AT(verify), NULL,
      "check the checksum of a converted model (always)", 0, 0, NULL },
    { 'q', "quiet", OPT_SWITCH, AT(quiet), NULL, "only errors on stderr", 0, 0, NULL },
};

static const struct opt_table table = {
    .verb = "convert", .synopsis = "-o FILE [FLAGS] [MODEL]",
    .summary = "Turns a model into rowmill's own format, which is loaded at once.",
    .opt = options, .n = sizeof options / sizeof options[0],
    .most_operands = 1, .operands = "MODEL",
};

static bool is_same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode)
        && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool check_output(const struct values *v, const char *path, struct err *e)
{
    if (!v->output)
        return opt_missing(&table, "-o FILE is missing", e);
    if (strcmp(v->output, "-") == 0)
        return !os_is_terminal(STDOUT_FILENO)
            || err_set(e, ERR_USAGE, "stdout is a terminal, and the model no text");
    if (is_same_file(path, v->output))
        return err_set(e, ERR_USAGE, "--output is the model, %s", path);
    if (!str_ends(str_of(v->output), STR(".gz")))
        return true;
    err_set(e, ERR_USAGE, "--output %s: converted models are not compressed, so that they"
            " can be used where they stand", v->output);
    err_remedy(e, "to move one: rowmill convert -o - MODEL | gzip >FILE.gz");
    return false;
}

static bool check_name(const char *name, struct err *e)
{
    if (!name || native_is_name(str_of(name)))
        return true;
    char shown[80];
    str_show(shown, sizeof shown, str_of(name), 60);
    return err_set(e, ERR_USAGE, "--name wants 1 to 255 letters, digits, points, dashes"
                   " and underscores, not \"%s\"", shown);
}

static const struct model *read_model(struct world *w, const struct values *v,
                                      const char *path, struct arena *a,
                                      struct arena *work, struct err *e)
{
    const struct load_flags flags = { v->trees, v->classes, v->categories, true };
    struct load_options load;
    if (!load_flags_read(&flags, &load, work, e))
        return NULL;
    const struct model *m = format_read_model(path, v->format, &load, a, e);
    for (uint32_t i = 0; m && i < m->n_notes && !v->quiet; i++)
        tell(w, (struct notice){ LEVEL_WARNING, path, NULL }, "%.*s",
             (int)m->note[i].len, m->note[i].at);
    return m;
}

/* The bytes, read again before anybody else can. */
static bool make_bytes(const struct model *m, const char *path, struct buf *bytes,
                       struct err *e)
{
    if (native_write(m, bytes, e) && native_check(buf_str(bytes), e))
        return true;
    err_place(e, path, 0);
    return false;
}

static bool write_file(struct world *w, const char *path, const struct buf *bytes,
                       struct err *e)
{
    struct outfile out;
    if (!outfile_open(&out, path, w->signals, e))
        return false;
    bool ok = outfile_write(&out, bytes->at, bytes->len, e) && outfile_publish(&out, e);
    outfile_discard(&out);
    return ok;
}

static void closing_line(struct world *w, const struct values *v, const struct model *m,
                         size_t bytes)
{
    char rounds[64] = "";
    if (v->quiet)
        return;
    if (m->rounds_used < m->rounds)
        snprintf(rounds, sizeof rounds, ", rounds 1 to %u of %u", m->rounds_used,
                 m->rounds);
    tell(w, (struct notice){ LEVEL_INFO, NULL, NULL }, "%.*s@%.12s%s, %zu bytes -> %s",
         (int)m->name.len, m->name.at, m->hash, rounds, bytes,
         strcmp(v->output, "-") == 0 ? "stdout" : v->output);
}

static bool convert(struct world *w, const struct values *v, const char *path,
                    struct arena *a, struct arena *work, struct err *e)
{
    struct buf bytes = { 0 };
    const struct model *read = read_model(w, v, path, a, work, e);
    if (!read)
        return false;
    struct model m = *read;
    if (v->name)
        m.name = str_of(v->name);
    bool ok = make_bytes(&m, path, &bytes, e) && write_file(w, v->output, &bytes, e);
    if (ok)
        closing_line(w, v, &m, bytes.len);
    buf_release(&bytes);
    return ok;
}

static bool run(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    const struct values *v = values;
    const char *path = argc ? argv[0] : getenv("ROWMILL_MODEL");
    struct arena a, work;
    if (!path)
        return opt_missing(&table, "MODEL is missing", e);
    if (!check_output(v, path, e) || !check_name(v->name, e))
        return false;
    arena_init(&a, 0);
    arena_init(&work, 0);
    bool ok = convert(w, v, path, &a, &work, e);
    arena_release(&work);
    arena_release(&a);
    return ok;
}

const struct command command_convert = {
    .table = &table, .values_size = sizeof(struct values), .run = run,
};
