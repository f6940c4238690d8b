/* os.h - the operating system as the tool needs it: whole reads and writes, clock, CPUs,
 * memory used, signals. */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Open for reading; "-" is stdin.  -1 with ERR_NOINPUT: no such file, a directory, no
 * permission. */
int os_open_input(const char *path, struct err *e);

/* Up to n bytes; waits on a descriptor that does not block, goes on after a signal.  0 at
 * the end, -1 with errno. */
ssize_t os_read(int fd, void *bytes, size_t n);

/* All of them; false with errno. */
bool os_write_all(int fd, const void *bytes, size_t n);

/* Is there something to read, or the end, without waiting? */
bool os_ready(int fd);

/* A larger pipe, where it is one and the system allows it. */
void os_widen_pipe(int fd);

void os_close(int fd);          /* but not stdin */

/* Descriptors 0, 1 and 2 are open, on /dev/null where the caller had them closed. */
void os_fix_standard_files(void);

struct bytes {
    char *at;
    size_t len;
};

/* All that comes.  Owned by the caller, mem_free(bytes).  ERR_IO, ERR_MEMORY, or
 * ERR_MODEL when it is longer than `limit`. */
bool os_read_all(int fd, size_t limit, struct bytes *out, struct err *e);

/* The same of a file; kinds as os_open_input too. */
bool os_read_file(const char *path, size_t limit, struct bytes *out, struct err *e);

/* The first bytes of a regular file, which stay to be read; 0 of what is none. */
size_t os_peek(int fd, void *bytes, size_t n);

/* A regular file as memory, until os_unmap(): its bytes are the file's, and reading them
 * faults when it has been cut short.  False: it is none, or empty, or cannot be
 * mapped. */
bool os_map(int fd, struct bytes *out);
void os_unmap(void *at, size_t len);

bool os_is_terminal(int fd);
uint64_t os_now_ns(void);               /* a clock that only goes forward */
uint64_t os_peak_rss_kb(void);

/* CPUs this process may use: its affinity, and the quota of its control group. */
int os_cpus(void);

/* How many of n threads can be had at once; they are started, and ended again. */
int os_try_threads(int n);

/* ---- signals ----
 * INT, TERM and HUP are blocked in all threads, and one of our own waits for them: it
 * removes the files of signals_watch(), and lets the signal end the process.  So a
 * blocked read or write delays nothing, and no handler runs.  PIPE is ignored. */
struct signals;

struct signals *signals_start(struct err *e);
void signals_watch(struct signals *s, const char *path);   /* one more file; copied */
void signals_forget(struct signals *s, const char *path);

/* Ends the process as SIGPIPE would: what `| head` leaves behind. */
_Noreturn void os_die_of_sigpipe(void);
