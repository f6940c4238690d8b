/* test_oom.c - every allocation and every call that moves a file's bytes fails in turn,
 * once and from there on, over a dozen command lines; and the process is killed at each.
 *
 * It runs rowmill-faulty, which stands beside it (faulty.c).  Never a crash, a leak (with
 * the address checks), a hang, or half a file under its final name.  By default a sample;
 * all of it with ROWMILL_LONG=1. */
#define _GNU_SOURCE
#include "base/err.h"
#include "base/mem.h"
#include "base/os.h"
#include "test/check.h"
#include "test/faulty.h"
#include "test/scratch.h"
#include "text/gzip.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#ifdef __SANITIZE_ADDRESS__
enum { FEWER = 5 };             /* the address checks are slow to start */
#else
enum { FEWER = 1 };
#endif

enum {
    WORDS = 20, ALLOCS = 24, CALLS = 6, KILLS = 40, HANGS_S = 20, HANGS = 3,
    PATH_ROOM = 700
};

static const char old_text[] = "what was there before\n";

/* A command line; it runs in a folder with the files of make_files(). */
static const struct line {
    const char *words;          /* parted by blanks */
    const char *in;             /* stdin */
    const char *out, *rejects;  /* files that appear whole or not at all; NULL: none */
} lines[] = {
    { "score -m sum.txt --threads 1 -o out.csv five.csv", NULL, "out.csv", NULL },
    { "score -m sum.txt --threads 2 five.csv", NULL, NULL, NULL },
    { "score -m rounds.json --stats stats.jsonl -o out.csv --threads 2 many.csv", NULL,
      "out.csv", NULL },
    { "score -m sum.txt -v --on-error skip --rejects bad.csv -o out.csv --threads 1 "
      "bad-rows.csv", NULL, "out.csv", "bad.csv" },
    { "score -m sum.txt -o out.csv --threads 2 bad-rows.csv", NULL, "out.csv", NULL },
    { "score -m three.txt --threads 1 --classes a,b,c --raw --leaf --confidence "
      "-o out.csv five.csv.gz", NULL, "out.csv", NULL },
    { "score -m sum.txt -o out.csv.gz --threads 2 --batch-size 2", "five.csv",
      "out.csv.gz", NULL },
    { "score -m colour.txt --threads 1 --unseen error -o out.csv colours.csv", NULL,
      "out.csv", NULL },
    { "score -m own.rowmill --threads 1 -o out.csv five.csv", NULL, "out.csv", NULL },
    { "score -m model.ubj --threads 1 --no-header -o out.csv plain.csv", NULL, "out.csv",
      NULL },
    { "score -m sum.txt.gz --id id --keep y --threads 1", "five.csv", NULL, NULL },
    { "convert -o out.rowmill sum.txt", NULL, "out.rowmill", NULL },
    { "convert -o out.rowmill --name n own.rowmill", NULL, "out.rowmill", NULL },
    { "show -v rounds.json", NULL, NULL, NULL },
    { "help formats", NULL, NULL, NULL },
    { "help score", NULL, NULL, NULL },
};

enum { N_LINES = sizeof lines / sizeof lines[0] };

/* What may go wrong, and how a run may then end; 0 ends the list of statuses.  The status
 * that a run has by itself is always fine: some faults do not matter. */
