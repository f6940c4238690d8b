/* test_outfile.c - a file is there when it is whole, and then under its name. */
#include "base/outfile.h"

#include "test/check.h"
#include "test/scratch.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void empty(const struct scratch *s)
{
    scratch_remove(s);
    CHECK("an empty folder", mkdir(s->folder, 0777) == 0);
}

static bool write_text(struct outfile *o, const char *text, struct err *e)
{
    return outfile_write(o, text, strlen(text), e);
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? st.st_mode & 07777 : 0;
}

static bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

/* ---- publishing ---- */

static void test_publish(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    struct outfile o;
    struct err e = { 0 };
    mode_t mask = umask(027);
    scratch_path(s, "out.csv", path);
    CHECK("opened", outfile_open(&o, path, NULL, &e) && o.temp && !o.is_stdout);
    CHECK("not there yet", !exists(path) && scratch_count(s->folder) == 1);
    CHECK("beside it", strncmp(o.temp, s->folder, strlen(s->folder)) == 0);
    CHECK("written", write_text(&o, "one,", &e) && write_text(&o, "two\n", &e)
                     && outfile_write(&o, NULL, 0, &e));
    CHECK("not there until it is published", !exists(path));
    CHECK("published", outfile_publish(&o, &e) && !err_is_set(&e));
    CHECK("its bytes", scratch_holds(path, STR("one,two\n")));
    CHECK("its mode", mode_of(path) == 0640);
    CHECK("and nothing else", scratch_count(s->folder) == 1);
    outfile_discard(&o);
    CHECK("which stays", scratch_holds(path, STR("one,two\n")));
    umask(mask);
    empty(s);
}

static void test_replace(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    struct outfile o;
    struct err e = { 0 };
    scratch_write(scratch_path(s, "out.csv", path), STR("old, and longer than it\n"));
    chmod(path, 0604);
    CHECK("opened", outfile_open(&o, path, NULL, &e));
    write_text(&o, "new\n", &e);
    CHECK("the old one is there", scratch_holds(path, STR("old, and longer than it\n")));
    CHECK("published", outfile_publish(&o, &e));
    CHECK("the new one", scratch_holds(path, STR("new\n")));
    CHECK("with the old one's mode", mode_of(path) == 0604);
    CHECK("alone", scratch_count(s->folder) == 1);
    empty(s);
}

static void test_discard(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    struct outfile o;
    struct err e = { 0 };
    scratch_path(s, "out.csv", path);
    CHECK("opened", outfile_open(&o, path, NULL, &e) && write_text(&o, "x", &e));
    outfile_discard(&o);
    CHECK("nothing is left", scratch_count(s->folder) == 0);
    outfile_discard(&o);
    scratch_write(path, STR("old"));
    CHECK("opened", outfile_open(&o, path, NULL, &e) && write_text(&o, "x", &e));
    outfile_discard(&o);
    CHECK("but the old one", scratch_holds(path, STR("old"))
                             && scratch_count(s->folder) == 1);
    empty(s);
}

/* Two at once do not meet: the last that is published stands there. */
static void test_two(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    struct outfile one, two;
    struct err e = { 0 };
    scratch_path(s, "out.csv", path);
    CHECK("two of a name", outfile_open(&one, path, NULL, &e)
          && outfile_open(&two, path, NULL, &e) && strcmp(one.temp, two.temp) != 0);
    write_text(&one, "one", &e);
    write_text(&two, "two", &e);
    CHECK("the second", outfile_publish(&two, &e) && scratch_holds(path, STR("two")));
    CHECK("the first", outfile_publish(&one, &e) && scratch_holds(path, STR("one")));
    CHECK("alone", scratch_count(s->folder) == 1);
    empty(s);
}

/* The folder goes away while it is written. */
static void test_lost_folder(const struct scratch *s)
{
    char folder[SCRATCH_ROOM], path[SCRATCH_ROOM];
    struct outfile o;
    struct err e = { 0 };
    mkdir(scratch_path(s, "sub", folder), 0777);
    scratch_path(s, "sub/out.csv", path);
    CHECK("opened", outfile_open(&o, path, NULL, &e) && write_text(&o, "x", &e));
    unlink(o.temp);
    rmdir(folder);
    CHECK("it cannot be published", !outfile_publish(&o, &e) && e.kind == ERR_IO);
    CHECK("and says where", strcmp(e.file, path) == 0);
    CHECK("nothing is left", scratch_count(s->folder) == 0);
    outfile_discard(&o);
}

