#include "cmd/verify_report.h"

#include "model/model.h"
#include "text/json_write.h"
#include "text/num.h"

#include <stdio.h>

enum { NAME_ROOM = 200, NAME_SHOWN = 48, LEAST_WIDTH = 11 };

static bool is_float32(const struct answer *a)
{
    return a->is->kind == LAYOUT_FLOAT32 || a->is->kind == LAYOUT_CONFIDENCE32;
}

static bool has_ulps(const struct answer *a)
{
    return a->is->kind != LAYOUT_CLASS && a->is->kind != LAYOUT_LEAF;
}

/* ---- for people ---- */

static void show_name(char *out, const struct answer *a)
{
    str_show(out, NAME_ROOM, a->name, NAME_SHOWN);
}

static void add_count(struct buf *b, uint64_t n, const char *what)
{
    buf_addf(b, "%llu %s%s", (unsigned long long)n, what, n == 1 ? "" : "s");
}

static void add_ulps(struct buf *b, uint64_t ulps)
{
    if (ulps == ULPS_NO_NUMBER)
        buf_addf(b, "one is no number");
    else
        add_count(b, ulps, "ulp");
}

/* NAME, padded, and what became of the values of one column, or of several. */
static void add_column(struct buf *b, const char *name, int width, const struct answer *a,
                       uint64_t values)
{
    buf_addf(b, "%-*s ", width, name);
    add_count(b, values, "value");
    if (a->differ == 0) {
        buf_addf(b, values == 1 ? ", equal\n" : ", all equal\n");
        return;
    }
    buf_addf(b, ", %llu differ%s", (unsigned long long)a->differ,
             a->differ == 1 ? "s" : "");
    if (a->failed && a->failed != a->differ)
        buf_addf(b, ", %llu by too much", (unsigned long long)a->failed);
    if (has_ulps(a)) {
        buf_addf(b, a->most_ulps == ULPS_NO_NUMBER ? ", " : ", by at most ");
        add_ulps(b, a->most_ulps);
        buf_addf(b, " (line %llu)\n", (unsigned long long)a->line);
    } else {
        buf_addf(b, ", the first in line %llu\n", (unsigned long long)a->line);
    }
}

/* All leaf columns are one line: there are as many as trees. */
static struct answer add_leaves_up(const struct reference *r, uint32_t *n)
{
    struct answer sum = { 0 };
    *n = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct answer *a = &r->answer[i];
        if (a->is->kind != LAYOUT_LEAF)
            continue;
        sum.is = a->is;
        sum.differ += a->differ;
        sum.failed += a->failed;
        if (a->line && (!sum.line || a->line < sum.line))
            sum.line = a->line;
        ++*n;
    }
    return sum;
}

static int width_of_names(const struct reference *r)
{
    char name[NAME_ROOM];
    size_t width = LEAST_WIDTH;
    for (uint32_t i = 0; i < r->n; i++) {
        show_name(name, &r->answer[i]);
        if (r->answer[i].is->kind != LAYOUT_LEAF && strlen(name) > width)
            width = strlen(name);
    }
    return (int)width;
}

static void add_columns(struct buf *b, const struct reference *r, int width)
{
    char name[NAME_ROOM];
    uint32_t leaves;
    struct answer sum = add_leaves_up(r, &leaves);
    for (uint32_t i = 0; i < r->n; i++) {
        if (r->answer[i].is->kind == LAYOUT_LEAF)
            continue;
        show_name(name, &r->answer[i]);
        add_column(b, name, width, &r->answer[i], r->rows);
    }
    if (leaves) {
        snprintf(name, sizeof name, "%u leaves", leaves);
        add_column(b, name, width, &sum, r->rows * leaves);
    }
}

/* COLUMN: expected A, got B (3 ulps of binary32) */
static void add_difference(struct buf *b, const struct reference *r,
                           const struct difference *d)
{
    char name[NAME_ROOM];
    const char *quote = r->answer[d->column].is->kind == LAYOUT_CLASS ? "\"" : "";
    const char *around = d->expected[0] ? quote : "\"";
    show_name(name, &r->answer[d->column]);
    buf_addf(b, "%s: expected %s%s%s, got %s%s%s", name, around, d->expected, around,
             quote, d->got, quote);
    if (!d->is_number)
        return;
    buf_addf(b, " (");
    add_ulps(b, d->ulps);
    if (d->ulps != ULPS_NO_NUMBER)
        buf_addf(b, " of binary%s", is_float32(&r->answer[d->column]) ? "32" : "64");
    buf_add_char(b, ')');
}

static void add_largest(struct buf *b, const struct reference *r, int width)
{
    if (!r->largest.line)
        return;
    buf_addf(b, "%-*s line %llu, ", width, "largest",
             (unsigned long long)r->largest.line);
    add_difference(b, r, &r->largest);
    buf_add_char(b, '\n');
}

static void add_rows(struct buf *b, const struct reference *r, int width)
{
    char label[40];
    for (uint64_t i = 0; i < REFERENCE_ROWS && i < r->failed_rows; i++) {
        snprintf(label, sizeof label, "line %llu",
                 (unsigned long long)r->row[i].first.line);
        buf_addf(b, "%-*s ", width, label);
        add_difference(b, r, &r->row[i].first);
        if (r->row[i].more) {
            buf_addf(b, ", and in ");
            add_count(b, r->row[i].more, "more column");
        }
        buf_add_char(b, '\n');
    }
    if (r->failed_rows > REFERENCE_ROWS) {
        buf_addf(b, "%-*s ", width, "...");
        add_count(b, r->failed_rows - REFERENCE_ROWS, "more row");
        buf_add_char(b, '\n');
    }
}

