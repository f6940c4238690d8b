/* check.c - does this file fit this model? */
#include "base/mem.h"
#include "base/os.h"
#include "cmd/cmd.h"
#include "cmd/loadflags.h"
#include "cmd/tableflags.h"
#include "flow/inspect.h"
#include "format/format.h"
#include "text/json_write.h"

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

struct values {
    const char *model, *format, *categories, *id, *keep, *ignore, *base_margin, *rename,
               *delimiter, *quote, *columns, *na, *missing_column, *unseen;
    bool no_header, json, quiet;
    uint64_t rows;              /* 0: all */
};

#define AT(field) offsetof(struct values, field)

static const struct opt options[] = {
    FLAG_MODEL,
    FLAG_FORMAT,
    FLAG_CATEGORIES,
    { 0, "rows", OPT_COUNT, AT(rows), "N", "look at the first N rows only (all)", 1,
      UINT64_MAX, NULL },
    { 0, "id", OPT_TEXT, AT(id), "COL,..", "columns that are copied", 0, 0, NULL },
    { 0, "keep", OPT_TEXT, AT(keep), "all|none|COL,..", "more columns that are copied",
      0, 0, NULL },
    { 0, "ignore", OPT_TEXT, AT(ignore), "COL,..",
      "columns that are no features, for a model without names", 0, 0, NULL },
    FLAG_BASE_MARGIN,
    { 0, "rename", OPT_TEXT, AT(rename), "FROM=TO,..",
      "other names for columns of the input", 0, 0, NULL },
    FLAG_DELIMITER,
    FLAG_QUOTE,
    { 0, "no-header", OPT_SWITCH, AT(no_header), NULL, "the first line is a row", 0, 0,
      NULL },
    { 0, "columns", OPT_TEXT, AT(columns), "A,B,..",
      "names of the columns, with --no-header", 0, 0, NULL },
    { 0, "na", OPT_TEXT, AT(na), "LIST", "cells that are missing (pandas' list)", 0, 0,
      NULL },
    { 0, "missing-column", OPT_CHOICE, AT(missing_column), "error|na",
      "a column that the model wants and that is not there:\na fault, or fine (error)",
      0, 0, "error|na" },
    { 0, "unseen", OPT_CHOICE, AT(unseen), "as-trained|na|error",
      "categories that the model never saw: a fault if its\nlibrary refuses them, fine,"
      " or a fault (as-trained)", 0, 0, "as-trained|na|error" },
    { 0, "json", OPT_SWITCH, AT(json), NULL, "as one JSON object", 0, 0, NULL },
    { 'q', "quiet", OPT_SWITCH, AT(quiet), NULL, "no report, only the exit status", 0, 0,
      NULL },
};

static const struct opt_table table = {
    .verb = "check", .synopsis = "-m MODEL [FLAGS] [FILE | -]",
    .summary = "Tells whether a CSV file fits a model, and all that is wrong with it.",
    .opt = options, .n = sizeof options / sizeof options[0],
    .most_operands = 1, .operands = "FILE",
};

static const struct values defaults = {
    .delimiter = ",", .quote = "\"", .missing_column = "error", .unseen = "as-trained",
};

/* ---- for people ---- */

enum { WIDTH = 80 };

