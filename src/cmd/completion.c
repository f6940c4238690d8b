/* completion.c - what a shell has to know to complete a command line, as a script for it.
 *
 * All of it is in the tables: verbs, flags, words of a fixed set, where files stand.  In
 * a flag's `value` and in `operands` a word in small letters is one that can be typed,
 * VERB and TOPIC are names of the tables, all else is a name for something. */
#include "cmd/cmd.h"
#include "cmd/topics.h"
#include "format/format.h"

static bool is_word(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] == '-' && i)))
            return false;
    return s.len > 0;
}

static void add_word(struct buf *b, struct str word)
{
    if (b->len)
        buf_add_char(b, ' ');
    buf_add_str(b, word);
}

/* What can be typed of "best|all|N", separated by blanks. */
static void add_words(struct buf *b, const char *text)
{
    struct str rest = str_of(text);
    while (rest.len) {
        struct str word = str_next(&rest, '|');
        if (is_word(word))
            add_word(b, word);
        for (size_t i = 0; str_eq(word, STR("VERB")) && command_at(i); i++)
            add_word(b, str_of(command_at(i)->table->verb));
        for (size_t i = 0; str_eq(word, STR("TOPIC")) && topic_at(i); i++)
            add_word(b, str_of(topic_at(i)->name));
    }
}

static void add_words_of_flag(struct buf *b, const struct opt *o)
{
    const struct format *f;
    if (o->kind == OPT_SWITCH || o->kind == OPT_FILE)
        return;
    add_words(b, o->choices ? o->choices : o->value);
    for (size_t i = 0; strcmp(o->name, "format") == 0 && (f = format_at(i)); i++)
        add_word(b, str_of(f->name));
}

/* Is an operand of this verb the name of a file? */
static bool takes_files(const struct opt_table *t)
{
    struct buf words = { 0 };
    add_words(&words, t->operands);
    bool other = words.len > 0;
    buf_release(&words);
    return t->most_operands > 0 && !other;
}

/* The verb's flags, then those of all verbs; *i counts on.  NULL at the end. */
static const struct opt *next_flag(const struct opt_table *t, size_t *i)
{
    for (; *i < t->n + common_flags.n; ++*i) {
        const struct opt *o = *i < t->n ? &t->opt[*i] : &common_flags.opt[*i - t->n];
        if (*i >= t->n && opt_find(t, str_of(o->name)))
            continue;
        ++*i;
        return o;
    }
    return NULL;
}

/* What stands for a verb before there is one: --help, --version, --log. */
static const struct opt_table *no_verb(void)
{
    return command_find("help")->table;
}

/* In single quotes, on one line; `special` get a backslash, a quote becomes `quote`. */
static void add_quoted(struct buf *b, const char *text, const char *special,
                       const char *quote)
{
    for (; *text; text++) {
        if (*text == '\'') {
            buf_add_str(b, str_of(quote));
            continue;
        }
        if (strchr(special, *text))
            buf_add_char(b, '\\');
        buf_add_char(b, *text == '\n' ? ' ' : *text);
    }
}

/* ---- bash: needs neither the package bash-completion nor a new version ---- */

static void bash_values(struct buf *b, const char *verb, const struct opt *o)
{
    struct buf words = { 0 };
    if (o->kind == OPT_SWITCH)
        return;
    add_words_of_flag(&words, o);
    buf_addf(b, "    %s:--%s", verb, o->name);
    if (o->letter)
        buf_addf(b, "|%s:-%c", verb, o->letter);
    buf_addf(b, ") words='");
    buf_add_str(b, buf_str(&words));
    buf_addf(b, "'%s ;;\n", o->kind == OPT_FILE ? " files=1" : "");
    buf_release(&words);
}

static void bash_flags(struct buf *b, const struct opt_table *t)
{
    size_t i = 0;
    buf_add_str(b, STR(" flags='"));
    for (const struct opt *o; (o = next_flag(t, &i));)
        buf_addf(b, "%s--%s", i > 1 ? " " : "", o->name);
    buf_add_char(b, '\'');
}

static void bash_verb(struct buf *b, const struct opt_table *t)
{
    struct buf words = { 0 };
    if (t->most_operands)
        add_words(&words, t->operands);
    buf_addf(b, "        %s) words='", t->verb);
    buf_add_str(b, buf_str(&words));
    buf_addf(b, "'%s", takes_files(t) ? " files=1" : "");
    bash_flags(b, t);
    buf_add_str(b, STR(" ;;\n"));
    buf_release(&words);
}

static void bash_verbs(struct buf *b)
{
    struct buf words = { 0 };
    add_words(&words, "VERB");
    buf_add_str(b, STR("    *)\n        case $verb in\n        '') words='"));
    buf_add_str(b, buf_str(&words));
    buf_add_char(b, '\'');
    bash_flags(b, no_verb());
    buf_add_str(b, STR(" ;;\n"));
    buf_release(&words);
    for (size_t i = 0; command_at(i); i++)
        bash_verb(b, command_at(i)->table);
    buf_add_str(b, STR(
        "        esac\n"
        "        if [[ $cur == -* && -z $ended ]]; then words=$flags files=; fi ;;\n"
        "    esac\n"));
}