static const struct fault {
    enum faulty_kind kind;
    bool on;                    /* from there on */
    const char *how;            /* EIO 5, ENOMEM 12, EMFILE 24, ENOSPC 28... */
    unsigned most;
    bool is_harmless;           /* the run has to end as if nothing had been */
    bool kills;
    int status[6];
} faults[] = {
    { FAULTY_ALLOC, false, "12", ALLOCS, false, false, { 71, 73, 74 } },
    { FAULTY_ALLOC, true, "12", ALLOCS, false, false, { 71, 73, 74 } },
    { FAULTY_READ, false, "5", CALLS, false, false, { 66, 74 } },
    { FAULTY_READ, true, "5", CALLS, false, false, { 66, 74 } },
    { FAULTY_READ, false, "4", CALLS, true, false, { 0 } },
    { FAULTY_READ, false, "11", CALLS, true, false, { 0 } },
    { FAULTY_READ, true, "short", 2, true, false, { 0 } },
    { FAULTY_WRITE, false, "28", CALLS, false, false, { 74 } },
    { FAULTY_WRITE, true, "28", CALLS, false, false, { 74 } },
    { FAULTY_WRITE, false, "4", CALLS, true, false, { 0 } },
    { FAULTY_WRITE, false, "11", CALLS, true, false, { 0 } },
    { FAULTY_WRITE, true, "short", 2, true, false, { 0 } },
    { FAULTY_FSYNC, false, "5", CALLS, false, false, { 74 } },
    { FAULTY_FSYNC, true, "28", CALLS, false, false, { 74 } },
    { FAULTY_FSYNC, false, "4", CALLS, false, false, { 74 } },
    { FAULTY_RENAME, true, "5", CALLS, false, false, { 74 } },
    { FAULTY_OPEN, false, "24", CALLS, false, false, { 66, 73, 74 } },
    { FAULTY_OPEN, true, "28", CALLS, false, false, { 66, 73, 74 } },
    { FAULTY_CLOSE, false, "5", CALLS, false, false, { 74 } },
    { FAULTY_CLOSE, true, "4", CALLS, false, false, { 74 } },
    { FAULTY_UNLINK, true, "5", CALLS, false, false, { 74 } },
    { FAULTY_MAP, true, "12", CALLS, true, false, { 0 } },
    { FAULTY_THREAD, false, "11", CALLS, false, false, { 71 } },
    { FAULTY_THREAD, true, "11", CALLS, false, false, { 71 } },
    { FAULTY_CALL, false, "kill", KILLS, false, true, { 0 } },
    { FAULTY_WRITE, false, "torn", CALLS, false, true, { 0 } },
};

enum { N_FAULTS = sizeof faults / sizeof faults[0] };

/* How a run ended, and what it left behind; texts are the arena's. */
struct ended {
    int status;                 /* of waitpid */
    struct str said, told;      /* stdout, stderr */
    struct str out, rejects;    /* .at is NULL when there is no such file */
    int others;                 /* files in the folder beside those and the statistics */
};

struct bench {
    struct scratch scratch, aside;      /* the runs' folder; what they print */
    char tool[PATH_ROOM];
    int complaints, hangs;
    bool all;
    unsigned long injected;
};

/* ---- one run ---- */

static struct str slurp(const char *path, struct arena *a)
{
    struct bytes file;
    struct err e = { 0 };
    if (access(path, F_OK) != 0 || !os_read_file(path, (size_t)1 << 30, &file, &e))
        return (struct str){ 0 };
    const struct str text = { arena_copy(a, file.at, file.len), file.len };
    mem_free(file.at);
    return text;
}

static struct str slurp_in(const struct scratch *s, const char *name, struct arena *a)
{
    char path[SCRATCH_ROOM];
    return name ? slurp(scratch_path(s, name, path), a) : (struct str){ 0 };
}

static void redirect(int fd, const char *path, int flags)
{
    const int opened = open(path, flags, 0666);
    if (opened < 0 || dup2(opened, fd) < 0)
        _exit(2);
    if (opened != fd)
        close(opened);
}

