/* sched_getaffinity, F_SETPIPE_SZ and the like are Linux's own. */
#define _GNU_SOURCE
#include "base/os.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PIPE_BYTES = 1 << 20, READ_STEP = 1 << 20 };

void os_close(int fd)
{
    if (fd != STDIN_FILENO)
        close(fd);
}

int os_open_input(const char *path, struct err *e)
{
    struct stat st;
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISDIR(st.st_mode)))
        return fd;
    if (fd < 0)
        err_set(e, ERR_NOINPUT, "cannot be opened: %s", strerror(errno));
    else
        err_set(e, ERR_NOINPUT, "this is a directory, not a file");
    err_place(e, is_stdin ? "stdin" : path, 0);
    if (fd >= 0)
        os_close(fd);
    return -1;
}

static void wait_for(int fd, short events)
{
    struct pollfd p = { .fd = fd, .events = events };
    poll(&p, 1, -1);
}

ssize_t os_read(int fd, void *bytes, size_t n)
{
    for (;;) {
        ssize_t got = read(fd, bytes, n);
        if (got >= 0)
            return got;
        if (errno == EAGAIN)
            wait_for(fd, POLLIN);
        else if (errno != EINTR)
            return -1;
    }
}

bool os_write_all(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n) {
        ssize_t put = write(fd, at, n);
        if (put >= 0) {
            at += put;
            n -= (size_t)put;
        } else if (errno == EAGAIN) {
            wait_for(fd, POLLOUT);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool os_ready(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    return poll(&p, 1, 0) != 0;
}

void os_widen_pipe(int fd)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode))
        fcntl(fd, F_SETPIPE_SZ, PIPE_BYTES);
}


void os_fix_standard_files(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0) {
            int opened = open("/dev/null", fd ? O_WRONLY : O_RDONLY);
            if (opened >= 0 && opened != fd) {
                dup2(opened, fd);
                close(opened);
            }
        }
}

static bool read_to_end(int fd, size_t limit, struct bytes *out, struct err *e)
{
    size_t room = 0;
    for (;;) {
        if (out->len == room) {
            struct stat st;
            bool sized = room == 0 && fstat(fd, &st) == 0 && st.st_size > 0;
            room = sized ? (size_t)st.st_size + 1 : room + room / 2 + READ_STEP;
            if (room > limit + 1)
                room = limit + 1;
            char *grown = mem_grow(out->at, room, 1);
            if (!grown)
                return err_set(e, ERR_MEMORY, "no room for a file of %zu bytes", room);
            out->at = grown;
        }
        ssize_t got = os_read(fd, out->at + out->len, room - out->len);
        if (got < 0)
            return err_set(e, ERR_IO, "cannot be read: %s", strerror(errno));
        if (got == 0)
            return true;
        out->len += (size_t)got;
        if (out->len > limit)
            return err_set(e, ERR_MODEL, "longer than %zu bytes, which is the limit",
                           limit);
    }
}

bool os_read_all(int fd, size_t limit, struct bytes *out, struct err *e)
{
    *out = (struct bytes){ 0 };
    bool ok = read_to_end(fd, limit, out, e);
    if (!ok) {
        mem_free(out->at);
        *out = (struct bytes){ 0 };
    }
    return ok;
}

bool os_read_file(const char *path, size_t limit, struct bytes *out, struct err *e)
{
    *out = (struct bytes){ 0 };
    int fd = os_open_input(path, e);
    if (fd < 0)
        return false;
    bool ok = os_read_all(fd, limit, out, e);
    os_close(fd);
    if (!ok)
        err_place(e, path, 0);
    return ok;
}

/* Bytes of a regular file, 0 of anything else. */
static size_t regular_size(int fd)
{
    struct stat st;
    bool is_regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    return is_regular ? (size_t)st.st_size : 0;
}

size_t os_peek(int fd, void *bytes, size_t n)
{
    ssize_t got = regular_size(fd) ? pread(fd, bytes, n, 0) : 0;
    return got > 0 ? (size_t)got : 0;
}

bool os_map(int fd, struct bytes *out)
{
    size_t size = regular_size(fd);
    void *at = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0)
                    : MAP_FAILED;
    *out = at == MAP_FAILED ? (struct bytes){ 0 } : (struct bytes){ at, size };
    return out->at != NULL;
}

void os_unmap(void *at, size_t len)
{
    munmap(at, len);
}

bool os_is_terminal(int fd)
{
    return isatty(fd);
}

