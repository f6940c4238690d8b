#include "flow/rejects.h"

#include "base/mem.h"
#include "text/num.h"

static const struct str our_names[REJECT_COLUMNS] = {
    { "_line", 5 }, { "_column", 7 }, { "_reason", 7 },
};

struct str rejects_column(uint32_t i)
{
    return our_names[i];
}

bool rejects_name(struct str name)
{
    for (size_t i = 0; i < REJECT_COLUMNS; i++)
        if (str_eq(name, our_names[i]))
            return true;
    return false;
}

bool rejects_tail(const struct str *field, uint32_t n)
{
    int64_t line;
    if (n <= REJECT_COLUMNS || !num_read_int(field[n - REJECT_COLUMNS], &line)
        || line < 1)
        return false;
    for (enum reason why = REASON_NONE + 1; why < N_REASONS; why++)
        if (str_eq(field[n - 1], str_of(reason_json(why))))
            return true;
    return false;
}

bool rejects_init(struct rejects *r, const struct str *name, uint32_t n,
                  const struct codec *codec, struct dialect d, struct arena *a,
                  struct err *e)
{
    bool *ours = NEW(a, bool, n);
    if (!ours)
        return err_set(e, ERR_MEMORY, "no room for the columns of the rejects");
    *r = (struct rejects){ .name = name, .n = n, .ours = ours, .first = n,
                           .codec = codec, .dialect = d };
    for (uint32_t i = 0; i < n; i++) {
        ours[i] = rejects_name(name[i]);
        r->first = ours[i] || r->first < n ? r->first : i;
        r->last = ours[i] ? r->last : i;
    }
    return true;
}

void rejects_header(const struct rejects *r, struct buf *out)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (!r->ours[i]) {
            r->codec->put_text(out, r->name[i], r->dialect);
            buf_add_char(out, r->dialect.delimiter);
        }
    for (size_t i = 0; i < REJECT_COLUMNS; i++) {
        buf_add_str(out, our_names[i]);
        buf_add_char(out, i + 1 < REJECT_COLUMNS ? r->dialect.delimiter : '\n');
    }
}

/* The last field and all behind it, as they were read: where there are too many, nobody
 * knows which of them was to be one of ours. */
static void add_joined(const struct rejects *r, const struct reject *bad, struct buf *out)
{
    struct buf joined = { 0 };
    buf_add_str(&joined, bad->cell[r->last].text);
    for (uint32_t i = r->last + 1; i < bad->n_cells; i++) {
        buf_add_char(&joined, r->dialect.delimiter);
        buf_add_str(&joined, bad->cell[i].text);
    }
    r->codec->put_text(out, buf_str(&joined), r->dialect);
    out->failed = out->failed || buf_failed(&joined);
    buf_release(&joined);
}

static void add_field(const struct rejects *r, const struct reject *bad, uint32_t i,
                      struct buf *out)
{
    if (!bad->cell && i == r->first)
        r->codec->put_text(out, bad->record, r->dialect);
    else if (bad->cell && i == r->last && bad->n_cells > r->n)
        add_joined(r, bad, out);
    else if (bad->cell && i < bad->n_cells)
        buf_add_str(out, bad->cell[i].raw);
}

void rejects_add(const struct rejects *r, const struct reject *bad, struct buf *out)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (!r->ours[i]) {
            add_field(r, bad, i, out);
            buf_add_char(out, r->dialect.delimiter);
        }
    buf_addf(out, "%llu%c", (unsigned long long)bad->line, r->dialect.delimiter);
    r->codec->put_text(out, bad->column, r->dialect);
    buf_add_char(out, r->dialect.delimiter);
    buf_add_str(out, str_of(reason_json(bad->reason)));
    buf_add_char(out, '\n');
}