/* ---- links ---- */

static void test_links(const struct scratch *s)
{
    char folder[SCRATCH_ROOM], path[SCRATCH_ROOM];
    char link[SCRATCH_ROOM], again[SCRATCH_ROOM];
    struct outfile o;
    struct err e = { 0 };
    struct stat st;
    mkdir(scratch_path(s, "sub", folder), 0777);
    scratch_write(scratch_path(s, "sub/real.csv", path), STR("old"));
    CHECK("a link", symlink("sub/real.csv", scratch_path(s, "link.csv", link)) == 0);
    CHECK("to a link", symlink("link.csv", scratch_path(s, "again.csv", again)) == 0);
    CHECK("opened", outfile_open(&o, again, NULL, &e) && write_text(&o, "new", &e));
    CHECK("beside the file that is meant", scratch_count(folder) == 2);
    CHECK("published", outfile_publish(&o, &e) && scratch_holds(path, STR("new")));
    CHECK("a link it stays", lstat(link, &st) == 0 && S_ISLNK(st.st_mode)
                             && lstat(again, &st) == 0 && S_ISLNK(st.st_mode));
    unlink(path);
    CHECK("a link to nothing yet", outfile_open(&o, link, NULL, &e)
          && write_text(&o, "first", &e) && outfile_publish(&o, &e));
    CHECK("is followed too", scratch_holds(path, STR("first"))
                             && lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
    unlink(path);
    empty(s);
}

/* ---- what is no regular file ---- */

static void test_devices(void)
{
    struct outfile o;
    struct err e = { 0 };
    CHECK("/dev/null", outfile_open(&o, "/dev/null", NULL, &e) && !o.temp
          && write_text(&o, "x", &e) && outfile_publish(&o, &e));
    CHECK("is still there", exists("/dev/null"));
    CHECK("/dev/full", outfile_open(&o, "/dev/full", NULL, &e));
    CHECK("is full", !write_text(&o, "x", &e) && e.kind == ERR_IO);
    CHECK("and says so", strcmp(e.file, "/dev/full") == 0
                         && strstr(e.what, strerror(ENOSPC)));
    outfile_discard(&o);
    CHECK("and is still there", exists("/dev/full"));
}

struct fifo {
    const char *path;
    char got[16];
    size_t n;
};

static void *read_fifo(void *self)
{
    struct fifo *f = self;
    int fd = open(f->path, O_RDONLY);
    ssize_t n = 1;
    for (; n > 0; f->n += n > 0 ? (size_t)n : 0)
        n = read(fd, f->got + f->n, sizeof f->got - f->n);
    close(fd);
    return NULL;
}

static void test_fifo(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    struct fifo f = { .path = scratch_path(s, "fifo", path) };
    struct outfile o;
    struct err e = { 0 };
    pthread_t reader;
    CHECK("a pipe", mkfifo(path, 0600) == 0);
    pthread_create(&reader, NULL, read_fifo, &f);
    CHECK("is opened", outfile_open(&o, path, NULL, &e) && !o.temp);
    CHECK("is written", write_text(&o, "a,b\n", &e) && write_text(&o, "1,2\n", &e));
    CHECK("and closed", outfile_publish(&o, &e));
    pthread_join(reader, NULL);
    CHECK("its reader has all", f.n == 8 && memcmp(f.got, "a,b\n1,2\n", 8) == 0);
    CHECK("and it is a pipe still", scratch_count(s->folder) == 1 && exists(path));
    empty(s);
}

/* In a child, since descriptor 1 is this program's own. */
static int with_stdout(int fd, const char *text)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct outfile o;
        struct err e = { 0 };
        signal(SIGPIPE, SIG_IGN);
        dup2(fd, 1);
        bool ok = outfile_open(&o, "-", NULL, &e) && o.is_stdout && !o.temp
               && write_text(&o, text, &e) && outfile_publish(&o, &e);
        _exit(ok ? 0 : err_exit_status(e.kind));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_stdout(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    int ends[2];
    int fd = open(scratch_path(s, "stdout", path), O_WRONLY | O_CREAT, 0600);
    CHECK("stdout", with_stdout(fd, "rows\n") == 0 && scratch_holds(path, STR("rows\n")));
    close(fd);
    fd = open("/dev/full", O_WRONLY);
    CHECK("a full one", with_stdout(fd, "rows\n") == 74);
    close(fd);
    CHECK("one that nobody reads", pipe(ends) == 0 && close(ends[0]) == 0
                                   && with_stdout(ends[1], "rows\n") == 141);
    close(ends[1]);
    empty(s);
}

/* ---- what cannot be created ---- */

static void check_refused(const char *which, const char *path)
{
    struct outfile o;
    struct err e = { 0 };
    CHECK(which, !outfile_open(&o, path, NULL, &e));
    CHECK(which, e.kind == ERR_CANTCREATE && strcmp(e.file, path) == 0);
    outfile_discard(&o);
}

static void test_refusals(const struct scratch *s)
{
    char path[SCRATCH_ROOM];
    check_refused("a folder that is not", scratch_path(s, "no/out.csv", path));
    check_refused("a folder itself", s->folder);
    scratch_write(scratch_path(s, "file", path), STR("x"));
    check_refused("a file as a folder", scratch_path(s, "file/out.csv", path));
    symlink("loop", scratch_path(s, "loop", path));
    check_refused("a link to itself", path);
    struct outfile o;
    struct err e = { 0 };
    CHECK("no name", !outfile_open(&o, "", NULL, &e) && e.kind == ERR_CANTCREATE);
    if (geteuid() != 0) {
        chmod(s->folder, 0555);
        check_refused("a folder that may not be written", scratch_path(s, "o", path));
        chmod(s->folder, 0755);
    }
    empty(s);
}

/* ---- litter ---- */

enum { OLD = 25 * 3600, YOUNG = 23 * 3600 };

/* The number of a process that has ended. */
static pid_t dead_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    return child;
}

