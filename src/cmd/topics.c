#include "cmd/topics.h"

#include "format/format.h"

static void add_exit_status(struct buf *b)
{
    buf_add_str(b, STR(
        "The exit status says who has to act:\n\n"
        "    0  done\n"
        "    1  check or verify has found something; it stands on stdout\n"
        "   64  wrong use: an unknown verb or flag, a bad value, a flag that does not fit"
        " the\n"
        "       model\n"
        "   65  the input data are wrong: a bad row, a header without the model's"
        " columns, a\n"
        "       damaged gzip file\n"
        "   66  the input, the model or the configuration cannot be opened, whatever the"
        " reason\n"
        "   70  a fault of rowmill itself\n"
        "   71  there is not enough memory\n"
        "   73  the output or the statistics cannot be created, whatever the reason\n"
        "   74  reading or writing failed later on: a full disk, for one\n"
        "   78  the model or the configuration was opened and is of no use\n"
        "  141  nobody reads stdout any more, as behind `| head`; nothing is said\n\n"
        "A run that a signal ends has 128 and the signal's number: 129, 130 or 143. "
        " Unless it\n"
        "is 0, no output file is new; to stdout go all rows before the first bad"
        " one.\n"));
}

static void add_columns(struct buf *b)
{
    buf_add_str(b, STR(
        "score writes these columns, in this order:\n\n"
        "  copied columns      of --id and --keep, as they are; without them sample_id,\n"
        "                      the number of the record from 0\n"
        "  prediction          the class, or the number after the link; prediction_0 and"
        " so\n"
        "                      on with several outputs\n"
        "  confidence          with --confidence: the probability of the predicted"
        " class\n"
        "  prob_CLASS          of all classes, for classifiers; --no-prob leaves them"
        " out\n"
        "  raw, raw_CLASS      with --raw: the margins, before the link\n"
        "  leaf_TREE           with --leaf: the leaf of each tree\n"
        "  model_version       NAME@HASH, the model file's name and the start of its"
        " SHA-256;\n"
        "                      --no-model-version leaves it out\n\n"
        "--prefix TEXT stands before the names of all that are not copied.  Numbers are"
        " the\n"
        "shortest that read back to the same bits.\n\n"
        "Columns of the input are matched to the model's features by name, in any order."
        "  In\n"
        "a list of columns #2 is the second one, and quotes protect a comma.\n"));
}

static void add_missing_values(struct buf *b)
{
    buf_add_str(b, STR(
        "A cell is missing when it is empty or has one of these texts, as in pandas:\n\n"
        "  #N/A  #N/A N/A  #NA  -1.#IND  -1.#QNAN  -NaN  -nan  1.#IND  1.#QNAN  <NA>\n"
        "  N/A  NA  NULL  NaN  None  n/a  nan  null\n\n"
        "In columns of numbers \\N is missing too, and blanks around the text do not"
        " count.\n\n"
        "  --na LIST              these texts instead; an empty piece is the empty"
        " cell:\n"
        "                         --na ',-999'\n"
        "  --missing-column na    a column that is not there is missing in every row\n"
        "  --unseen na            so is a category that the model does not know\n\n"
        "What a missing value does is what the model says, as in its library.\n"));
}

static void add_formats(struct buf *b)
{
    const struct format *f;
    buf_add_str(b, STR(
        "A model's format is told by its content, never by its name.\n\n"));
    for (size_t i = 0; (f = format_at(i)); i++)
        buf_addf(b, "  --format %-15s %s\n", f->name, f->title);
}

static const struct topic topics[] = {
    { "exit-status", "what the exit status says", add_exit_status },
    { "columns", "the columns that score writes", add_columns },
    { "missing-values", "which cells are missing", add_missing_values },
    { "formats", "the model formats that are read", add_formats },
};

enum { N_TOPICS = sizeof topics / sizeof topics[0] };

const struct topic *topic_at(size_t i)
{
    return i < N_TOPICS ? &topics[i] : NULL;
}

const struct topic *topic_find(const char *name)
{
    for (size_t i = 0; i < N_TOPICS; i++)
        if (strcmp(name, topics[i].name) == 0)
            return &topics[i];
    return NULL;
}
