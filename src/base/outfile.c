/* realpath and flock are not of POSIX's core. */
#define _GNU_SOURCE
#include "base/outfile.h"

#include "base/buf.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LITTER_AGE_S = 24 * 3600, TRIES = 100 };

static bool fail(const struct outfile *o, struct err *e, enum err_kind kind,
                 const char *what)
{
    err_set(e, kind, "%s: %s", what, strerror(errno));
    err_place(e, o->shown, 0);
    return false;
}

static char *copy_text(const char *text, size_t len)
{
    char *copy = mem_grow(NULL, len + 1, 1);
    if (copy) {
        memcpy(copy, text, len);
        copy[len] = 0;
    }
    return copy;
}

/* The part before the last slash, "." when there is none. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return copy_text(".", 1);
    return copy_text(path, slash == path ? 1 : (size_t)(slash - path));
}

/* What the link at `path` says, seen from here; NULL when there is none. */
static char *link_target(const char *path)
{
    char target[4096];
    ssize_t n = readlink(path, target, sizeof target - 1);
    char *folder = n > 0 ? folder_of(path) : NULL;
    struct buf b = { 0 };
    if (!folder)
        return NULL;
    if (target[0] != '/')
        buf_addf(&b, "%s/", folder);
    buf_add(&b, target, (size_t)n);
    buf_add_char(&b, 0);
    mem_free(folder);
    if (!buf_failed(&b))
        return b.at;
    buf_release(&b);
    return NULL;
}

/* Where a path really leads, through links whose target does not exist yet, too. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    char *target = real || errno != ENOENT ? NULL : link_target(path);
    if (!target)
        return real ? real : copy_text(path, strlen(path));
    real = resolve(target);             /* links in a ring are ELOOP, so this ends */
    mem_free(target);
    return real;
}

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Is this the temporary of a run that ended without cleaning up?  The name says whose:
 * .BASE.tmp.PID.RANDOM */
static bool is_litter(int dir, const char *name, const char *base)
{
    char prefix[300];
    long pid;
    struct stat st;
    int n = snprintf(prefix, sizeof prefix, ".%s.tmp.", base);
    if (n < 0 || (size_t)n >= sizeof prefix || strncmp(name, prefix, (size_t)n) != 0
        || sscanf(name + n, "%ld.", &pid) != 1 || pid <= 0)
        return false;
    if (kill((pid_t)pid, 0) == 0 || errno != ESRCH)
        return false;
    return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode)
        && time(NULL) - st.st_mtime > LITTER_AGE_S;
}

/* Another machine may write to the same folder: its process is not here, but its lock
 * is. */
