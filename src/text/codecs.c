/* codecs.c - the table of record encodings: one row each. */
#include "text/codec.h"

static const struct codec *const codecs[] = {
    &codec_csv,
};

const struct codec *codec_find(const char *name)
{
    for (size_t i = 0; i < sizeof codecs / sizeof codecs[0]; i++)
        if (strcmp(codecs[i]->name, name) == 0)
            return codecs[i];
    return NULL;
}