static void add_verdict(struct buf *b, const struct reference *r)
{
    uint64_t tolerated = r->differ - r->failed;
    buf_addf(b, r->failed ? "NOT equal: " : "verified: ");
    if (r->failed)
        buf_addf(b, "%llu of ", (unsigned long long)r->failed_rows);
    add_count(b, r->rows, "row");
    buf_addf(b, ", ");
    if (r->failed)
        buf_addf(b, "%llu of ", (unsigned long long)r->failed);
    add_count(b, r->values, "value");
    if (r->differ == 0)
        buf_addf(b, ", all equal");
    else if (tolerated)
        buf_addf(b, ", %llu%s by no more than is allowed", (unsigned long long)tolerated,
                 r->failed ? " more" : tolerated == 1 ? " differs" : " differ");
    buf_add_char(b, '\n');
}

void verify_text(const struct verify_facts *f, bool brief, struct buf *b)
{
    int width = width_of_names(f->r);
    char name[NAME_ROOM];
    if (!brief) {
        str_show(name, sizeof name, str_of(f->input), 150);
        buf_addf(b, "%-*s %.*s@%.12s\n", width, "model", (int)f->model->name.len,
                 f->model->name.at, f->model->hash);
        buf_addf(b, "%-*s %s\n", width, "reference", name);
        add_columns(b, f->r, width);
        add_largest(b, f->r, width);
        add_rows(b, f->r, width);
    }
    add_verdict(b, f->r);
}

/* ---- for programs ---- */

/* null: nothing that can be counted. */
static void put_ulps(struct json_write *w, bool there, uint64_t ulps)
{
    json_write_key(w, STR("ulps"));
    if (there && ulps != ULPS_NO_NUMBER)
        json_write_uint(w, ulps);
    else
        json_write_null(w);
}

static void put_difference(struct json_write *w, const struct reference *r,
                           const struct difference *d)
{
    const struct answer *a = &r->answer[d->column];
    json_write_begin_object(w);
    json_put_uint(w, "line", d->line);
    json_put_text(w, "column", a->name);
    json_put_text(w, "expected", str_of(d->expected));
    json_put_text(w, "got", str_of(d->got));
    put_ulps(w, d->is_number, d->ulps);
    json_write_end(w);
}

static void put_column(struct json_write *w, const struct reference *r,
                       const struct answer *a)
{
    json_write_begin_object(w);
    json_put_text(w, "name", a->name);
    json_put_text(w, "type", a->is->kind == LAYOUT_CLASS ? STR("class")
             : a->is->kind == LAYOUT_LEAF ? STR("leaf")
             : is_float32(a) ? STR("binary32") : STR("binary64"));
    json_put_uint(w, "values", r->rows);
    json_put_uint(w, "differ", a->differ);
    json_put_uint(w, "failed", a->failed);
    put_ulps(w, has_ulps(a), a->most_ulps);
    json_write_key(w, STR("line"));
    if (a->line)
        json_write_uint(w, a->line);
    else
        json_write_null(w);
    json_write_end(w);
}

static void put_tolerance(struct json_write *w, struct tolerance t)
{
    json_put_uint(w, "max_ulp", t.ulps);
    json_write_key(w, STR("max_abs"));
    if (t.absolute >= 0)
        json_write_number(w, t.absolute);
    else
        json_write_null(w);
}

static void put_details(struct json_write *w, const struct reference *r)
{
    json_write_key(w, STR("largest"));
    if (r->largest.line)
        put_difference(w, r, &r->largest);
    else
        json_write_null(w);
    json_write_key(w, STR("columns"));
    json_write_begin_array(w);
    for (uint32_t i = 0; i < r->n; i++)
        put_column(w, r, &r->answer[i]);
    json_write_end(w);
    json_write_key(w, STR("first_failed"));
    json_write_begin_array(w);
    for (uint64_t i = 0; i < REFERENCE_ROWS && i < r->failed_rows; i++)
        put_difference(w, r, &r->row[i].first);
    json_write_end(w);
}

void verify_json(const struct verify_facts *f, struct buf *b)
{
    const struct reference *r = f->r;
    struct json_write w = { .buf = b };
    json_write_begin_object(&w);
    json_put_text(&w, "model", f->model->name);
    json_put_text(&w, "sha256", str_of(f->model->hash));
    json_put_text(&w, "reference", str_of(f->input));
    json_write_key(&w, STR("verified"));
    json_write_bool(&w, r->failed == 0);
    json_put_uint(&w, "rows", r->rows);
    json_put_uint(&w, "values", r->values);
    json_put_uint(&w, "differ", r->differ);
    json_put_uint(&w, "failed", r->failed);
    json_put_uint(&w, "failed_rows", r->failed_rows);
    put_tolerance(&w, r->tolerance);
    put_details(&w, r);
    json_write_end(&w);
    buf_add_char(b, '\n');
}