static void remove_litter(const char *folder, const char *base)
{
    DIR *d = opendir(folder);
    struct dirent *entry;
    while (d && (entry = readdir(d))) {
        if (!is_litter(dirfd(d), entry->d_name, base))
            continue;
        int fd = openat(dirfd(d), entry->d_name, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
            unlinkat(dirfd(d), entry->d_name, 0);
        if (fd >= 0)
            close(fd);
    }
    if (d)
        closedir(d);
}

/* A new file of a name that nobody has. */
static bool create_beside(struct outfile *o, const char *folder)
{
    uint64_t seed = os_now_ns() ^ (uint64_t)getpid() << 32;
    for (int i = 0; i < TRIES; i++) {
        struct buf name = { 0 };
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        buf_addf(&name, "%s/.%s.tmp.%ld.%016llx", folder, base_of(o->path),
                 (long)getpid(), (unsigned long long)seed);
        buf_add_char(&name, 0);
        if (buf_failed(&name)) {
            errno = ENOMEM;
            return false;
        }
        o->temp = name.at;
        if (o->signals)
            signals_watch(o->signals, o->temp);
        o->fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (o->fd >= 0)
            return true;
        int why = errno;
        if (o->signals)
            signals_forget(o->signals, o->temp);
        mem_free(o->temp);
        o->temp = NULL;
        errno = why;
        if (errno != EEXIST)
            break;
    }
    return false;
}

static void forget(struct outfile *o)
{
    if (o->signals && o->temp)
        signals_forget(o->signals, o->temp);
    mem_free(o->path);
    mem_free(o->temp);
    *o = (struct outfile){ .fd = -1 };
}

static bool open_beside(struct outfile *o, const char *path, const struct stat *old,
                        struct err *e)
{
    o->path = resolve(path);
    char *folder = o->path ? folder_of(o->path) : NULL;
    bool ok = folder && create_beside(o, folder);
    if (!ok) {
        bool no_folder = errno == ENOENT && folder;
        fail(o, e, ERR_CANTCREATE, "cannot be created");
        if (no_folder)
            err_remedy(e, "the folder has to be there: mkdir -p %s", folder);
    }
    if (ok) {
        flock(o->fd, LOCK_EX | LOCK_NB);
        if (old)
            fchmod(o->fd, old->st_mode & 07777);
        remove_litter(folder, base_of(o->path));
    }
    mem_free(folder);
    if (!ok)
        forget(o);
    return ok;
}

static bool open_directly(struct outfile *o, const char *path, struct err *e)
{
    o->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (o->fd >= 0)
        return true;
    fail(o, e, ERR_CANTCREATE, "cannot be opened for writing");
    forget(o);
    return false;
}

bool outfile_open(struct outfile *o, const char *path, struct signals *s, struct err *e)
{
    struct stat st;
    *o = (struct outfile){ .fd = -1, .shown = path, .signals = s };
    if (strcmp(path, "-") == 0) {
        o->fd = STDOUT_FILENO;
        o->is_stdout = true;
        o->shown = "stdout";
        os_widen_pipe(o->fd);
        return true;
    }
    bool exists = stat(path, &st) == 0;
    if (!exists && (errno != ENOENT || !*path)) {       /* not new: links in a ring... */
        fail(o, e, ERR_CANTCREATE, "cannot be created");
        forget(o);
        return false;
    }
    if (exists && S_ISDIR(st.st_mode)) {
        err_set(e, ERR_CANTCREATE, "this is a directory, not a file");
        err_place(e, path, 0);
        err_remedy(e, "name a file in it");
        forget(o);
        return false;
    }
    if (exists && !S_ISREG(st.st_mode))
        return open_directly(o, path, e);
    return open_beside(o, path, exists ? &st : NULL, e);
}

bool outfile_write(struct outfile *o, const void *bytes, size_t n, struct err *e)
{
    if (os_write_all(o->fd, bytes, n))
        return true;
    if (o->is_stdout && errno == EPIPE)
        return err_set(e, ERR_PIPE, "nobody reads the output any more");
    return fail(o, e, ERR_IO, "cannot be written");
}

/* A failed fsync is final: what the kernel could not write it may forget. */
static bool sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int dir = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    mem_free(folder);
    if (dir < 0)
        return false;
    bool ok = fsync(dir) == 0 || errno == EINVAL;       /* not every file system can */
    close(dir);
    return ok;
}

static bool close_checked(struct outfile *o)
{
    int fd = o->fd;
    o->fd = -1;
    return close(fd) == 0;
}

bool outfile_publish(struct outfile *o, struct err *e)
{
    bool ok;
    if (!o->temp) {
        ok = close_checked(o) || fail(o, e, ERR_IO, "cannot be written");
    } else {
        ok = fsync(o->fd) == 0 && close_checked(o) && rename(o->temp, o->path) == 0;
        if (!ok) {
            fail(o, e, ERR_IO, "cannot be written");
            outfile_discard(o);
            return false;
        }
        ok = sync_folder(o->path) || fail(o, e, ERR_IO, "may be lost if power fails");
    }
    forget(o);
    return ok;
}

void outfile_discard(struct outfile *o)
{
    if (!o->shown)
        return;
    if (o->fd >= 0 && !o->is_stdout)
        close(o->fd);
    if (o->temp)
        unlink(o->temp);
    forget(o);
}