_Noreturn static void child(const struct bench *b, const struct line *l, char *fault)
{
    char copy[400], *argv[WORDS], out[SCRATCH_ROOM], err[SCRATCH_ROOM],
         count[SCRATCH_ROOM + 32], path[SCRATCH_ROOM];
    char *env[] = { count, fault, NULL };
    int argc = 0;
    snprintf(count, sizeof count, "FAULTY_COUNT=%s",
             scratch_path(&b->aside, "count", path));
    snprintf(copy, sizeof copy, "%s", l->words);
    argv[argc++] = (char *)(uintptr_t)"rowmill";
    for (char *word = copy; word; argc++) {
        argv[argc] = word;
        word = strchr(word, ' ');
        if (word)
            *word++ = 0;
    }
    argv[argc] = NULL;
    if (chdir(b->scratch.folder) != 0)
        _exit(2);
    redirect(0, l->in ? l->in : "/dev/null", O_RDONLY);
    redirect(1, scratch_path(&b->aside, "said", out), O_WRONLY | O_CREAT | O_TRUNC);
    redirect(2, scratch_path(&b->aside, "told", err), O_WRONLY | O_CREAT | O_TRUNC);
    alarm(HANGS_S);
    execve(b->tool, argv, env);
    _exit(2);
}

/* Files of the run before are gone; what was there before is there again, or is not. */
static void set_up(const struct bench *b, const struct line *l, bool has_old)
{
    const char *names[] = { l->out, l->rejects, "stats.jsonl" };
    for (size_t i = 0; i < 3; i++) {
        char path[SCRATCH_ROOM];
        if (names[i])
            unlink(scratch_path(&b->scratch, names[i], path));
        if (names[i] && has_old && i < 2)
            scratch_write(path, STR(old_text));
    }
}

static bool has_stats(const struct bench *b)
{
    char path[SCRATCH_ROOM];
    return access(scratch_path(&b->scratch, "stats.jsonl", path), F_OK) == 0;
}

static struct ended run(const struct bench *b, const struct line *l, char *fault,
                        bool has_old, struct arena *a)
{
    struct ended r = { .status = -1 };
    set_up(b, l, has_old);
    fflush(NULL);
    const pid_t pid = fork();
    if (pid == 0)
        child(b, l, fault);
    while (pid > 0 && waitpid(pid, &r.status, 0) < 0 && errno == EINTR)
        ;
    r.said = slurp_in(&b->aside, "said", a);
    r.told = slurp_in(&b->aside, "told", a);
    r.out = slurp_in(&b->scratch, l->out, a);
    r.rejects = slurp_in(&b->scratch, l->rejects, a);
    r.others = scratch_count(b->scratch.folder) - (r.out.at != NULL)
             - (r.rejects.at != NULL) - has_stats(b);
    return r;
}

/* ---- what is wrong with it ---- */

static bool is_documented(int status)
{
#define X(name, exit_status, http_status) if (status == (exit_status)) return true;
    ERR_KINDS(X)
#undef X
    return false;
}

static bool is_allowed(const struct fault *f, int status)
{
    for (size_t i = 0; f->status[i]; i++)
        if (f->status[i] == status)
            return true;
    return false;
}

/* The old file or the new one. */
static const char *bad_file(struct str now, struct str whole, bool has_old)
{
    if (!now.at)
        return has_old ? "the old file is gone" : NULL;
    if (whole.at && str_eq(now, whole))
        return NULL;
    return has_old && str_eq(now, STR(old_text)) ? NULL : "there is half a file";
}

static const char *bad_files(const struct ended *r, const struct ended *clean,
                             bool has_old, const struct line *l)
{
    const char *wrong = l->out ? bad_file(r->out, clean->out, has_old) : NULL;
    return wrong || !l->rejects ? wrong : bad_file(r->rejects, clean->rejects, has_old);
}

static const char *bad_success(const struct ended *r, const struct ended *clean)
{
    if (!str_eq(r->said, clean->said) || !str_eq(r->out, clean->out)
        || !r->out.at != !clean->out.at)
        return "it says that all is well, and has given something else";
    return NULL;
}

static const char *bad_end(const struct fault *f, const struct ended *r,
                           const struct ended *clean)
{
    if (WIFSIGNALED(r->status))
        return WTERMSIG(r->status) == SIGALRM ? "it hangs" : "it crashes";
    const int status = WEXITSTATUS(r->status), usual = WEXITSTATUS(clean->status);
    if (!is_documented(status))
        return "the exit status is not documented";
    if (f->is_harmless && status != usual)
        return "it fails of what is no failure";
    if (status != usual && !is_allowed(f, status))
        return "the exit status says something else";
    if (status && !r->told.len && f->kind != FAULTY_WRITE)
        return "there is no message";
    return status == 0 ? bad_success(r, clean) : NULL;
}

