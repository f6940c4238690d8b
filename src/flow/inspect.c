/* inspect.c - the walk over an input: its beginning, its header, its records.
 *
 * Each step fails as it would in a run that scores; what is a fault of the input becomes
 * a finding, and the walk goes on where it can.  A header with another delimiter is read
 * with that; one that is a row is taken as a row.  All the rest is looked at then. */
#include "flow/inspect.h"

#include "base/mem.h"
#include "flow/findings.h"
#include "flow/tally.h"
#include "model/model.h"

#include <stdio.h>

enum { MISSING_SHOWN = 100, SHOWN = 120 };

/* Records that are bad as a whole, for one reason. */
struct bad_records {
    uint64_t count, line;       /* line of the first */
    uint32_t fields;            /* ragged: how many the first has */
    bool alike;                 /* all have as many */
};

struct walk {
    const struct inspect_plan *plan;
    const struct model *model;
    struct inspection *found;
    struct arena *arena;
    struct err *err;
    struct findings findings;
    struct reader *reader;
    struct dialect dialect;
    struct schema_wish wish;
    struct header_watch watch;
    struct schema schema;
    struct tally *tally;
    bool has_schema;
    enum header_fault fatal;    /* of this attempt at the header... */
    bool is_fatal;              /* ...if there was one */
    uint32_t n_missing, n_near; /* columns of the model; those that may be misspelt */
    uint32_t first_missing;     /* its place in findings */
    struct bad_records bad[N_REASONS];
};

/* ---- the header ---- */

static const char *const header_kinds[] = {
    [HEADER_DELIMITER] = "delimiter", [HEADER_IS_ROW] = "no_header",
    [HEADER_COUNT] = "column_count", [HEADER_MISSING] = "missing_column",
    [HEADER_DOUBLE] = "double_column", [HEADER_LIST] = "unknown_column",
    [HEADER_NAME] = "name_too_long",
};

static void add_err(struct walk *w, const char *kind, struct str column, uint32_t number,
                    const struct err *e)
{
    findings_add(&w->findings, (struct finding){
        .is_fault = true, .kind = kind, .column = findings_copy(&w->findings, column),
        .number = number, .line = e->line,
        .text = findings_text(&w->findings, "%s", e->what),
        .remedy = findings_text(&w->findings, "%s", e->remedy) });
}

/* Is a column of the header this name in Latin-1? */
static bool is_there_as_latin1(const struct walk *w, struct str name)
{
    char converted[512];
    for (uint32_t c = 0; c < w->schema.names.n; c++) {
        size_t n = str_latin1(converted, sizeof converted, w->schema.names.name[c]);
        if (n && str_eq(name, (struct str){ converted, n }))
            return true;
    }
    return false;
}

static void fault(void *self, enum header_fault what, struct str name, uint32_t near,
                  const struct err *e)
{
    struct walk *w = self;
    struct err with_line = *e;
    const char *kind = header_kinds[what];
    with_line.line = reader_first_line(w->reader);
    if (what <= HEADER_COUNT) {
        w->is_fatal = true;
        w->fatal = what;
    }
    if (what == HEADER_MISSING) {
        w->n_near += near != NO_COLUMN;
        if (!w->n_missing++)
            w->first_missing = w->findings.n;
        if (w->n_missing > MISSING_SHOWN)
            return;
        if (is_there_as_latin1(w, name)) {
            kind = "encoding";
            w->n_near++;
            with_line.remedy[0] = 0;
            err_remedy(&with_line, "it is there in another encoding: iconv -f ISO-8859-1"
                       " -t UTF-8 FILE");
        }
    }
    add_err(w, kind, name, what == HEADER_DOUBLE ? near + 1 : 0, &with_line);
}

/* Of many missing columns, one finding: when none of all is there, or for the rest. */
static void sum_up_missing(struct walk *w)
{
    uint32_t all = w->model->n_columns;
    char name[SHOWN];
    struct err e = { 0 };
    if (!w->n_missing)
        return;
    str_show(name, sizeof name, w->model->column[0].name, 100);
    err_set(&e, ERR_INPUT, "none of the model's %u columns is in the header; the first is"
            " \"%s\"", all, name);
    err_remedy(&e, "if the first line is a row: --no-header --columns NAME,..; if the"
               " names are others: --rename FROM=TO,..");
    e.line = reader_first_line(w->reader);
    if (w->n_missing > 1 && w->n_missing == all && !w->n_near) {
        w->findings.n = w->first_missing;
    } else if (w->n_missing > MISSING_SHOWN) {
        snprintf(e.what, sizeof e.what, "%u more of the model's columns are not in the"
                 " header", w->n_missing - MISSING_SHOWN);
        e.remedy[0] = 0;
    } else {
        return;
    }
    add_err(w, header_kinds[HEADER_MISSING], STR(""), 0, &e);
}

