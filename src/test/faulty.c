/* faulty.c - memory that ends and a disk that fails, for rowmill-faulty alone.
 *
 * The linker puts these in place of what our own code calls (--wrap in the Makefile).
 * FAULTY=KIND:N:HOW says what goes wrong: the N-th call of a kind (of any kind of
 * file, when it is "call"), with `+` behind N all from there on.  HOW is the number of an
 * errno; "short", which reads or writes one byte; "kill", which ends the process before
 * the call; "torn", which does half a write first.  FAULTY_COUNT=FILE has written
 * how many calls of each kind there were, in the order of KINDS. */
#define _GNU_SOURCE
#include "test/faulty.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
    int kind;
    unsigned long at;
    bool on, is_short, kills, tears;
    int number;                 /* errno */
    atomic_ulong calls[N_FAULTY];
} faulty = { .kind = -1 };

static int kind_of(const char *name)
{
    for (int k = 0; k < N_FAULTY; k++)
        if (strcmp(name, faulty_names[k]) == 0)
            return k;
    fprintf(stderr, "FAULTY: there is no kind %s\n", name);
    _exit(1);
}

__attribute__((constructor)) static void begin(void)
{
    char kind[16] = "", how[16] = "";
    const char *text = getenv("FAULTY");
    if (!text)
        return;
    faulty.on = strchr(text, '+') != NULL;
    if (sscanf(text, "%15[a-z]:%lu%*[:+]%15s", kind, &faulty.at, how) != 3)
        _exit(1);
    faulty.kind = kind_of(kind);
    faulty.is_short = strcmp(how, "short") == 0;
    faulty.tears = strcmp(how, "torn") == 0;
    faulty.kills = faulty.tears || strcmp(how, "kill") == 0;
    faulty.number = atoi(how);
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAULTY_COUNT");
    FILE *f = path ? fopen(path, "w") : NULL;
    for (int k = 0; f && k < N_FAULTY; k++)
        fprintf(f, "%lu\n", faulty.calls[k]);
    if (f)
        fclose(f);
}

/* Is this the one? */
static bool counts(enum faulty_kind k)
{
    const unsigned long n = ++faulty.calls[k];
    return faulty.kind == (int)k && (n == faulty.at || (faulty.on && n > faulty.at));
}

static bool hit(enum faulty_kind k)
{
    const bool a = counts(k), b = k != FAULTY_ALLOC && counts(FAULTY_CALL);
    if ((a || b) && faulty.kills && !faulty.tears)
        kill(getpid(), SIGKILL);
    return a || b;
}

/* Of calls that move bytes: a short one is no failure. */
static bool fails(enum faulty_kind k, size_t *n)
{
    if (!hit(k))
        return false;
    if (faulty.is_short)
        *n = *n > 0;
    errno = faulty.number;
    return !faulty.is_short;
}

/* ---- what is called in place of the real ones ---- */

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t n);

void *__wrap_malloc(size_t n)
{
    return hit(FAULTY_ALLOC) ? (errno = ENOMEM, NULL) : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return hit(FAULTY_ALLOC) ? (errno = ENOMEM, NULL) : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t n)
{
    return hit(FAULTY_ALLOC) ? (errno = ENOMEM, NULL) : __real_realloc(old, n);
}

ssize_t __real_read(int fd, void *bytes, size_t n);
ssize_t __real_write(int fd, const void *bytes, size_t n);
ssize_t __wrap_read(int fd, void *bytes, size_t n);
ssize_t __wrap_write(int fd, const void *bytes, size_t n);

ssize_t __wrap_read(int fd, void *bytes, size_t n)
{
    return fails(FAULTY_READ, &n) ? -1 : __real_read(fd, bytes, n);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t n)
{
    if (!fails(FAULTY_WRITE, &n))
        return __real_write(fd, bytes, n);
    if (faulty.tears) {
        const ssize_t half = __real_write(fd, bytes, n / 2);
        kill(getpid(), SIGKILL);
        return half;
    }
    return -1;
}

int __real_open(const char *path, int flags, ...);
int __real_close(int fd);
int __real_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __real_unlink(const char *path);
int __wrap_open(const char *path, int flags, ...);
int __wrap_close(int fd);
int __wrap_fsync(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_unlink(const char *path);

int __wrap_open(const char *path, int flags, ...)
{
    size_t n = 0;
    va_list rest;
    va_start(rest, flags);
    const int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    va_end(rest);
    return fails(FAULTY_OPEN, &n) ? -1 : __real_open(path, flags, mode);
}

/* As Linux does it: closed it is, whatever is said of it. */
int __wrap_close(int fd)
{
    size_t n = 0;
    const bool bad = fails(FAULTY_CLOSE, &n);
    const int status = __real_close(fd);
    if (!bad)
        return status;
    errno = faulty.number;
    return -1;
}

int __wrap_fsync(int fd)
{
    size_t n = 0;
    return fails(FAULTY_FSYNC, &n) ? -1 : __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
    size_t n = 0;
    return fails(FAULTY_RENAME, &n) ? -1 : __real_rename(from, to);
}

int __wrap_unlink(const char *path)
{
    size_t n = 0;
    return fails(FAULTY_UNLINK, &n) ? -1 : __real_unlink(path);
}

typedef void *thread_body(void *);
int __real_pthread_create(pthread_t *t, const pthread_attr_t *a, thread_body *f, void *x);
int __wrap_pthread_create(pthread_t *t, const pthread_attr_t *a, thread_body *f, void *x);
void *__real_mmap(void *at, size_t n, int prot, int flags, int fd, off_t from);
void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t from);

int __wrap_pthread_create(pthread_t *t, const pthread_attr_t *a, thread_body *f, void *x)
{
    return counts(FAULTY_THREAD) ? EAGAIN : __real_pthread_create(t, a, f, x);
}

void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t from)
{
    return fails(FAULTY_MAP, &n) ? MAP_FAILED
                                 : __real_mmap(at, n, prot, flags, fd, from);
}
