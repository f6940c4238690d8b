#include "cmd/tableflags.h"

#include "text/num.h"

bool dialect_read(const char *delimiter, const char *quote, struct dialect *d,
                  struct err *e)
{
    *d = (struct dialect){ .delimiter = delimiter[0], .quote = quote[0] };
    if (strcmp(delimiter, "tab") == 0 || strcmp(delimiter, "\\t") == 0)
        d->delimiter = '\t';
    else if (!delimiter[0] || delimiter[1] || strchr("\"\r\n", delimiter[0]))
        return err_set(e, ERR_USAGE, "--delimiter wants one byte, or tab; not a quote or"
                       " a line end");
    if (strcmp(quote, "none") == 0)
        d->quote = 0;
    else if (!quote[0] || quote[1] || strchr("\r\n", quote[0])
             || quote[0] == d->delimiter)
        return err_set(e, ERR_USAGE, "--quote wants one byte, or none; not the delimiter"
                       " or a line end");
    return true;
}

enum unseen unseen_read(const char *choice)
{
    return strcmp(choice, "na") == 0 ? UNSEEN_NA
         : strcmp(choice, "error") == 0 ? UNSEEN_ERROR : UNSEEN_AS_TRAINED;
}

bool threshold_read(const char *text, bool *has, double *threshold, struct err *e)
{
    *has = text != NULL;
    if (!text || num_read_double(str_of(text), threshold) == NUM_OK)
        return true;
    return err_set(e, ERR_USAGE, "--threshold wants a number, not \"%s\"", text);
}

static bool decides_by_threshold(const struct model *m)
{
    for (uint32_t i = 0; i < m->n_steps; i++)
        if (str_eq(m->step[i].kind, STR("above")))
            return true;
    return false;
}

bool threshold_fits(const struct prepare_options *o, const struct model *m, struct err *e)
{
    if (!o->has_threshold || decides_by_threshold(m))
        return true;
    return err_set(e, ERR_USAGE, "--threshold is for binary classifiers, and this model"
                   " is none (%.*s)", (int)m->kind.len, m->kind.at);
}
