/* faulty.h - the kinds of calls that can be made to fail: see faulty.c. */
#pragma once

#define FAULTY_KINDS(X)     \
    X(ALLOC, "alloc")       \
    X(READ, "read")         \
    X(WRITE, "write")       \
    X(FSYNC, "fsync")       \
    X(RENAME, "rename")     \
    X(OPEN, "open")         \
    X(CLOSE, "close")       \
    X(UNLINK, "unlink")     \
    X(MAP, "map")           \
    X(THREAD, "thread")     \
    X(CALL, "call")

enum faulty_kind {
#define X(name, text) FAULTY_##name,
    FAULTY_KINDS(X)
#undef X
    N_FAULTY
};

static const char *const faulty_names[N_FAULTY] = {
#define X(name, text) text,
    FAULTY_KINDS(X)
#undef X
};
