/* test_refusals.c - what is no model is refused with just the message beside it, and
 * every file is one format's or no one's. */
#include "base/buf.h"
#include "test/check.h"
#include "test/golden.h"
#include "test/random.h"

enum { PATH = 600, HEAD = 4096 };

static size_t count_sniffs(struct str file)
{
    const struct str head = str_first(file, HEAD);
    size_t n = 0;
    for (size_t i = 0; format_at(i); i++)
        n += format_at(i)->sniff(head);
    return n;
}

/* ------- golden models ------- */

/* The format is that of the folder: "lightgbm" is lightgbm-text. */
static void sniff_golden(const char *folder, const char *file)
{
    char path[PATH + 300];
    struct bytes b;
    struct err e = { 0 };
    snprintf(path, sizeof path, "%s/%s", folder, file);
    const bool is_read = os_read_file(path, 1u << 30, &b, &e);
    CHECK(path, is_read);
    if (!is_read)
        return;
    const struct str text = { b.at, b.len };
    const struct format *f = format_find(NULL, str_first(text, HEAD));
    CHECK(path, count_sniffs(text) == 1);
    CHECK(path, f && strncmp(folder + strlen("testdata/golden/"), f->name, 7) == 0);
    mem_free(b.at);
}

/* ------- refusals ------- */

/* "DIR/CASE.model" or "DIR/CASE.json" -> "DIR/CASE"; false for other names. */
static bool case_name(const char *file, char name[PATH])
{
    static const char *const ends[] = { ".model", ".json", ".ubj", ".txt" };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (str_ends(str_of(file), str_of(ends[i]))) {
            snprintf(name, PATH, "%.*s", (int)(strlen(file) - strlen(ends[i])), file);
            return true;
        }
    return false;
}

/* The message as it stands in CASE.err. */
static void message(const struct err *e, char text[600])
{
    if (e->line)
        snprintf(text, 600, "%llu: %s", (unsigned long long)e->line, e->what);
    else
        snprintf(text, 600, "%s", e->what);
}

/* The only line of CASE.err; false when it is not there, or not one line. */
static bool expected(const char *folder, const char *name, char text[600])
{
    char path[2 * PATH + 8];
    struct bytes b;
    struct err e = { 0 };
    snprintf(path, sizeof path, "%s/%s.err", folder, name);
    if (!os_read_file(path, 1 << 20, &b, &e))
        return false;
    const bool fits = b.len > 1 && b.len < 600 && b.at[b.len - 1] == '\n'
                   && memchr(b.at, '\n', b.len) == b.at + b.len - 1;
    snprintf(text, 600, "%.*s", (int)(fits ? b.len - 1 : 0), b.at);
    mem_free(b.at);
    return fits;
}

static void refuse(const char *folder, const char *format, const char *file,
                   const char *name)
{
    static const struct load_options best = { .trees = TREES_BEST };
    char path[2 * PATH + 8], want[600], got[600];
    struct arena arena;
    struct err e = { 0 };
    snprintf(path, sizeof path, "%s/%s", folder, file);
    CHECK(path, expected(folder, name, want));
    arena_init(&arena, 0);
    const struct model *m = format_read_model(path, format, &best, &arena, &e);
    message(&e, got);
    if (!m && strcmp(got, want) != 0)
        printf("  %s\n    says:   %s\n    wanted: %s\n", path, got, want);
    CHECK(path, !m && e.kind == ERR_MODEL && strcmp(got, want) == 0);
    CHECK(path, strcmp(e.file, path) == 0);
    arena_release(&arena);
}

/* The model that a message is of. */
static bool has_model(const char *folder, const char *err_file)
{
    struct dirent *entry;
    bool found = false;
    char name[PATH];
    const size_t len = strlen(err_file) - strlen(".err");
    DIR *d = opendir(folder);
    while (d && !found && (entry = readdir(d)))
        found = case_name(entry->d_name, name) && strlen(name) == len
             && strncmp(name, err_file, len) == 0;
    if (d)
        closedir(d);
    return found;
}

static void refuse_all(const char *format)
{
    char folder[PATH], name[PATH];
    struct dirent *entry;
    unsigned cases = 0;
    snprintf(folder, sizeof folder, "testdata/bad/%s", format);
    DIR *d = opendir(folder);
    while (d && (entry = readdir(d))) {
        if (entry->d_name[0] == '.')
            continue;
        const bool is_message = str_ends(str_of(entry->d_name), STR(".err"));
        const bool is_case = !is_message && case_name(entry->d_name, name);
        CHECK(entry->d_name, is_case || (is_message && has_model(folder, entry->d_name)));
        if (is_case)
            refuse(folder, format, entry->d_name, name);
        cases += is_case;
    }
    if (d)
        closedir(d);
    CHECK(format, cases >= 50);
}

/* ------- what is no model ------- */

