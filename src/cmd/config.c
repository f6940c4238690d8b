#include "cmd/config.h"

#include "base/mem.h"
#include "base/os.h"
#include "cmd/cmd.h"

#include <stdio.h>

enum { MOST_BYTES = 1 << 20 };

#define PREFIX "ROWMILL_"

/* ---- environment ---- */

/* The value of the variable, where it is not empty; else NULL. */
static const char *find_variable(char *const *environment, const char *name)
{
    const size_t n = strlen(name);
    for (; *environment; environment++)
        if (strncmp(*environment, name, n) == 0 && (*environment)[n] == '=')
            return (*environment)[n + 1] ? *environment + n + 1 : NULL;
    return NULL;
}

static bool read_environment(const struct opt_table *t, void *values,
                             char *const *environment, struct err *e)
{
    for (size_t i = 0; i < t->n && !err_is_set(e); i++) {
        char name[OPT_NAME_ROOM];
        opt_name(name, &t->opt[i], OPT_OF_ENVIRONMENT);
        const char *value = find_variable(environment, name);
        if (value)
            opt_set(t, &t->opt[i], value, values,
                    (struct opt_source){ .from = OPT_OF_ENVIRONMENT }, e);
    }
    return !err_is_set(e);
}

static void warn_unknown(const struct world *w, const struct opt_table *t,
                         struct str name)
{
    struct str names[OPT_MOST_FLAGS];
    char room[OPT_MOST_FLAGS][OPT_NAME_ROOM], shown[80], hint[120];
    for (size_t i = 0; i < t->n; i++) {
        opt_name(room[i], &t->opt[i], OPT_OF_ENVIRONMENT);
        names[i] = str_of(room[i]);
        if (str_eq(names[i], name))
            return;
        names[i] = str_from(names[i], sizeof PREFIX - 1);
    }
    size_t near = str_nearest(str_from(name, sizeof PREFIX - 1), names, t->n);
    if (near < t->n)
        snprintf(hint, sizeof hint, "did you mean %s?", room[near]);
    str_show(shown, sizeof shown, name, 60);
    tell(w, (struct notice){ LEVEL_WARNING, NULL, near < t->n ? hint : NULL },
         "there is no flag for %s in the environment", shown);
}

void config_warn(const struct world *w, const struct opt_table *t,
                 char *const *environment)
{
    for (; *environment; environment++) {
        struct str rest = str_of(*environment), name = str_next(&rest, '=');
        if (str_starts(name, STR(PREFIX)) && !str_eq(name, STR(PREFIX "CPU")))
            warn_unknown(w, t, name);
    }
}

/* ---- file ---- */

/* A file while it is read. */
struct lines {
    const struct opt_table *table;
    void *values;
    struct opt_source at;
    struct arena *arena;
    struct err *err;
};

static bool refuse(struct lines *l, const char *what, struct str key, const char *why)
{
    char shown[80];
    str_show(shown, sizeof shown, key, 60);
    err_set(l->err, ERR_MODEL, "%s \"%s\"%s", what, shown, why);
    err_place(l->err, l->at.file, l->at.line);
    return false;
}

static bool unknown_key(struct lines *l, struct str key)
{
    const struct opt *near = opt_nearest(l->table, key);
    refuse(l, "there is no key", key, "");
    if (near)
        err_remedy(l->err, "did you mean %s?", near->name);
    else
        err_remedy(l->err, "`rowmill %s --help` lists the flags", l->table->verb);
    return false;
}

static bool is_about_config(const struct opt *o)
{
    return strcmp(o->name, "config") == 0 || strcmp(o->name, "print-config") == 0;
}

static bool read_line(struct lines *l, struct str line)
{
    struct str value = str_trim(line);
    if (!value.len || value.at[0] == '#')
        return true;
    struct str whole = value, key = str_trim(str_next(&value, '='));
    if (key.len == whole.len) {
        refuse(l, "there is no = in", whole, "");
        err_remedy(l->err, "a line is KEY = VALUE, or a comment behind a #");
        return false;
    }
    const struct opt *o = opt_find(l->table, key);
    if (!o)
        return unknown_key(l, key);
    if (is_about_config(o))
        return refuse(l, "the key", key, " is for the command line and the environment");
    value = str_trim(value);
    char *kept = arena_copy(l->arena, value.at, value.len);
    if (!kept)
        return err_set(l->err, ERR_MEMORY, "no room for the configuration");
    return opt_set(l->table, o, kept, l->values, l->at, l->err);
}

