#include "cmd/cmd.h"

/* In the order of `rowmill --help`. */
#define COMMANDS(X) \
    X(score)        \
    X(check)        \
    X(show)         \
    X(verify)       \
    X(convert)      \
    X(completion)   \
    X(help)

#define X(name) extern const struct command command_##name;
COMMANDS(X)
#undef X

static const struct command *const commands[] = {
#define X(name) &command_##name,
    COMMANDS(X)
#undef X
};

static const struct opt for_all[] = {
    { 'h', "help", OPT_SWITCH, 0, NULL, "the flags of a verb", 0, 0, NULL },
    { 0, "log", OPT_CHOICE, 0, "text|json", "stderr as text, or an object a line (text)",
      0, 0, "text|json" },
};

const struct opt_table common_flags = {
    .opt = for_all, .n = sizeof for_all / sizeof for_all[0],
};

enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

const struct command *command_at(size_t i)
{
    return i < N_COMMANDS ? commands[i] : NULL;
}

const struct command *command_find(const char *verb)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(verb, commands[i]->table->verb) == 0)
            return commands[i];
    return NULL;
}

const struct command *command_nearest(const char *verb)
{
    struct str name[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++)
        name[i] = str_of(commands[i]->table->verb);
    return command_at(str_nearest(str_of(verb), name, N_COMMANDS));
}
