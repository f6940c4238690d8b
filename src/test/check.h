/* check.h - what a test program needs: CHECK, and a count at the end. */
#pragma once

#include <stdio.h>

static int checks_passed, checks_failed;

/* `which` names the case; a failure prints it with its place, and the program goes on. */
#define CHECK(which, condition)                                                     \
    do {                                                                            \
        if (condition) {                                                            \
            checks_passed++;                                                        \
        } else {                                                                    \
            checks_failed++;                                                        \
            printf("%s:%d: FAILED %s: %s\n", __FILE__, __LINE__, which, #condition); \
        }                                                                           \
    } while (0)

/* main ends with this: the line that scripts add up, and the exit status. */
static inline int check_report(void)
{
    printf("%d passed, %d failed\n", checks_passed, checks_failed);
    return checks_failed != 0;
}