/* The model's names as a list that --columns would take; NULL: no memory. */
static const char *list_of_names(struct walk *w)
{
    struct buf b = { 0 };
    for (uint32_t i = 0; i < w->model->n_columns; i++) {
        if (i)
            buf_add_char(&b, ',');
        codec_csv.put_text(&b, w->model->column[i].name, (struct dialect){ ',', '"' });
    }
    char *list = buf_failed(&b) ? NULL : arena_copy(w->arena, b.at, b.len);
    buf_release(&b);
    return list;
}

/* After a fault that leaves the columns open: is there another way to read them? */
static bool can_try_again(struct walk *w, uint32_t n)
{
    if (w->fatal == HEADER_DELIMITER && w->dialect.delimiter != w->watch.delimiter
        && w->dialect.delimiter == w->plan->input.dialect.delimiter) {
        w->dialect.delimiter = w->wish.delimiter = w->watch.delimiter;
        reader_dialect(w->reader, w->dialect);
        return true;
    }
    if (w->fatal != HEADER_IS_ROW || n != w->model->n_columns)
        return false;
    bool named = w->model->has_names && !w->model->names_made_up;
    w->wish = (struct schema_wish){ .na = w->wish.na, .unseen = w->wish.unseen,
        .delimiter = w->wish.delimiter, .watch = w->wish.watch,
        .columns = named ? list_of_names(w) : NULL };
    return true;
}

/* The next attempt finds again what this one did, but for what ended it. */
static void forget_all_but_last(struct walk *w, uint32_t first)
{
    if (w->findings.n > first) {
        w->findings.finding[first] = w->findings.finding[w->findings.n - 1];
        w->findings.n = first + 1;
    }
}

/* As many fields as --columns names, where there is no record to count those of. */
static bool made_up_record(struct walk *w, const struct str **field, uint32_t *n)
{
    *n = 0;
    if (!w->wish.columns)
        return true;
    if (!list_split(w->wish.columns, "columns", n, w->arena, w->err))
        return false;
    *field = NEW(w->arena, struct str, *n);
    return *field || err_set(w->err, ERR_MEMORY, "no room for the columns");
}

/* One that is bad is a row like others, where it does not have to say what there is. */
static bool first_record(struct walk *w, const struct str **field, uint32_t *n)
{
    if (!reader_first(w->reader, false, field, n, w->err)) {
        if (w->wish.has_header || w->err->reason == REASON_NONE)
            return false;
        *w->err = (struct err){ 0 };
        return made_up_record(w, field, n);
    }
    if (*n)
        return true;
    return w->wish.has_header ? reader_no_header(w->reader, w->err)
                              : made_up_record(w, field, n);
}

/* The columns settled, if they can be. */
static bool settle(struct walk *w)
{
    const struct str *field;
    uint32_t n, first = 0;
    do {
        forget_all_but_last(w, first);
        first = w->findings.n;
        if (!first_record(w, &field, &n) || n == 0)
            return !err_is_set(w->err);
        w->is_fatal = false;
        w->n_missing = w->n_near = 0;
        w->has_schema = schema_init(&w->schema, &w->wish, w->model, field, n, w->arena,
                                    w->err);
    } while (!w->has_schema && w->is_fatal && can_try_again(w, n));
    sum_up_missing(w);
    return (w->has_schema || w->is_fatal)
        && (!w->wish.has_header || reader_first(w->reader, true, &field, &n, w->err));
}

/* What a run would remark. */
static void add_notes(struct walk *w)
{
    for (uint32_t i = 0; i < w->schema.n_notes; i++)
        findings_add(&w->findings, (struct finding){ .kind = "note",
                                                     .text = w->schema.note[i] });
}

/* ---- records ---- */

static bool no_record(struct walk *w, enum reason why, const struct lines *l,
                      const char *at, uint32_t n)
{
    struct bad_records *bad = &w->bad[why];
    if (!bad->count++) {
        bad->line = line_at(l, at);
        bad->fields = n;
        bad->alike = true;
    }
    bad->alike = bad->alike && bad->fields == n;
    return true;
}

static bool look_at_record(struct walk *w, struct chunk *c, const struct record *r)
{
    const struct lines lines = { c->raw.at, c->first_line };
    const struct cell *cell;
    uint32_t n = 0, at = 0;
    struct str text = { c->raw.at + r->at, r->len };

    if (r->fault != REASON_NONE)
        return no_record(w, r->fault, &lines, text.at + r->fault_at, 0);
    enum reason why = codec_csv.split(c->splitter, text, &cell, &n, &at);
    if (why == N_REASONS)
        return err_set(w->err, ERR_MEMORY, "no room for a record of %u bytes", r->len);
    if (why != REASON_NONE)
        return no_record(w, why, &lines, text.at + at, 0);
    if (w->has_schema && n != w->schema.plan.n_columns)
        return no_record(w, REASON_RAGGED, &lines, text.at, n);
    if (w->has_schema) {
        w->found->checked++;
        tally_record(w->tally, cell, &lines);
    }
    return true;
}