static const char *judge(const struct line *l, const struct fault *f,
                         const struct ended *r, const struct ended *clean, bool has_old)
{
    const char *wrong = f->kills ? NULL : bad_end(f, r, clean);
    if (!wrong)
        wrong = bad_files(r, clean, has_old, l);
    if (!wrong && !f->kills && f->kind != FAULTY_UNLINK && r->others != clean->others)
        wrong = "a file is left behind";
    return wrong;
}

/* ---- all runs ---- */

/* Temporary files that a fault or a kill may leave. */
static void sweep(const struct scratch *s)
{
    DIR *d = opendir(s->folder);
    struct dirent *entry;
    while (d && (entry = readdir(d)))
        if (entry->d_name[0] == '.' && strstr(entry->d_name, ".tmp."))
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
}

static bool inject(struct bench *b, const struct line *l, const struct fault *f,
                   unsigned long at, const struct ended *clean)
{
    char fault[80];
    struct arena a;
    const bool has_old = at % 2;
    arena_init(&a, 0);
    snprintf(fault, sizeof fault, "FAULTY=%s:%lu%c%s", faulty_names[f->kind], at,
             f->on ? '+' : ':', f->how);
    const struct ended r = run(b, l, fault, has_old, &a);
    const char *wrong = judge(l, f, &r, clean, has_old);
    b->injected++;
    b->hangs += WIFSIGNALED(r.status) && WTERMSIG(r.status) == SIGALRM;
    if (wrong && b->complaints++ < 40)
        printf("  %s, %s: %s (status %x)\n%.*s", l->words, fault, wrong,
               (unsigned)r.status, (int)r.told.len, r.told.len ? r.told.at : "");
    if (wrong || f->kills || f->kind == FAULTY_UNLINK)
        sweep(&b->scratch);
    arena_release(&a);
    return !wrong;
}

/* Of n calls as many as may be, in even steps, the first and the last among them. */
static bool inject_some(struct bench *b, const struct line *l, const struct fault *f,
                        unsigned long n, const struct ended *clean)
{
    const unsigned most = f->most > FEWER ? f->most / FEWER : 1;
    const unsigned long times = b->all || n < most ? n : most;
    bool ok = true;
    for (unsigned long i = 0; i < times && b->hangs < HANGS; i++)
        ok = inject(b, l, f, times > 1 ? 1 + i * (n - 1) / (times - 1) : 1, clean) && ok;
    return ok;
}

/* Calls of each kind in the run before. */
static bool read_counts(const struct bench *b, unsigned long count[N_FAULTY])
{
    char path[SCRATCH_ROOM];
    FILE *f = fopen(scratch_path(&b->aside, "count", path), "r");
    int k = 0;
    while (f && k < N_FAULTY && fscanf(f, "%lu", &count[k]) == 1)
        k++;
    if (f)
        fclose(f);
    return k == N_FAULTY;
}

static void try_line(struct bench *b, const struct line *l)
{
    char none[] = "NO_FAULT=";
    unsigned long count[N_FAULTY];
    struct arena a;
    arena_init(&a, 0);
    const struct ended clean = run(b, l, none, false, &a);
    const bool runs = WIFEXITED(clean.status) && is_documented(WEXITSTATUS(clean.status));
    CHECK(l->words, runs && read_counts(b, count) && count[FAULTY_ALLOC] > 0);
    CHECK(l->words, WEXITSTATUS(clean.status) == (strstr(l->words, "bad-rows")
                                                  && !l->rejects ? 65 : 0));
    for (size_t i = 0; i < N_FAULTS && runs; i++) {
        char which[500];
        const struct fault *f = &faults[i];
        snprintf(which, sizeof which, "%s %s%s: %s", faulty_names[f->kind], f->how,
                 f->on ? " from there on" : "", l->words);
        if (count[f->kind])
            CHECK(which, inject_some(b, l, f, count[f->kind], &clean));
    }
    arena_release(&a);
}

