/* words.c - which cells mean "missing".
 *
 * Nearly every cell asked about is a number and no word, so a word's first byte and its
 * length are looked at first: one load and a shift. */
#include "text/cells.h"

#include "base/mem.h"

struct word_set {
    uint64_t lengths[256];  /* by first byte: bit n % 64 for words of n bytes */
    const struct str *word; /* [n] none empty */
    uint32_t n;
    bool empty;             /* the empty cell is missing */
    bool backslash_n;       /* so is \N, in numeric columns */
};

static uint64_t length_bit(size_t len)
{
    return UINT64_C(1) << len % 64;
}

static void add_word(struct word_set *w, struct str *room, struct str word)
{
    if (word.len == 0) {
        w->empty = true;
        return;
    }
    w->lengths[(unsigned char)word.at[0]] |= length_bit(word.len);
    room[w->n++] = word;
}

/* The next piece of a list, unquoted to `out`.  False when it is the last. */
static bool next_word(struct str *rest, char *out, struct str *word)
{
    bool quoted = rest->len && rest->at[0] == '"';
    size_t len = 0, i = quoted;

    for (; i < rest->len && (quoted || rest->at[i] != ','); i++) {
        if (quoted && rest->at[i] == '"') {
            quoted = i + 1 < rest->len && rest->at[i + 1] == '"';
            if (!quoted)
                continue;
            i++;
        }
        out[len++] = rest->at[i];
    }
    *word = (struct str){ out, len };
    bool more = i < rest->len;
    *rest = str_from(*rest, i + 1);
    return more;
}

static size_t count(struct str s, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == c;
    return n;
}

static struct word_set *word_set_make(struct arena *a, struct str list)
{
    size_t most = count(list, ',') + 1;
    struct word_set *w = NEW(a, struct word_set, 1);
    struct str *word = NEW(a, struct str, most);
    char *text = NEW(a, char, list.len + 1);
    bool more = true;

    if (!w || !word || !text)
        return NULL;
    w->word = word;
    while (more) {
        struct str piece;
        more = next_word(&list, text, &piece);
        add_word(w, word, piece);
        text += piece.len;
    }
    return w;
}

const struct word_set *word_set_new(struct arena *a, struct str list)
{
    return word_set_make(a, list);
}

/* Source: pandas pandas/_libs/parsers.pyx, STR_NA_VALUES. */
const struct word_set *word_set_pandas(struct arena *a)
{
    struct word_set *w = word_set_make(a, STR(
        ",#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,"
        "NaN,None,n/a,nan,null"));

    if (w)
        w->backslash_n = true;
    return w;
}

bool word_set_has(const struct word_set *w, struct str word)
{
    if (word.len == 0)
        return w->empty;
    if (!(w->lengths[(unsigned char)word.at[0]] & length_bit(word.len)))
        return false;
    for (uint32_t i = 0; i < w->n; i++)
        if (str_eq(w->word[i], word))
            return true;
    return false;
}

bool word_set_has_number(const struct word_set *w, struct str cell)
{
    struct str trimmed = str_trim(cell);

    return word_set_has(w, trimmed)
        || (trimmed.len != cell.len && word_set_has(w, cell))
        || (w->backslash_n && str_eq(trimmed, STR("\\N")));
}
