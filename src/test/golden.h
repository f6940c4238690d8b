/* golden.h - the cases under testdata/golden, made ready for a test: model, rows, and
 * what the library said. */
#pragma once

#include "base/cpu.h"
#include "base/mem.h"
#include "base/os.h"
#include "eval/prepared.h"
#include "flow/schema.h"
#include "format/format.h"
#include "model/model.h"
#include "text/codec.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOLDEN_PATH = 512 };

/* A CSV file in memory: cell c of row r is at[r * n_columns + c]; row 0 is the header. */
struct table {
    struct str *at;
    uint32_t n_columns, n_rows;
};

struct golden {
    char folder[GOLDEN_PATH];
    const struct model *model;
    struct schema schema;
    struct table input, expected;
    bool base_margin;
    struct arena arena;
    struct err err;
};

static inline struct table table_read(const char *path, struct arena *a)
{
    struct bytes file;
    struct err e = { 0 };
    struct table t = { 0 };
    const struct dialect commas = { ',', '"' };
    if (!os_read_file(path, 1u << 30, &file, &e))
        return t;
    size_t room = 1;
    for (size_t i = 0; i < file.len; i++)
        room += file.at[i] == '\n';
    struct record *record = NEW(a, struct record, room);
    struct frame f = { .record = record, .max = room };
    codec_csv.frame((struct str){ file.at, file.len }, true, commas, &f);
    struct splitter *s = codec_csv.splitter_new(commas);
    for (size_t r = 0; r < f.n; r++) {
        const struct cell *cell;
        uint32_t n, at;
        struct str text = { file.at + record[r].at, record[r].len };
        if (codec_csv.split(s, text, &cell, &n, &at) != REASON_NONE)
            break;
        if (r == 0) {
            t.n_columns = n;
            t.at = NEW(a, struct str, f.n * n);
        }
        for (uint32_t c = 0; c < n && c < t.n_columns; c++) {
            struct str *to = &t.at[r * t.n_columns + c];
            *to = (struct str){ arena_copy(a, cell[c].text.at, cell[c].text.len),
                                cell[c].text.len };
        }
        t.n_rows++;
    }
    codec_csv.splitter_free(s);
    mem_free(file.at);
    return t;
}

static inline struct str table_cell(const struct table *t, uint32_t row, uint32_t column)
{
    return t->at[(size_t)row * t->n_columns + column];
}

/* The column of this name, or UINT32_MAX. */
static inline uint32_t table_find(const struct table *t, const char *name)
{
    for (uint32_t c = 0; c < t->n_columns; c++)
        if (str_eq(table_cell(t, 0, c), str_of(name)))
            return c;
    return UINT32_MAX;
}

/* The value of `key` in the case's options file, in `value`; false when there is none. */
static inline bool golden_option(const char *folder, const char *key, char value[256])
{
    char path[GOLDEN_PATH + 16], line[256];
    size_t n = strlen(key);
    bool found = false;
    snprintf(path, sizeof path, "%s/options", folder);
    FILE *f = fopen(path, "r");
    while (f && !found && fgets(line, sizeof line, f))
        if (strncmp(line, key, n) == 0 && line[n] == ' ') {
            line[strcspn(line, "\n")] = 0;
            snprintf(value, 256, "%s", line + n + 1);
            found = true;
        }
    if (f)
        fclose(f);
    return found;
}

static inline struct load_options golden_load_options(const char *folder, struct arena *a,
                                                      struct err *e)
{
    struct load_options o = { .trees = TREES_BEST };
    char value[256];
    if (golden_option(folder, "trees", value)) {
        o.trees = strcmp(value, "all") == 0 ? TREES_ALL : TREES_COUNT;
        o.n_rounds = (uint32_t)strtoul(value, NULL, 10);
    }
    if (golden_option(folder, "categories", value))
        o.categories = list_split(value, "categories", &o.n_categories, a, e);
    return o;
}

/* False, with the reason in g->err, when the model is not read or the table does not fit.
 * golden_release() in any case. */
static inline bool golden_open(struct golden *g, const char *folder,
                               const char *model_file)
{
    char path[GOLDEN_PATH + 300], margin[256];
    *g = (struct golden){ 0 };
    snprintf(g->folder, sizeof g->folder, "%s", folder);
    arena_init(&g->arena, 0);
    struct load_options o = golden_load_options(folder, &g->arena, &g->err);
    snprintf(path, sizeof path, "%s/%s", folder, model_file);
    g->model = format_read_model(path, NULL, &o, &g->arena, &g->err);
    if (!g->model)
        return false;
    g->arena.limit = 0;
    snprintf(path, sizeof path, "%s/input.csv", folder);
    g->input = table_read(path, &g->arena);
    snprintf(path, sizeof path, "%s/expected.csv", folder);
    g->expected = table_read(path, &g->arena);
    g->base_margin = golden_option(folder, "base_margin", margin);
    struct schema_wish w = { .has_header = true, .delimiter = ',',
                             .missing_column_is_na = true,
                             .base_margin = g->base_margin ? margin : NULL };
    return schema_init(&g->schema, &w, g->model, g->input.at, g->input.n_columns,
                       &g->arena, &g->err);
}

static inline void golden_release(struct golden *g)
{
    arena_release(&g->arena);
}

/* Rows first .. first + b->rows of the input (0-based behind the header) into b. */
static inline bool golden_fill(const struct golden *g, uint32_t first, struct block *b)
{
    struct cell *cell = calloc(g->input.n_columns, sizeof *cell);
    bool ok = true;
    for (size_t r = 0; r < b->rows && ok; r++) {
        uint32_t column;
        for (uint32_t c = 0; c < g->input.n_columns; c++)
            cell[c].text = table_cell(&g->input, first + 1 + (uint32_t)r, c);
        ok = cells_convert(&g->schema.plan, cell, g->input.n_columns, b->x, b->stride, r,
                           NULL, &column) == REASON_NONE;
    }
    free(cell);
    return ok;
}

/* Calls `visit` for every model of every case of every format. */
static inline void golden_each(const char *top,
                               void (*visit)(const char *folder, const char *file))
{
    char folder[GOLDEN_PATH];
    struct dirent *entry, *file;
    DIR *d = opendir(top);
    while (d && (entry = readdir(d))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(folder, sizeof folder, "%s/%s", top, entry->d_name);
        DIR *inside = opendir(folder);
        while (inside && (file = readdir(inside)))
            if (strncmp(file->d_name, "model.", 6) == 0)
                visit(folder, file->d_name);
        if (inside)
            closedir(inside);
    }
    if (d)
        closedir(d);
}
