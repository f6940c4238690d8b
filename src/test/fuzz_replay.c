/* fuzz_replay.c - runs a fuzz target over the files of folders, each in a process of its
 * own, so that one that fails does not hide the others.
 * usage: fuzz_TARGET FOLDER... */
#include "base/mem.h"
#include "base/os.h"

#include "test/check.h"
#include "test/fuzz.h"

#include <dirent.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_EACH = 60 };

/* The target sees a block of just the file's size. */
static int child(const char *path)
{
    struct bytes file;
    struct err e = { 0 };
    if (!os_read_file(path, (size_t)1 << 30, &file, &e))
        return 1;
    uint8_t *copy = malloc(file.len);
    if (file.len)
        memcpy(copy, file.at, file.len);
    LLVMFuzzerTestOneInput(copy, file.len);
    free(copy);
    mem_free(file.at);
    return 0;
}

static void replay(const char *path)
{
    int status = -1;
    fflush(NULL);
    const pid_t pid = fork();
    if (pid == 0) {
        alarm(SECONDS_EACH);
        exit(child(path));
    }
    CHECK(path, pid > 0 && waitpid(pid, &status, 0) == pid && status == 0);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct dirent *entry;
        char path[600];
        DIR *d = opendir(argv[i]);
        CHECK(argv[i], d != NULL);
        while (d && (entry = readdir(d))) {
            snprintf(path, sizeof path, "%.300s/%.280s", argv[i], entry->d_name);
            if (entry->d_name[0] != '.')
                replay(path);
        }
        if (d)
            closedir(d);
    }
    return check_report();
}
