#include "cmd/progress.h"

#include "base/buf.h"
#include "base/os.h"

#include <unistd.h>

enum { BAR_CELLS = 20, EVERY_MS = 100 };

void progress_init(struct progress *p, const char *when, bool quiet)
{
    bool always = when[1] == 'l';       /* "always", "auto", "never" */
    bool automatic = when[0] == 'a' && !always && !quiet;
    *p = (struct progress){ .start_ns = os_now_ns() };
    p->on = always || (automatic && os_is_terminal(STDERR_FILENO));
}

static void put(struct buf *b)
{
    if (!buf_failed(b))
        os_write_all(STDERR_FILENO, b->at, b->len);
    buf_release(b);
}

static void add_bar(struct buf *b, double share)
{
    int full = (int)(share * BAR_CELLS);
    buf_add_char(b, '[');
    for (int i = 0; i < BAR_CELLS; i++)
        buf_add_char(b, i < full ? '=' : i == full ? '>' : ' ');
    buf_addf(b, "] %3.0f%%  ", share * 100);
}

static void add_time(struct buf *b, double seconds)
{
    uint64_t s = (uint64_t)(seconds + 0.5);
    if (s >= 3600)
        buf_addf(b, "%llu:%02llu:%02llu left", (unsigned long long)(s / 3600),
                 (unsigned long long)(s / 60 % 60), (unsigned long long)(s % 60));
    else
        buf_addf(b, "%llu:%02llu left", (unsigned long long)(s / 60),
                 (unsigned long long)(s % 60));
}

void progress_show(struct progress *p, uint64_t rows, uint64_t done, uint64_t size)
{
    uint64_t now = os_now_ns();
    if (!p->on || now - p->last_ns < EVERY_MS * UINT64_C(1000000))
        return;
    p->last_ns = now;
    double seconds = (double)(now - p->start_ns) * 1e-9;
    double share = size ? (double)done / (double)size : 0;
    struct buf b = { 0 };
    buf_add_char(&b, '\r');
    if (size)
        add_bar(&b, share < 1 ? share : 1);
    buf_addf(&b, "%llu rows  %.0f rows/s  ", (unsigned long long)rows,
             seconds > 0 ? (double)rows / seconds : 0);
    if (size && share > 0.001 && share < 1)
        add_time(&b, seconds / share - seconds);
    buf_add_str(&b, STR("\x1b[K"));
    put(&b);
    p->shown = true;
}

void progress_wipe(struct progress *p)
{
    struct buf b = { 0 };
    if (!p->shown)
        return;
    buf_add_str(&b, STR("\r\x1b[K"));
    put(&b);
    p->shown = false;
}