uint64_t os_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t os_peak_rss_kb(void)
{
    struct rusage u;
    return getrusage(RUSAGE_SELF, &u) == 0 ? (uint64_t)u.ru_maxrss : 0;
}

/* CPUs that the control group's quota is worth, 0 without one.  cpu.max of version 2 is
 * "QUOTA PERIOD" or "max PERIOD"; version 1 has a file for each. */
static int quota_cpus(void)
{
    long quota = 0, period = 0;
    FILE *f = fopen("/sys/fs/cgroup/cpu.max", "re");
    if (f) {
        if (fscanf(f, "%ld %ld", &quota, &period) != 2)
            quota = 0;
        fclose(f);
    }
    if (quota <= 0 || period <= 0)
        return 0;
    return (int)((quota + period - 1) / period);
}

int os_cpus(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0
          ? CPU_COUNT(&set) : (int)sysconf(_SC_NPROCESSORS_ONLN);
    int quota = quota_cpus();
    if (quota && quota < n)
        n = quota;
    return n < 1 ? 1 : n;
}

static void *wait_until_all_are_there(void *gate)
{
    pthread_mutex_lock(gate);
    pthread_mutex_unlock(gate);
    return NULL;
}

int os_try_threads(int n)
{
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    pthread_t *thread = n > 1 ? mem_grow(NULL, (size_t)n, sizeof *thread) : NULL;
    int started = 0;
    if (!thread)
        return 1;
    pthread_mutex_lock(&gate);
    while (started < n - 1
           && pthread_create(&thread[started], NULL, wait_until_all_are_there,
                             &gate) == 0)
        started++;
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    mem_free(thread);
    return started + 1;
}

/* A file to remove. */
struct watched {
    struct watched *next;
    char path[];
};

struct signals {
    pthread_mutex_t lock;
    struct watched *first;
};

/* Those that end us, but for the ones that nohup and the like told us to ignore. */
static void our_signals(sigset_t *set)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction now;
    sigemptyset(set);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(set, numbers[i]);
}

/* The default action, in this thread, of a signal that all others block. */
static void die_of(int number)
{
    struct sigaction dfl = { .sa_handler = SIG_DFL };
    sigset_t one;
    sigaction(number, &dfl, NULL);
    sigemptyset(&one);
    sigaddset(&one, number);
    pthread_sigmask(SIG_UNBLOCK, &one, NULL);
    raise(number);
}

static void *wait_for_signal(void *self)
{
    struct signals *s = self;
    sigset_t set;
    int number;
    our_signals(&set);
    if (sigwait(&set, &number) != 0)
        return NULL;
    pthread_mutex_lock(&s->lock);       /* never given back: no file may come any more */
    for (const struct watched *w = s->first; w; w = w->next)
        unlink(w->path);
    die_of(number);
    return NULL;
}

struct signals *signals_start(struct err *e)
{
    struct signals *s = mem_grow(NULL, 1, sizeof *s);
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    pthread_t thread;
    sigset_t set;

    if (!s) {
        err_set(e, ERR_MEMORY, "no room to start");
        return NULL;
    }
    *s = (struct signals){ .lock = PTHREAD_MUTEX_INITIALIZER };
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);      /* beyond ulimit -f, write() says so itself */
    our_signals(&set);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (pthread_create(&thread, NULL, wait_for_signal, s) != 0) {
        err_set(e, ERR_MEMORY, "no thread can be started");
        mem_free(s);
        return NULL;
    }
    pthread_detach(thread);
    return s;
}

void signals_watch(struct signals *s, const char *path)
{
    size_t bytes = strlen(path) + 1;
    struct watched *w = mem_grow(NULL, sizeof *w + bytes, 1);
    if (!w)
        return;
    memcpy(w->path, path, bytes);
    pthread_mutex_lock(&s->lock);
    w->next = s->first;
    s->first = w;
    pthread_mutex_unlock(&s->lock);
}

void signals_forget(struct signals *s, const char *path)
{
    pthread_mutex_lock(&s->lock);
    struct watched **at = &s->first;
    while (*at && strcmp((*at)->path, path) != 0)
        at = &(*at)->next;
    struct watched *old = *at;
    if (old)
        *at = old->next;
    pthread_mutex_unlock(&s->lock);
    mem_free(old);
}

_Noreturn void os_die_of_sigpipe(void)
{
    die_of(SIGPIPE);
    _exit(141);
}
