/* scratch.h - a folder of its own for a test's files, which goes when the test ends. */
#pragma once

#include "base/str.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRATCH_ROOM = 300 };

struct scratch {
    char folder[SCRATCH_ROOM];
};

static inline bool scratch_make(struct scratch *s)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(s->folder, sizeof s->folder, "%.200s/rowmill-test-XXXXXX",
             tmp ? tmp : "/tmp");
    return mkdtemp(s->folder) != NULL;
}

/* The path of a file in it; `out` has SCRATCH_ROOM bytes. */
static inline char *scratch_path(const struct scratch *s, const char *name, char *out)
{
    snprintf(out, SCRATCH_ROOM, "%.230s/%.60s", s->folder, name);
    return out;
}

static inline bool scratch_write(const char *path, struct str bytes)
{
    /* A new file: some systems flush one that is emptied and rewritten. */
    unlink(path);
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool ok = fwrite(bytes.at, 1, bytes.len, f) == bytes.len;
    return fclose(f) == 0 && ok;
}

/* Does the file hold these bytes and no others? */
static inline bool scratch_holds(const char *path, struct str want)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    bool same = true;
    for (size_t i = 0; same && i < want.len; i++)
        same = getc(f) == (unsigned char)want.at[i];
    same = same && getc(f) == EOF;
    fclose(f);
    return same;
}

/* How many files are in the folder. */
static inline int scratch_count(const char *folder)
{
    DIR *d = opendir(folder);
    struct dirent *entry;
    int n = 0;
    while (d && (entry = readdir(d)))
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (d)
        closedir(d);
    return n;
}

/* The folder, its files, and its folders when those are empty. */
static inline void scratch_remove(const struct scratch *s)
{
    DIR *d = opendir(s->folder);
    struct dirent *entry;
    while (d && (entry = readdir(d)))
        if (unlinkat(dirfd(d), entry->d_name, 0) != 0)
            unlinkat(dirfd(d), entry->d_name, AT_REMOVEDIR);
    if (d)
        closedir(d);
    rmdir(s->folder);
}