static void make_aged(const char *path, long age_s)
{
    struct timespec at = { time(NULL) - age_s, 0 }, both[2] = { at, at };
    scratch_write(path, STR("half"));
    utimensat(AT_FDCWD, path, both, 0);
}

static void test_litter(const struct scratch *s)
{
    const long dead = dead_process();
    const struct {
        const char *which, *format;
        long pid, age_s;
        bool locked, goes;
    } litter[] = {
        { "old, its process dead", ".out.csv.tmp.%ld.00ff", dead, OLD, false, true },
        { "another of it", ".out.csv.tmp.%ld.1234567812345678", dead, OLD, false, true },
        { "not old yet", ".out.csv.tmp.%ld.0001", dead, YOUNG, false, false },
        { "its process lives", ".out.csv.tmp.%ld.0002", getpid(), OLD, false, false },
        { "locked by another machine", ".out.csv.tmp.%ld.0003", dead, OLD, true, false },
        { "of another file", ".out.cs.tmp.%ld.0004", dead, OLD, false, false },
        { "no number", ".out.csv.tmp.x%ld.0005", dead, OLD, false, false },
        { "nothing of ours", ".out.csv.%ld.0006", dead, OLD, false, false },
        { "no dot before it", "out.csv.tmp.%ld.0007", dead, OLD, false, false },
        { "a negative number", ".out.csv.tmp.-%ld.0008", dead, OLD, false, false },
    };
    char path[COUNT(litter)][SCRATCH_ROOM], name[80], out[SCRATCH_ROOM];
    int lock[COUNT(litter)];
    struct outfile o;
    struct err e = { 0 };
    for (size_t i = 0; i < COUNT(litter); i++) {
        snprintf(name, sizeof name, litter[i].format, litter[i].pid);
        make_aged(scratch_path(s, name, path[i]), litter[i].age_s);
        lock[i] = litter[i].locked ? open(path[i], O_RDWR) : -1;
        if (lock[i] >= 0)
            flock(lock[i], LOCK_EX);
    }
    CHECK("opened", outfile_open(&o, scratch_path(s, "out.csv", out), NULL, &e));
    outfile_discard(&o);
    for (size_t i = 0; i < COUNT(litter); i++) {
        CHECK(litter[i].which, exists(path[i]) == !litter[i].goes);
        if (lock[i] >= 0)
            close(lock[i]);
    }
    empty(s);
}

int main(void)
{
    struct scratch s;
    if (!scratch_make(&s))
        return 1;
    test_publish(&s);
    test_replace(&s);
    test_discard(&s);
    test_two(&s);
    test_lost_folder(&s);
    test_links(&s);
    test_devices();
    test_fifo(&s);
    test_stdout(&s);
    test_refusals(&s);
    test_litter(&s);
    scratch_remove(&s);
    return check_report();
}