static void add_bash(struct buf *b)
{
    buf_add_str(b, STR(
        "# Completes rowmill's command lines in bash.  For all shells, in ~/.bashrc:\n"
        "#     eval \"$(rowmill completion bash)\"\n\n"
        "_rowmill() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    local before= i line verb= ended= words= files= flags=\n"
        "    COMPREPLY=()\n"
        "    if [[ $cur == '=' ]]; then cur=\n"
        "    elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}\n"
        "    elif [[ $cur == --*=* ]]; then\n"
        "        prev=${cur%%=*} before=${cur%%=*}= cur=${cur#*=}\n"
        "    fi\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        case $verb:${COMP_WORDS[i]} in\n"
        "        :--log) [[ ${COMP_WORDS[i+1]} == '=' ]] && ((i++)); ((i++)) ;;\n"
        "        :--log=*) ;;\n"
        "        :*) verb=${COMP_WORDS[i]} ;;\n"
        "        *:--) ended=1 prev= ;;\n"
        "        esac\n"
        "    done\n"
        "    case $verb:$prev in\n"));
    bash_values(b, "", opt_find(&common_flags, STR("log")));
    for (size_t i = 0; command_at(i); i++) {
        size_t k = 0;
        for (const struct opt *o; (o = next_flag(command_at(i)->table, &k));)
            bash_values(b, command_at(i)->table->verb, o);
    }
    bash_verbs(b);
    buf_add_str(b, STR(
        "    while IFS= read -r line; do COMPREPLY+=(\"$before$line\"); done < <(\n"
        "        compgen -W \"$words\" -- \"$cur\"\n"
        "        [[ $files ]] && compgen -f -- \"$cur\")\n"
        "    if [[ $files ]]; then compopt -o filenames -o default 2>/dev/null; fi\n"
        "}\n"
        "complete -F _rowmill rowmill\n"));
}

/* ---- zsh ---- */

static void zsh_quoted(struct buf *b, const char *text)
{
    add_quoted(b, text, "[]:\\", "'\\''");
}

/* ":MODEL:_files", ":text|json:(text json)", ":COL,..: " */
static void zsh_value(struct buf *b, const struct opt *o)
{
    struct buf words = { 0 };
    if (o->kind == OPT_SWITCH)
        return;
    add_words_of_flag(&words, o);
    buf_add_char(b, ':');
    zsh_quoted(b, o->value);
    buf_addf(b, ":%s%.*s%s", o->kind == OPT_FILE ? "_files" : words.len ? "(" : " ",
             (int)words.len, words.len ? words.at : "", words.len ? ")" : "");
    buf_release(&words);
}

static void zsh_flag(struct buf *b, const struct opt *o)
{
    const bool value = o->kind != OPT_SWITCH;
    buf_add_str(b, STR("            "));
    if (o->letter)
        buf_addf(b, "'(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter,
                 value ? "+" : "", o->name, value ? "=" : "");
    else
        buf_addf(b, "'--%s%s[", o->name, value ? "=" : "");
    zsh_quoted(b, o->help);
    buf_add_char(b, ']');
    zsh_value(b, o);
    buf_add_str(b, STR("' \\\n"));
}

static void zsh_flags(struct buf *b, const struct opt_table *t)
{
    size_t i = 0;
    for (const struct opt *o; (o = next_flag(t, &i));)
        zsh_flag(b, o);
}

static void zsh_verb(struct buf *b, const struct opt_table *t)
{
    struct buf words = { 0 };
    buf_addf(b, "        %s)\n            _arguments -s -S \\\n", t->verb);
    zsh_flags(b, t);
    if (t->most_operands)
        add_words(&words, t->operands);
    buf_addf(b, "            '*:%s:%s%.*s%s' ;;\n", t->most_operands ? t->operands : "",
             takes_files(t) ? "_files" : words.len ? "(" : " ", (int)words.len,
             words.len ? words.at : "", words.len ? ")" : "");
    buf_release(&words);
}

static void add_zsh(struct buf *b)
{
    buf_add_str(b, STR(
        "#compdef rowmill\n"
        "# Completes rowmill's command lines in zsh: as the file _rowmill in a folder\n"
        "# of $fpath, or, behind compinit in ~/.zshrc:\n"
        "#     eval \"$(rowmill completion zsh)\"\n\n"
        "_rowmill() {\n"
        "    local curcontext=$curcontext state line\n"
        "    local -A opt_args\n"
        "    local -a verbs\n"
        "    _arguments -C -S \\\n"));
    zsh_flags(b, no_verb());
    buf_add_str(b, STR("            '1: :->verb' '*:: :->rest'\n    case $state in\n"
                       "    verb)\n        verbs=(\n"));
    for (size_t i = 0; command_at(i); i++) {
        buf_addf(b, "            '%s:", command_at(i)->table->verb);
        zsh_quoted(b, command_at(i)->table->summary);
        buf_add_str(b, STR("'\n"));
    }
    buf_add_str(b, STR("        )\n        _describe verb verbs ;;\n    rest)\n"
                       "        case $words[1] in\n"));
    for (size_t i = 0; command_at(i); i++)
        zsh_verb(b, command_at(i)->table);
    buf_add_str(b, STR(
        "        esac ;;\n"
        "    esac\n"
        "}\n\n"
        "if [[ $funcstack[1] == _rowmill ]]; then _rowmill \"$@\"\n"
        "else compdef _rowmill rowmill\n"
        "fi\n"));
}

