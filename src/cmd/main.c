/* main.c - finds the verb, calls it, reports the error, exits. */
#include "base/mem.h"
#include "base/os.h"
#include "cmd/cmd.h"
#include "cmd/topics.h"

#include <stdlib.h>

static bool unknown_verb(const char *verb, struct err *e)
{
    char shown[80];
    const struct command *near = command_nearest(verb);
    str_show(shown, sizeof shown, str_of(verb), 60);
    if (verb[0] == '-' && verb[1]) {
        err_set(e, ERR_USAGE, "a verb is missing before %s", shown);
        err_remedy(e, "flags stand behind it: rowmill score %s ...", shown);
        return false;
    }
    err_set(e, ERR_USAGE, "there is no verb \"%s\"", shown);
    if (topic_find(verb))
        err_remedy(e, "did you mean `rowmill help %s`?", verb);
    else if (near)
        err_remedy(e, "did you mean `rowmill %s`?", near->table->verb);
    else
        err_remedy(e, "`rowmill help` lists them");
    return false;
}

/* Is there a -h or --help before the flags end? */
static bool wants_help(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0)
            return true;
    return false;
}

static bool print_help(const struct command *c, struct err *e)
{
    struct buf text = { 0 };
    opt_help(c->table, &text);
    bool ok = say(&text, e);
    buf_release(&text);
    return ok;
}

static bool run_command(const struct command *c, struct world *w, int argc, char **argv,
                        struct err *e)
{
    int n_operands;
    if (wants_help(argc, argv))
        return print_help(c, e);
    char *values = mem_grow(NULL, c->values_size + 1, 1);
    if (!values)
        return err_set(e, ERR_MEMORY, "no room to start");
    if (c->defaults)
        memcpy(values, c->defaults, c->values_size);
    else
        memset(values, 0, c->values_size);
    bool ok = opt_parse(c->table, argc, argv, values, &n_operands, e)
           && c->run(w, values, n_operands, argv, e);
    mem_free(values);
    return ok;
}

/* ---- --log: for all verbs, before them too, and for errors in other flags ---- */

static bool set_log(struct world *w, const char *value, enum opt_from from, struct err *e)
{
    const struct opt *log = opt_find(&common_flags, STR("log"));
    const char *taken = NULL;
    if (!value)
        return err_set(e, ERR_USAGE, "--log wants a value: %s", log->value);
    struct opt_source source = { .from = from };
    if (!opt_set(&common_flags, log, value, &taken, source, e))
        return false;
    w->log_json = strcmp(taken, "json") == 0;
    return true;
}

/* How many arguments a --log is, from argv[0] on; 0: it is none. */
static int log_words(int argc, char **argv, const char **value)
{
    const bool separate = strcmp(argv[0], "--log") == 0;
    if (!separate && !str_starts(str_of(argv[0]), STR("--log=")))
        return 0;
    *value = !separate ? argv[0] + 6 : argc > 1 ? argv[1] : NULL;
    return separate && argc > 1 ? 2 : 1;
}

/* Reads all --log, up to a `--`, and takes them out unless the verb has such a flag. */
static int take_log(struct world *w, const struct opt_table *t, int argc, char **argv,
                    struct err *e)
{
    const bool keep = opt_find(t, STR("log")) != NULL;
    bool flags = true;
    int n = 0, words;
    for (int i = 0; i < argc; i += words) {
        const char *value;
        flags = flags && strcmp(argv[i], "--") != 0;
        int of_log = flags ? log_words(argc - i, argv + i, &value) : 0;
        words = of_log ? of_log : flags ? opt_words(t, argc - i, argv + i) : 1;
        if (of_log)
            set_log(w, value, OPT_OF_FLAG, e);
        if (of_log && !keep)
            continue;
        memmove(argv + n, argv + i, (size_t)words * sizeof argv[0]);
        n += words;
    }
    return n;
}

/* The verb, brought before the --log that it may stand behind; NULL: there is none. */
static const char *take_verb(int argc, char **argv)
{
    const char *ignored;
    int at = 0, words = 1;
    while (at < argc && (words = log_words(argc - at, argv + at, &ignored)) > 0)
        at += words;
    if (at >= argc)
        return NULL;
    char *verb = argv[at];
    memmove(argv + 1, argv, (size_t)at * sizeof argv[0]);
    argv[0] = verb;
    return verb;
}

/* argv without the program's name. */
static bool run(struct world *w, int argc, char **argv, struct err *e)
{
    static const struct opt_table no_table = { 0 };
    const char *verb = take_verb(argc, argv), *log = getenv("ROWMILL_LOG");
    const struct command *c = verb ? command_find(verb) : NULL;
    int skip = verb != NULL;

    if (log && *log)
        set_log(w, log, OPT_OF_ENVIRONMENT, e);
    argc = skip + take_log(w, c ? c->table : &no_table, argc - skip, argv + skip, e);
    if (err_is_set(e) || !(w->signals = signals_start(e)))
        return false;
    if (!verb) {
        err_set(e, ERR_USAGE, "a verb is missing");
        err_remedy(e, "`rowmill help` lists them; `rowmill score -m MODEL FILE` scores");
        return false;
    }
    if (strcmp(verb, "--version") == 0 || strcmp(verb, "-V") == 0)
        return run_command(command_find("help"), w, 1, argv, e);
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0)
        c = command_find("help");
    return c ? run_command(c, w, argc - 1, argv + 1, e) : unknown_verb(verb, e);
}

int main(int argc, char **argv)
{
    struct world w = { 0 };
    struct err e = { 0 };
    os_fix_standard_files();
    run(&w, argc > 0 ? argc - 1 : 0, argv + (argc > 0), &e);
    if (e.kind == ERR_PIPE)
        os_die_of_sigpipe();
    if (err_is_set(&e) && e.kind != ERR_DIFFERENCE)     /* what differs is on stdout */
        report(&w, &e);
    return err_exit_status(e.kind);
}