/* ---- the folder ---- */

static bool put(const struct bench *b, const char *name, struct str bytes)
{
    char path[SCRATCH_ROOM];
    return scratch_write(scratch_path(&b->scratch, name, path), bytes);
}

static bool put_copy(const struct bench *b, const char *name, const char *from, bool gzip)
{
    struct bytes file;
    struct err e = { 0 };
    struct buf packed = { 0 };
    if (!os_read_file(from, 1 << 20, &file, &e))
        return false;
    const struct str text = { file.at, file.len };
    const bool ok = (!gzip || gzip_member(&packed, text))
                 && put(b, name, gzip ? buf_str(&packed) : text);
    buf_release(&packed);
    mem_free(file.at);
    return ok;
}

static bool put_many(const struct bench *b)
{
    struct buf text = { 0 };
    buf_add_str(&text, STR("id,x,y\n"));
    for (int i = 0; i < 2000; i++)
        buf_addf(&text, "%d,%d.5,-%d\n", i, i % 7, i % 5);
    const bool ok = put(b, "many.csv", buf_str(&text));
    buf_release(&text);
    return ok;
}

static bool make_files(const struct bench *b)
{
    static const struct line own = { "convert -q -o own.rowmill three.txt", NULL, NULL,
                                     NULL };
    char none[] = "NO_FAULT=";
    struct arena a;
    arena_init(&a, 0);
    const char *data = "testdata/cli/data/";
    static const char *const names[] = { "sum.txt", "three.txt", "colour.txt",
                                         "rounds.json", "five.csv" };
    bool ok = put_many(b)
        && put(b, "colours.csv", STR("colour,x\nblue,1\nred,2\n,3\n"))
        && put(b, "plain.csv", STR("1,2,3,4,5,6\n,,,,,\n6,5,4,3,2,1\n"))
        && put(b, "bad-rows.csv", STR("id,x,y\na,1,2\nb,x,1\nc,2\nd,3,1\n"))
        && put_copy(b, "model.ubj",
                    "testdata/golden/xgboost/logistic-soft-label/model.ubj", false);
    for (size_t i = 0; i < sizeof names / sizeof names[0] && ok; i++) {
        char from[200], packed[100];
        snprintf(from, sizeof from, "%s%s", data, names[i]);
        snprintf(packed, sizeof packed, "%s.gz", names[i]);
        ok = put_copy(b, names[i], from, false) && put_copy(b, packed, from, true);
    }
    ok = ok && run(b, &own, none, false, &a).status == 0;
    arena_release(&a);
    return ok;
}

/* rowmill-faulty stands where this program stands. */
static bool find_tool(struct bench *b, const char *self)
{
    char path[PATH_ROOM], *real;
    const char *slash = strrchr(self, '/');
    snprintf(path, sizeof path, "%.*srowmill-faulty", slash ? (int)(slash - self + 1) : 0,
             self);
    real = realpath(path, NULL);
    snprintf(b->tool, sizeof b->tool, "%s", real ? real : "");
    free(real);
    return b->tool[0] != 0;
}

int main(int argc, char **argv)
{
    struct bench b = { .all = getenv("ROWMILL_LONG") != NULL };
    const struct rlimit no_core = { 0, 0 };
    setrlimit(RLIMIT_CORE, &no_core);
    const bool ready = argc > 0 && find_tool(&b, argv[0]) && scratch_make(&b.scratch)
                    && scratch_make(&b.aside) && make_files(&b);
    CHECK("the tool and the files are there", ready);
    for (size_t i = 0; i < N_LINES && ready; i++)
        try_line(&b, &lines[i]);
    printf("%lu faults injected\n", b.injected);
    scratch_remove(&b.scratch);
    scratch_remove(&b.aside);
    return check_report();
}