static bool read_lines(struct lines *l, struct str text)
{
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_from(text, 3);
    while (text.len) {
        struct str line = str_next(&text, '\n');
        l->at.line++;
        if (str_ends(line, STR("\r")))
            line.len--;
        if (memchr(line.at, 0, line.len))
            return refuse(l, "there is a NUL byte in", line, "");
        if (!read_line(l, line))
            return false;
    }
    return true;
}

static const char *file_of(const struct opt_table *t, const void *values)
{
    const char *path = NULL;
    const struct opt *o = opt_find(t, STR("config"));
    memcpy(&path, (const char *)values + o->at, sizeof path);
    return path;
}

static bool read_file(const struct opt_table *t, void *values, struct arena *a,
                      struct err *e)
{
    const char *path = file_of(t, values);
    struct lines l = {
        .table = t, .values = values, .arena = a, .err = e,
        .at = { .from = OPT_OF_FILE, .file = path },
    };
    struct bytes bytes = { 0 };
    if (!path)
        return true;
    if (!*path)
        return err_set(e, ERR_USAGE, "--config wants a file, and its name is empty");
    bool ok = os_read_file(path, MOST_BYTES, &bytes, e)
           && read_lines(&l, (struct str){ bytes.at, bytes.len });
    mem_free(bytes.at);
    return ok;
}

bool config_read(const struct opt_table *t, void *values, char *const *environment,
                 struct arena *a, struct err *e)
{
    return read_environment(t, values, environment, e) && read_file(t, values, a, e);
}

/* ---- what comes of it ---- */

void config_blame(const struct opt_table *t, const void *values, struct err *e)
{
    struct str rest = str_of(e->what), name = str_next(&rest, ' ');
    if (e->kind != ERR_USAGE || !str_starts(name, STR("--")))
        return;
    if (str_ends(name, STR(":")))
        name.len--;
    const struct opt *o = opt_find(t, str_from(name, 2));
    const struct opt_source s = o ? opt_source(t, o, values) : (struct opt_source){ 0 };
    if (s.from != OPT_OF_FILE && s.from != OPT_OF_ENVIRONMENT)
        return;
    char what[sizeof e->what], called[OPT_NAME_ROOM];
    opt_name(called, o, s.from);
    snprintf(what, sizeof what, "%s%s", called, e->what + name.len);
    memcpy(e->what, what, sizeof what);
    if (s.from == OPT_OF_FILE) {
        e->kind = ERR_MODEL;
        err_place(e, s.file, s.line);
    }
}

static bool has_controls(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return true;
    return false;
}

static void add_text(const char *text, struct buf *out)
{
    char shown[4096];
    if (!text)
        return;
    if (has_controls(text)) {
        str_show(shown, sizeof shown, str_of(text), sizeof shown / 4 - 8);
        text = shown;
    }
    buf_add_str(out, str_of(text));
}

static void add_value(const struct opt *o, const void *values, struct buf *out)
{
    const char *at = (const char *)values + o->at;
    const char *text;
    uint64_t count;
    bool on;

    if (o->kind == OPT_SWITCH) {
        memcpy(&on, at, sizeof on);
        buf_add_str(out, on ? STR("true") : STR("false"));
    } else if (o->kind == OPT_COUNT) {
        memcpy(&count, at, sizeof count);
        if (count >= o->least)          /* 0 may stand for "not given" */
            buf_addf(out, "%llu", (unsigned long long)count);
    } else {
        memcpy(&text, at, sizeof text);
        add_text(text, out);
    }
}

static void add_source(const struct opt *o, struct opt_source s, struct buf *out)
{
    char name[OPT_NAME_ROOM];
    if (s.from == OPT_OF_FILE) {
        add_text(s.file, out);
        buf_addf(out, ":%u", s.line);
    } else if (s.from == OPT_OF_ENVIRONMENT) {
        opt_name(name, o, s.from);
        buf_add_str(out, str_of(name));
    } else {
        buf_add_str(out, s.from == OPT_OF_FLAG ? STR("flag") : STR("default"));
    }
}

void config_print(const struct opt_table *t, const void *values, struct buf *out)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct opt *o = &t->opt[i];
        if (is_about_config(o))
            continue;
        buf_addf(out, "%s = ", o->name);
        add_value(o, values, out);
        if (out->len && out->at[out->len - 1] == ' ')
            out->len--;                 /* no value */
        buf_add_str(out, STR("  # "));
        add_source(o, opt_source(t, o, values), out);
        buf_add_char(out, '\n');
    }
}
