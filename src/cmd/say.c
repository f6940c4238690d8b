/* say.c - the only words the tool prints: data on stdout, all else on stderr. */
#include "base/os.h"
#include "cmd/cmd.h"
#include "flow/names.h"
#include "text/json_write.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

bool say(const struct buf *text, struct err *e)
{
    if (buf_failed(text))
        return err_set(e, ERR_MEMORY, "no room for the text");
    if (os_write_all(STDOUT_FILENO, text->at, text->len))
        return true;
    if (errno == EPIPE)
        return err_set(e, ERR_PIPE, "nobody reads the output any more");
    err_set(e, ERR_IO, "cannot be written: %s", strerror(errno));
    err_place(e, "stdout", 0);
    return false;
}

static void to_stderr(const struct buf *b)
{
    os_write_all(STDERR_FILENO, b->at, b->len);
}

/* FILE:LINE: column "x2" (3rd): "12.5xyz" */
static void add_place(const struct err *e, struct buf *b)
{
    if (e->file[0])
        buf_addf(b, "%s:", e->file);
    if (e->line)
        buf_addf(b, "%llu:", (unsigned long long)e->line);
    if (e->file[0] || e->line)
        buf_add_char(b, ' ');
    if (e->column)
        buf_addf(b, "column \"%s\" (%u%s): ", e->name, e->column,
                 ordinal_suffix(e->column));
}

static void add_text(const struct err *e, struct str what, struct buf *b)
{
    buf_add_str(b, STR("rowmill: "));
    add_place(e, b);
    buf_add_str(b, what);
    if (e->remedy[0])
        buf_addf(b, "\n  %s", e->remedy);
}

static void add_json(const struct err *e, enum level level, struct str what,
                     struct buf *b)
{
    static const char *const levels[] = { "info", "warning", "error" };
    struct json_write w = { .buf = b };
    json_write_begin_object(&w);
    json_put_text_or_null(&w, "level", str_of(levels[level]));
    json_put_text_or_null(&w, "file", str_of(e->file));
    json_put_uint_or_null(&w, "line", e->line);
    json_put_uint_or_null(&w, "column", e->column);
    json_put_text_or_null(&w, "field", str_of(e->column ? e->name : ""));
    json_put_text_or_null(&w, "message", what);
    json_put_text_or_null(&w, "hint", str_of(e->remedy));
    json_put_uint_or_null(&w, "status", (uint64_t)err_exit_status(e->kind));
    json_write_end(&w);
}

/* Where memory has ended that may be what is to be said: it needs none. */
static void put_without_memory(const struct world *w, const struct err *e,
                               struct str what)
{
    char text[2000];
    const int n = w->log_json
        ? snprintf(text, sizeof text, "{\"level\":\"error\",\"message\":"
                   "\"no memory is left for a message\",\"status\":%d}\n",
                   err_exit_status(e->kind))
        : snprintf(text, sizeof text, "rowmill: %s%s%.*s\n", e->file,
                   e->file[0] ? ": " : "", (int)what.len, what.at);
    if (n > 0)
        os_write_all(STDERR_FILENO, text, strnlen(text, sizeof text));
}

/* `e` has the place, the remedy and the kind. */
static void put(const struct world *w, enum level level, const struct err *e,
                struct str what)
{
    struct buf b = { 0 };
    if (w->log_json)
        add_json(e, level, what, &b);
    else
        add_text(e, what, &b);
    buf_add_char(&b, '\n');
    if (buf_failed(&b))
        put_without_memory(w, e, what);
    else
        to_stderr(&b);
    buf_release(&b);
}

void report(const struct world *w, const struct err *e)
{
    char what[sizeof e->cell + sizeof e->what + 4];
    snprintf(what, sizeof what, "%s%s%s%s", e->column ? "\"" : "",
             e->column ? e->cell : "", e->column ? "\" " : "", e->what);
    put(w, LEVEL_ERROR, e, str_of(what));
}

void tell(const struct world *w, struct notice n, const char *fmt, ...)
{
    char text[600];
    struct err place = { 0 };
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    err_place(&place, n.file, 0);
    if (n.hint)
        snprintf(place.remedy, sizeof place.remedy, "%s", n.hint);
    put(w, n.level, &place, str_of(text));
}