static const struct {
    const char *which;
    struct str head;
    const char *what;       /* begins its message; NULL: any */
} strangers[] = {
    { "nothing", STR(""), "the file is empty" },
    { "a byte", STR("t"), NULL },
    { "a table", STR("a,b,c\n1,2,3\n"), "this looks like a table" },
    { "a table with a column `tree`", STR("tree,version\n1,2\n"),
      "this looks like a table" },
    { "a table of one column", STR("tree\n1\n2\n3\n"), NULL },
    { "a table of trees", STR("tree\nversions=4,1\n"), NULL },
    { "pickle 2", STR("\x80\x02}q\x01."), "this is a Python pickle" },
    { "pickle 4 of a Booster", STR("\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x0cxgboost.core"),
      "this is a Python pickle" },
    { "pickle 5", STR("\x80\x05\x95\0\0\0\0\0\0\0\0."), "this is a Python pickle" },
    { "pickle 0", STR("ccopy_reg\n_reconstructor\np0\n"), "this is a Python pickle" },
    { "joblib", STR("\x78\x9c\xed\xbd\x07\x60"),
      "this looks like a compressed joblib file" },
    { "ONNX", STR("\x08\x08\x12\x08skl2onnx\x1a\x06" "1.16.0"), "this is an ONNX model" },
    { "ONNX of LightGBM", STR("\x08\x09\x12\x0bOnnxMLTools\x1a\x05tree\n"),
      "this is an ONNX model" },
    { "CatBoost", STR("CBM1\x40\x07\0\0\x0c\0\0\0"), "this is a CatBoost model" },
    { "CatBoost as JSON", STR("{\"features_info\":{},\"oblivious_trees\":[]}"),
      "this is a CatBoost model as JSON" },
    { "LightGBM's dump", STR("{\"name\":\"tree\",\"version\":\"v4\",\"num_class\":1,"
      "\"num_tree_per_iteration\":1}"), "this is LightGBM's JSON dump" },
    { "PMML", STR("<?xml version=\"1.0\"?>\n<PMML version=\"4.4\">"),
      "this is a PMML model" },
    { "a zip archive", STR("PK\x03\x04\x14\0\0\0"), "this is a zip archive" },
    { "JSON", STR("{\"a\":1}"), NULL },
    { "an array", STR("[1,2,3]"), NULL },
    { "UBJSON of something else", STR("{i\x01" "ai\x01}"), NULL },
    { "HTML", STR("<!DOCTYPE html>\n<html>"), NULL },
    { "zeros", STR("\0\0\0\0\0\0\0\0"), NULL },
    { "a Parquet file", STR("PAR1\x15\x04"), NULL },
    { "HDF5", STR("\x89HDF\r\n\x1a\n"), NULL },
    { "UTF-16", STR("\xff\xfet\0r\0e\0e\0\n\0"), NULL },
};

static void refuse_stranger(const char *which, struct str head, const char *what)
{
    static const struct load_options best = { .trees = TREES_BEST };
    struct arena arena;
    struct err e = { 0 };
    char *copy = malloc(head.len);
    memcpy(copy, head.at, head.len);
    const struct str file = { copy, head.len };
    const size_t sniffs = count_sniffs(file);
    if (sniffs)
        printf("  %s: %s says it is its own\n", which, format_find(NULL, file)->name);
    CHECK(which, sniffs == 0);
    arena_init(&arena, 0);
    CHECK(which, !format_load_model(file, "-", NULL, &best, &arena, &e));
    CHECK(which, e.kind == ERR_MODEL && e.what[0]);
    CHECK(which, !what || strncmp(e.what, what, strlen(what)) == 0);
    CHECK(which, !head.len || e.remedy[0]);
    arena_release(&arena);
    free(copy);
}

static void refuse_strangers(void)
{
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        refuse_stranger(strangers[i].which, strangers[i].head, strangers[i].what);
}

/* All kinds of bytes, and letters of models only, which come nearer to one. */
static void refuse_random(void)
{
    static const char letters[] = "tre\n\r{}[]\"=LlSiU$# \t:,0learnsvioncbd";
    struct random r = { 1 };
    char head[2 * HEAD];
    unsigned wrong = 0;
    for (int i = 0; i < 4000; i++) {
        const size_t len = random_below(&r, i % 10 ? 300 : sizeof head);
        for (size_t k = 0; k < len; k++)
            head[k] = i % 2 ? (char)random_next(&r)
                            : letters[random_below(&r, sizeof letters - 1)];
        wrong += count_sniffs((struct str){ head, len }) != 0;
    }
    CHECK("random bytes are no one's", wrong == 0);
}

static void test_names(void)
{
    for (size_t i = 0; format_at(i); i++)
        CHECK(format_at(i)->name,
              format_find(format_at(i)->name, STR("")) == format_at(i));
    CHECK("no such format", !format_find("lightgbm-json", STR("tree\nversion=v4\n")));
}

int main(void)
{
    for (size_t i = 0; format_at(i); i++)
        refuse_all(format_at(i)->name);
    golden_each("testdata/golden/lightgbm", sniff_golden);
    golden_each("testdata/golden/xgboost", sniff_golden);
    refuse_strangers();
    refuse_random();
    test_names();
    return check_report();
}
