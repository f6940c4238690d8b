#include "cmd/loadflags.h"

#include "flow/names.h"
#include "text/num.h"

static bool read_trees(const char *text, struct load_options *o, struct err *e)
{
    int64_t n;
    if (!text || strcmp(text, "best") == 0)
        o->trees = TREES_BEST;
    else if (strcmp(text, "all") == 0)
        o->trees = TREES_ALL;
    else if (num_read_int(str_of(text), &n) && n >= 1 && n <= UINT32_MAX) {
        o->trees = TREES_COUNT;
        o->n_rounds = (uint32_t)n;
    } else
        return err_set(e, ERR_USAGE, "--trees wants best, all or a number of rounds from"
                       " 1, not \"%s\"", text);
    return true;
}

/* Class names become columns: each once, and none empty. */
static bool check_classes(const struct load_options *o, struct arena *a, struct err *e)
{
    struct names names;
    if (!names_init(&names, o->classes, o->n_classes, a, e))
        return false;
    for (uint32_t i = 0; i < o->n_classes; i++) {
        char shown[80];
        uint32_t count;
        if (!o->classes[i].len)
            return err_set(e, ERR_USAGE, "--classes: a name is empty");
        names_find(&names, o->classes[i], &count);
        str_show(shown, sizeof shown, o->classes[i], 60);
        if (count > 1)
            return err_set(e, ERR_USAGE, "--classes: \"%s\" is there %u times", shown,
                           count);
    }
    return true;
}

bool load_flags_read(const struct load_flags *f, struct load_options *o, struct arena *a,
                     struct err *e)
{
    *o = (struct load_options){ .verify = f->verify };
    if (!read_trees(f->trees, o, e))
        return false;
    if (f->classes)
        o->classes = list_split(f->classes, "classes", &o->n_classes, a, e);
    if (f->categories)
        o->categories = list_split(f->categories, "categories", &o->n_categories, a, e);
    return !err_is_set(e) && (!f->classes || check_classes(o, a, e));
}
