/* progress.h - one line on stderr that is written over: rows, speed, share, time left. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool on;
    bool shown;                 /* there is a line to wipe */
    uint64_t start_ns, last_ns; /* of the run; of the last line */
};

/* `when`: "auto" (stderr is a terminal), "always", "never". */
void progress_init(struct progress *p, const char *when, bool quiet);

/* At most ten times a second.  `size` 0: it is not known how much there is. */
void progress_show(struct progress *p, uint64_t rows, uint64_t done, uint64_t size);
void progress_wipe(struct progress *p);