static bool look_at_chunk(struct walk *w, struct chunk *c)
{
    if (buf_failed(&c->raw))
        return err_set(w->err, ERR_MEMORY, "no room for %zu rows", c->rows);
    for (size_t i = 0; i < c->rows; i++) {
        w->found->rows++;
        if (!look_at_record(w, c, &c->record[i]))
            return false;
    }
    *w->err = c->err;
    return !err_is_set(w->err);
}

static bool look_at_records(struct walk *w)
{
    struct source in = reader_source(w->reader);
    struct chunk c = { .codec = &codec_csv };
    bool ok = true;
    c.record = NEW(w->arena, struct record, CHUNK_RECORDS);
    c.splitter = codec_csv.splitter_new(w->dialect);
    if (!c.record || !c.splitter)
        ok = err_set(w->err, ERR_MEMORY, "no room for a chunk of rows");
    while (ok) {
        buf_clear(&c.raw);
        c.rows = 0;
        c.err = (struct err){ 0 };
        if (!in.fill(in.self, &c))
            break;
        ok = look_at_chunk(w, &c);
    }
    chunk_release(&c);
    return ok;
}

/* ---- what it comes to ---- */

static void add_ragged(struct walk *w, struct finding it)
{
    const struct bad_records *bad = &w->bad[REASON_RAGGED];
    uint32_t want = w->schema.plan.n_columns;
    unsigned long long count = bad->count, line = bad->line;
    if (count == 1)
        it.text = findings_text(&w->findings, "the record in line %llu has %u field%s,"
                                " and there are %u columns", line, bad->fields,
                                bad->fields == 1 ? "" : "s", want);
    else
        it.text = findings_text(&w->findings, "%llu records have another number of fields"
                                " than the %u columns; the first, in line %llu, has %u",
                                count, want, line, bad->fields);
    if (bad->alike && count == w->found->rows && bad->fields == want + 1)
        it.remedy = STR("if the first field is an index without a name, put a name before"
                        " the header");
    findings_add(&w->findings, it);
}

static void add_bad_records(struct walk *w)
{
    for (int why = 0; why < N_REASONS; why++) {
        const struct bad_records *bad = &w->bad[why];
        struct finding it = { .is_fault = true, .kind = reason_json((enum reason)why),
            .count = bad->count, .line = bad->line,
            .remedy = str_of(reason_remedy((enum reason)why)) };
        if (!bad->count)
            continue;
        if (why == REASON_RAGGED) {
            add_ragged(w, it);
            continue;
        }
        it.text = findings_text(&w->findings, "%s (%llu record%s, %sline %llu)",
                                reason_text((enum reason)why),
                                (unsigned long long)bad->count,
                                bad->count == 1 ? "" : "s",
                                bad->count == 1 ? "" : "first ",
                                (unsigned long long)bad->line);
        findings_add(&w->findings, it);
    }
}

static bool begin(struct walk *w)
{
    struct reader_plan input = w->plan->input;
    input.batch_rows = UINT64_MAX;
    w->reader = reader_open(&input, w->arena, w->err);
    if (!w->reader || !settle(w))
        return false;
    if (!w->has_schema)
        return true;
    add_notes(w);
    w->tally = tally_new(&w->schema, w->model, w->wish.na, w->wish.has_header, w->arena,
                         w->err);
    return w->tally != NULL;
}

/* An error of the input is a finding, like others. */
static bool is_finding(struct walk *w)
{
    if (w->err->kind != ERR_INPUT)
        return false;
    add_err(w, w->err->reason != REASON_NONE ? reason_json(w->err->reason) : "input",
            STR(""), 0, w->err);
    *w->err = (struct err){ 0 };
    return true;
}

bool inspect(const struct inspect_plan *plan, struct inspection *found, struct arena *a,
             struct err *e)
{
    struct walk w = { .plan = plan, .model = plan->model, .found = found, .arena = a,
                      .err = e, .findings = { .arena = a },
                      .dialect = plan->input.dialect, .wish = plan->columns };
    *found = (struct inspection){ 0 };
    w.watch = (struct header_watch){ .fault = fault, .self = &w };
    w.wish.watch = &w.watch;
    w.wish.first_may_be_bad = true;
    bool ok = (begin(&w) && look_at_records(&w)) || is_finding(&w);
    if (ok) {
        add_bad_records(&w);
        if (w.tally)
            tally_report(w.tally, found->checked, &w.findings);
    }
    reader_close(w.reader);
    bool finished = findings_finish(&w.findings, found, e);
    return ok && finished;
}