/* ---- fish ---- */

static void fish_description(struct buf *b, const char *text)
{
    buf_add_str(b, STR(" -d '"));
    add_quoted(b, text, "\\", "\\'");
    buf_add_str(b, STR("'\n"));
}

static void fish_flag(struct buf *b, const char *verb, const struct opt *o)
{
    struct buf words = { 0 };
    add_words_of_flag(&words, o);
    buf_addf(b, "complete -c rowmill -n '__rowmill_verb_is \"%s\"' -l %s", verb, o->name);
    if (o->letter)
        buf_addf(b, " -s %c", o->letter);
    if (o->kind == OPT_FILE)
        buf_add_str(b, STR(" -r -F"));
    else if (o->kind != OPT_SWITCH)
        buf_addf(b, " -x -a '%.*s'", (int)words.len, words.len ? words.at : "");
    fish_description(b, o->help);
    buf_release(&words);
}

static void fish_verb(struct buf *b, const char *verb, const struct opt_table *t)
{
    struct buf words = { 0 };
    size_t i = 0;
    for (const struct opt *o; (o = next_flag(t, &i));)
        fish_flag(b, verb, o);
    if (*verb && t->most_operands)
        add_words(&words, t->operands);
    if (*verb && takes_files(t))
        buf_addf(b, "complete -c rowmill -n '__rowmill_verb_is \"%s\"' -F\n", verb);
    else if (words.len)
        buf_addf(b, "complete -c rowmill -n '__rowmill_verb_is \"%s\"' -a '%.*s'\n", verb,
                 (int)words.len, words.at);
    buf_release(&words);
}

static void add_fish(struct buf *b)
{
    buf_add_str(b, STR(
        "# Completes rowmill's command lines in fish: as\n"
        "# ~/.config/fish/completions/rowmill.fish, or in config.fish:\n"
        "#     rowmill completion fish | source\n\n"
        "function __rowmill_verb_is --argument-names verb\n"
        "    set -l words (commandline -opc)\n"
        "    set -e words[1]\n"
        "    while string match -q -r '^--log(=|$)' -- \"$words[1]\"\n"
        "        test \"$words[1]\" = --log; and set -e words[1]\n"
        "        set -e words[1]\n"
        "    end\n"
        "    test \"$words[1]\" = \"$verb\"\n"
        "end\n\n"
        "complete -c rowmill -f\n"));
    for (size_t i = 0; command_at(i); i++) {
        buf_addf(b, "complete -c rowmill -n '__rowmill_verb_is \"\"' -a %s",
                 command_at(i)->table->verb);
        fish_description(b, command_at(i)->table->summary);
    }
    fish_verb(b, "", no_verb());
    for (size_t i = 0; command_at(i); i++)
        fish_verb(b, command_at(i)->table->verb, command_at(i)->table);
}

/* ---- the verb ---- */

static const struct { const char *name; void (*add)(struct buf *b); } shells[] = {
    { "bash", add_bash }, { "zsh", add_zsh }, { "fish", add_fish },
};

enum { N_SHELLS = sizeof shells / sizeof shells[0] };

static const struct opt_table table = {
    .verb = "completion", .synopsis = "bash | zsh | fish",
    .summary = "Prints a script that completes rowmill's command lines in a shell.",
    .least_operands = 1, .most_operands = 1, .operands = "bash|zsh|fish",
};

static bool unknown_shell(const char *name, struct err *e)
{
    struct str names[N_SHELLS];
    char shown[80];
    for (size_t i = 0; i < N_SHELLS; i++)
        names[i] = str_of(shells[i].name);
    size_t near = str_nearest(str_of(name), names, N_SHELLS);
    str_show(shown, sizeof shown, str_of(name), 60);
    err_set(e, ERR_USAGE, "there is no completion for \"%s\"", shown);
    if (near < N_SHELLS)
        err_remedy(e, "did you mean %s?", shells[near].name);
    else
        err_remedy(e, "usage: rowmill completion %s", table.synopsis);
    return false;
}

static bool run(struct world *w, void *values, int argc, char **argv, struct err *e)
{
    struct buf b = { 0 };
    size_t i = 0;
    (void)w;
    (void)values;
    (void)argc;
    while (i < N_SHELLS && strcmp(shells[i].name, argv[0]) != 0)
        i++;
    if (i == N_SHELLS)
        return unknown_shell(argv[0], e);
    shells[i].add(&b);
    bool ok = say(&b, e);
    buf_release(&b);
    return ok;
}

const struct command command_completion = { .table = &table, .run = run };
