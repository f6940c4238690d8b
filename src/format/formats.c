#include "format/format.h"

#include "base/mem.h"
#include "base/os.h"
#include "base/sha256.h"
#include "format/foreign.h"
#include "model/builder.h"
#include "text/gzip.h"

#include <stdio.h>

#define FORMATS(X)      \
    X(lightgbm_text)    \
    X(xgboost)          \
    X(native)

#define X(name) extern const struct format format_##name;
FORMATS(X)
#undef X

static const struct format *const formats[] = {
#define X(name) &format_##name,
    FORMATS(X)
#undef X
};

enum { N_FORMATS = sizeof formats / sizeof formats[0], HEAD_BYTES = 4096 };

/* A file may take this much memory for each of its bytes, and this much anyway. */
enum { MEMORY_PER_BYTE = 64, MEMORY_ANYWAY = 64 << 20 };
#define MAX_FILE_BYTES ((size_t)4 << 30)

const struct format *format_at(size_t i)
{
    return i < N_FORMATS ? formats[i] : NULL;
}

const struct format *format_find(const char *name, struct str head)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if (name ? str_eq(str_of(name), str_of(formats[i]->name))
                 : formats[i]->sniff(head))
            return formats[i];
    return NULL;
}

uint32_t format_rounds(const struct load_options *o, uint32_t total, uint32_t best,
                       struct err *e)
{
    if (o->trees == TREES_COUNT && o->n_rounds > total)
        err_set(e, ERR_USAGE, "--trees %u: the model has %u rounds", o->n_rounds, total);
    if (o->trees == TREES_COUNT)
        return o->n_rounds <= total ? o->n_rounds : total;
    return o->trees == TREES_BEST && best > 0 && best <= total ? best : total;
}

/* "dir/My model.v2.json.gz" -> "My_model.v2": what stands in model_version. */
static struct str stem(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str s = str_of(slash ? slash + 1 : path);
    if (str_ends(s, STR(".gz")) && s.len > 3)
        s.len -= 3;
    for (size_t i = s.len; i > 1; i--)
        if (s.at[i - 1] == '.') {
            s.len = i - 1;
            break;
        }
    if (str_eq(s, STR("-")) || s.len == 0)
        s = STR("model");
    char *name = arena_copy(a, s.at, s.len);
    for (size_t i = 0; name && i < s.len; i++) {
        char c = name[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                 || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        if (!fine)
            name[i] = '_';
    }
    return (struct str){ name, name ? s.len : 0 };
}

static const struct format *choose(const char *name, struct str head, struct err *e)
{
    const struct format *f = format_find(name, head);
    if (!f && name) {
        err_set(e, ERR_USAGE, "--format: there is no format \"%s\"", name);
        err_remedy(e, "`rowmill help formats` lists them");
    } else if (!f) {
        foreign_refuse(head, e);
    }
    return f;
}

/* The bytes of a model file, and whether they live as long as the model's arena. */
struct incoming {
    struct str text;
    bool lasts;
};

static void move_to_arena(struct incoming *in, struct arena *a, struct err *e)
{
    in->text.at = arena_copy(a, in->text.at, in->text.len);
    in->lasts = true;
    if (!in->text.at)
        err_set(e, ERR_MEMORY, "no room for a model of %zu bytes", in->text.len);
}

static void unpack(struct incoming *in, struct arena *a, struct err *e)
{
    struct buf plain = { 0 };
    if (gunzip_all(in->text, &plain, e)) {
        in->text = buf_str(&plain);
        move_to_arena(in, a, e);
    }
    buf_release(&plain);
}

static struct model *load(const struct format *f, struct str text,
                          const struct load_options *o, struct arena *a, struct err *e)
{
    a->limit = a->total + MEMORY_ANYWAY + text.len * MEMORY_PER_BYTE;
    struct builder *b = builder_new(a, text.len, e);
    struct model *m = NULL;
    if (b) {
        f->load(text, o, a, b, e);
        m = builder_finish(b);
    }
    builder_release(b);
    return err_is_set(e) ? NULL : m;
}

/* What the file keeps of its source wins over what the file itself is called. */
static void say_whence(struct model *m, const struct format *f, struct str file,
                       const char *path, struct arena *a)
{
    m->format = str_of(f->name);
    m->file_bytes = file.len;
    if (!m->source_format.len)
        m->source_format = m->format;
    if (!m->name.len)
        m->name = stem(a, path);
    if (!m->hash[0])
        sha256_hex(file.at, file.len, m->hash);
}

static const struct model *load_incoming(struct incoming in, const char *path,
                                         const char *name, const struct load_options *o,
                                         struct arena *a, struct err *e)
{
    const struct str file = in.text;
    if (gzip_magic(file.at, file.len))
        unpack(&in, a, e);
    if (!err_is_set(e) && in.text.len == 0)
        err_set(e, ERR_MODEL, "the file is empty, not a model");
    struct str head = str_first(in.text, HEAD_BYTES);
    const struct format *f = err_is_set(e) ? NULL : choose(name, head, e);
    if (f && f->keeps_file && !in.lasts)
        move_to_arena(&in, a, e);
    struct model *m = f && !err_is_set(e) ? load(f, in.text, o, a, e) : NULL;
    if (m)
        say_whence(m, f, file, path, a);
    else
        err_place(e, path, 0);
    return m;
}

const struct model *format_load_model(struct str file, const char *path, const char *name,
                                      const struct load_options *o,
                                      struct arena *a, struct err *e)
{
    return load_incoming((struct incoming){ file, false }, path, name, o, a, e);
}

/* Is this a file that stays as it is, and can? */
static bool map_kept(int fd, const char *name, struct bytes *out)
{
    char head[HEAD_BYTES];
    const struct str start = { head, os_peek(fd, head, sizeof head) };
    const struct format *f = start.len ? format_find(name, start) : NULL;
    return f && f->keeps_file && !gzip_magic(head, start.len) && os_map(fd, out);
}

const struct model *format_read_model(const char *path, const char *name,
                                      const struct load_options *o,
                                      struct arena *a, struct err *e)
{
    struct bytes file = { 0 };
    int fd = os_open_input(path, e);
    if (fd < 0)
        return NULL;
    const bool is_mapped = map_kept(fd, name, &file);
    if (is_mapped ? !arena_own(a, file.at, file.len, os_unmap)
                  : !os_read_all(fd, MAX_FILE_BYTES, &file, e)) {
        err_set(e, ERR_MEMORY, "no room for a model");
        err_place(e, path, 0);
        file.at = NULL;
    }
    os_close(fd);
    if (!file.at)
        return NULL;
    const struct incoming in = { { file.at, file.len }, is_mapped };
    const struct model *m = load_incoming(in, path, name, o, a, e);
    if (!is_mapped)
        mem_free(file.at);
    return m;
}
