#include "base/err.h"

#include <stdio.h>

static const struct { int exit_status, http_status; } kinds[] = {
#define X(name, exit_status, http_status) { exit_status, http_status },
    ERR_KINDS(X)
#undef X
};

static const struct { const char *json, *text, *remedy; } reasons[] = {
#define X(name, json, text, remedy) { json, text, remedy },
    REASONS(X)
#undef X
};

__attribute__((format(printf, 3, 0)))
bool err_vset(struct err *e, enum err_kind kind, const char *fmt, va_list args)
{
    if (e->kind != ERR_NONE)
        return false;
    e->kind = kind;
    vsnprintf(e->what, sizeof e->what, fmt, args);
    return false;
}

bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    err_vset(e, kind, fmt, args);
    va_end(args);
    return false;
}

bool err_at(struct err *e, enum reason reason, struct place p)
{
    if (e->kind != ERR_NONE)
        return false;
    if (reason == N_REASONS) {          /* what codecs say without memory */
        err_set(e, ERR_MEMORY, "no room for a record");
        err_place(e, p.file, p.line);
        return false;
    }
    e->kind = ERR_INPUT;
    e->reason = reason;
    err_place(e, p.file, p.line);
    e->column = p.column;
    str_show(e->name, sizeof e->name, p.name, 100);
    if (p.column)
        str_show(e->cell, sizeof e->cell, p.cell, 40);
    snprintf(e->what, sizeof e->what, "%s", reason_text(reason));
    snprintf(e->remedy, sizeof e->remedy, "%s", reason_remedy(reason));
    return false;
}

void err_place(struct err *e, const char *file, uint64_t line)
{
    if (file && !e->file[0])
        str_show(e->file, sizeof e->file, str_of(file), sizeof e->file);
    if (line && !e->line)
        e->line = line;
}

void err_remedy(struct err *e, const char *fmt, ...)
{
    if (e->kind == ERR_NONE || e->remedy[0])
        return;
    va_list args;
    va_start(args, fmt);
    vsnprintf(e->remedy, sizeof e->remedy, fmt, args);
    va_end(args);
}

int err_exit_status(enum err_kind kind)
{
    return kinds[kind].exit_status;
}

int err_http_status(enum err_kind kind)
{
    return kinds[kind].http_status;
}

const char *reason_json(enum reason reason)
{
    return reasons[reason].json;
}

const char *reason_text(enum reason reason)
{
    return reasons[reason].text;
}

const char *reason_remedy(enum reason reason)
{
    return reasons[reason].remedy;
}