/* Columns that it takes, a UTF-8 character one. */
static size_t width_of(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

static void new_line(struct buf *b, size_t indent)
{
    buf_addf(b, "\n%*s", (int)indent, "");
}

/* Words, broken into lines; the first begins in column `indent` already. */
static void add_words(struct buf *b, struct str text, size_t indent)
{
    size_t at = indent;
    while (text.len) {
        struct str word = str_next(&text, ' ');
        size_t width = width_of(word);
        if (at > indent && at + 1 + width > WIDTH) {
            new_line(b, indent);
            at = indent;
        } else if (at > indent) {
            buf_add_char(b, ' ');
            at++;
        }
        buf_add_str(b, word);
        at += width;
    }
}

/* The piece before "; ", which is cut off. */
static struct str next_clause(struct str *rest)
{
    for (size_t i = 0; i + 1 < rest->len; i++)
        if (rest->at[i] == ';' && rest->at[i + 1] == ' ') {
            struct str clause = str_first(*rest, i);
            *rest = str_from(*rest, i + 2);
            return clause;
        }
    struct str all = *rest;
    *rest = str_from(*rest, rest->len);
    return all;
}

/* What may be typed is not broken: a line a clause. */
static void add_remedy(struct buf *b, struct str text, size_t indent)
{
    bool fits = indent + width_of(text) <= WIDTH;
    while (text.len) {
        new_line(b, indent);
        buf_add_str(b, fits ? text : next_clause(&text));
        if (fits)
            return;
    }
}

static void for_people(struct buf *b, const struct inspection *found)
{
    for (uint32_t i = 0; i < found->n_findings; i++) {
        const struct finding *f = &found->finding[i];
        buf_addf(b, "%-7s", f->is_fault ? "error" : "info");
        add_words(b, f->text, 7);
        add_remedy(b, f->remedy, 9);
        buf_add_char(b, '\n');
    }
    if (found->n_faults)
        buf_addf(b, "%u", found->n_faults);
    else
        buf_add_str(b, STR("no"));
    buf_addf(b, " fault%s in %llu row%s\n", found->n_faults == 1 ? "" : "s",
             (unsigned long long)found->rows, found->rows == 1 ? "" : "s");
}

/* ---- for programs ---- */

static void put_unseen(struct json_write *w, const struct finding *f)
{
    json_put_uint_or_null(w, "distinct", f->n_distinct);
    json_write_key(w, STR("categories"));
    json_write_begin_array(w);
    for (uint32_t i = 0; i < f->n_unseen; i++) {
        json_write_begin_object(w);
        json_write_key(w, STR("value"));
        json_write_string(w, f->unseen[i].shown);
        json_put_uint_or_null(w, "count", f->unseen[i].count);
        json_write_end(w);
    }
    json_write_end(w);
}

static void put_finding(struct json_write *w, const struct finding *f, uint64_t rows)
{
    json_write_begin_object(w);
    json_put_text_or_null(w, "severity", f->is_fault ? STR("error") : STR("info"));
    json_put_text_or_null(w, "kind", str_of(f->kind));
    json_put_text_or_null(w, "column", f->column);
    json_put_uint_or_null(w, "number", f->number);
    json_put_uint_or_null(w, "count", f->count);
    json_write_key(w, STR("share"));
    if (f->count && rows)
        json_write_number(w, (double)f->count / (double)rows);
    else
        json_write_null(w);
    json_put_uint_or_null(w, "line", f->line);
    json_put_text_or_null(w, "cell", f->cell);
    json_put_text_or_null(w, "text", f->text);
    json_put_text_or_null(w, "remedy", f->remedy);
    if (f->unseen)
        put_unseen(w, f);
    json_write_end(w);
}

static void for_programs(struct buf *b, const struct inspection *found)
{
    struct json_write w = { .buf = b };
    json_write_begin_object(&w);
    json_write_key(&w, STR("status"));
    json_write_uint(&w, found->n_faults ? 1 : 0);
    json_write_key(&w, STR("rows"));
    json_write_uint(&w, found->rows);
    json_write_key(&w, STR("findings"));
    json_write_begin_array(&w);
    for (uint32_t i = 0; i < found->n_findings; i++) {
        const struct finding *f = &found->finding[i];
        put_finding(&w, f, f->number ? found->checked : found->rows);
    }
    json_write_end(&w);
    json_write_end(&w);
    buf_add_char(b, '\n');
}

/* ---- the verb ---- */

static bool check_names(const struct values *v, int argc, const char *input,
                        struct err *e)
{
    if (!v->model || !*v->model)
        return opt_missing(&table, "-m MODEL is missing", e);
    if (!*input)
        return err_set(e, ERR_USAGE, "the name of a file is empty");
    if (strcmp(v->model, "-") == 0 && strcmp(input, "-") == 0)
        return err_set(e, ERR_USAGE, "the model and the rows cannot both be stdin");
    if (argc == 0 && os_is_terminal(STDIN_FILENO))
        return opt_missing(&table, "there is no FILE, and stdin is a terminal", e);
    if (v->columns && !v->no_header)
        return err_set(e, ERR_USAGE, "--columns goes with --no-header; the header's names"
                       " are changed by --rename");
    return true;
}

static const struct model *read_model(const struct world *w, const struct values *v,
                                      struct arena *model_arena, struct arena *a,
                                      struct err *e)
{
    const struct load_flags flags = { .categories = v->categories };
    struct load_options load;
    if (!load_flags_read(&flags, &load, a, e))
        return NULL;
    const struct model *m = format_read_model(v->model, v->format, &load, model_arena, e);
    for (uint32_t i = 0; m && i < m->n_notes && !v->quiet; i++)
        tell(w, (struct notice){ LEVEL_WARNING, v->model, NULL }, "%.*s",
             (int)m->note[i].len, m->note[i].at);
    return m;
}

static bool print(const struct values *v, const struct inspection *found, struct err *e)
{
    struct buf b = { 0 };
    if (v->quiet)
        return true;
    if (v->json)
        for_programs(&b, found);
    else
        for_people(&b, found);
    bool ok = say(&b, e);
    buf_release(&b);
    return ok;
}

static bool check(const struct world *w, const struct values *v, const char *input,
                  struct arena *model_arena, struct arena *a, struct err *e)
{
    struct inspection found;
    struct inspect_plan plan = {
        .input = { .path = input, .codec = &codec_csv, .limit = v->rows },
        .columns = {
            .id = v->id, .keep = v->keep, .ignore = v->ignore,
            .base_margin = v->base_margin, .rename = v->rename, .na = v->na,
            .columns = v->columns, .has_header = !v->no_header,
            .missing_column_is_na = strcmp(v->missing_column, "na") == 0,
            .unseen = unseen_read(v->unseen),
        },
    };
    if (!dialect_read(v->delimiter, v->quote, &plan.input.dialect, e))
        return false;
    plan.columns.delimiter = plan.input.dialect.delimiter;
    plan.model = read_model(w, v, model_arena, a, e);
    return plan.model && inspect(&plan, &found, a, e) && print(v, &found, e)
        && (!found.n_faults || err_set(e, ERR_DIFFERENCE, "the input does not fit"));
}

static bool run(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    struct values *v = values;
    const char *input = argc ? argv[0] : "-";
    struct arena model_arena, a;
    if (!v->model)
        v->model = getenv("ROWMILL_MODEL");
    if (!check_names(v, argc, input, e))
        return false;
    arena_init(&model_arena, 0);
    arena_init(&a, 0);
    bool ok = check(w, v, input, &model_arena, &a, e);
    arena_release(&a);
    arena_release(&model_arena);
    return ok;
}

const struct command command_check = {
    .table = &table, .values_size = sizeof(struct values), .defaults = &defaults,
    .run = run,
};
