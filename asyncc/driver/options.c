/* options.c - reads the command line by the table options.def.
 *
 * Each word becomes an argument that says for which steps it is. Nothing is
 * judged here: what we do not know is for every step, and the back end's own message
 * tells the user what is wrong with it.
 */
#include "driver/options.h"

#include "driver/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum form { FORM_EXACT, FORM_SEPARATE, FORM_JOINED, FORM_EITHER };

struct row {
    enum option_id id;
    const char *spelling;
    enum form form;
    unsigned uses;
};

enum { PREPROCESS = USE_PREPROCESS, COMPILE = USE_COMPILE, LINK = USE_LINK };
enum { PARSE = USE_PARSE, AUX = USE_AUX, INFO = USE_INFO };

static const struct row rows[] = {
#define OPTION(id, spelling, form, uses) {OPTION_##id, spelling, FORM_##form, uses},
#include "driver/options.def"
};

static bool fits(const struct row *row, const char *word)
{
    size_t length = strlen(row->spelling);
    if (strncmp(row->spelling, word, length) != 0)
        return false;
    return word[length] == '\0' || row->form == FORM_JOINED || row->form == FORM_EITHER;
}

static const struct row *find_row(const char *word)
{
    const struct row *best = NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (fits(&rows[i], word) &&
            (best == NULL || strlen(rows[i].spelling) > strlen(best->spelling)))
            best = &rows[i];
    return best;
}

static bool takes_next(const struct row *row, const char *word)
{
    if (row->form == FORM_SEPARATE)
        return true;
    return row->form == FORM_EITHER && word[strlen(row->spelling)] == '\0';
}

/* Reads the argument at words->data[*at] and steps over it. False: reported. */
static bool read_option(struct argument *argument, const struct argv *words, size_t *at)
{
    const char *word = words->data[(*at)++];
    const struct row *row = find_row(word);
    *argument = (struct argument){
        .id = OPTION_UNKNOWN, .uses = USE_PREPROCESS | USE_COMPILE | USE_LINK, .text = word};
    if (row == NULL)
        return true;
    argument->id = row->id;
    argument->uses = row->uses;
    argument->value = word + strlen(row->spelling);
    if (!takes_next(row, word))
        return true;
    if (*at == words->count) {
        message_error("argument to '%s' is missing", word);
        return false;
    }
    argument->value = argument->next = words->data[(*at)++];
    return true;
}

enum language options_language_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    if (dot != NULL && strcmp(dot, ".c") == 0)
        return LANGUAGE_C;
    return dot != NULL && strcmp(dot, ".i") == 0 ? LANGUAGE_CPP_OUTPUT : LANGUAGE_OTHER;
}

static enum language language_named(const char *name)
{
    if (strcmp(name, "c") == 0)
        return LANGUAGE_C;
    return strcmp(name, "cpp-output") == 0 ? LANGUAGE_CPP_OUTPUT : LANGUAGE_OTHER;
}

static struct argument read_input(const char *path, const char *language, bool plain)
{
    struct argument input = {.id = OPTION_INPUT, .text = path, .language_name = language};
    if (!plain)
        input.language = language ? language_named(language) : options_language_of(path);
    return input;
}

bool options_is_source(const struct argument *argument)
{
    return argument->id == OPTION_INPUT && argument->language != LANGUAGE_OTHER;
}

/* -E beats -S beats -c, as in gcc; -fsyntax-only yields to -E alone. */
static enum action choose_action(const bool seen[OPTION_COUNT])
{
    if (seen[OPTION_PREPROCESS] || seen[OPTION_DEPS_ONLY])
        return ACTION_PREPROCESS;
    if (seen[OPTION_SYNTAX_ONLY])
        return ACTION_SYNTAX_ONLY;
    if (seen[OPTION_ASSEMBLY])
        return ACTION_ASSEMBLY;
    return seen[OPTION_COMPILE] ? ACTION_COMPILE : ACTION_LINK;
}

static bool terminal_has_color(void)
{
    const char *terminal = getenv("TERM");
    const char *refused = getenv("NO_COLOR");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0 &&
           (refused == NULL || *refused == '\0');
}

static void note_color(struct options *options, enum option_id id)
{
    if (id == OPTION_COLOR || id == OPTION_NO_COLOR)
        options->color = id == OPTION_COLOR;
    else if (id == OPTION_AUTO_COLOR)
        options->color = terminal_has_color();
}

/* The last of two opposites counts. */
static void note_opposites(struct options *options, enum option_id id)
{
    if (id == OPTION_NO_WERROR)
        options->seen[OPTION_WERROR] = false;
}

static void note(struct options *options, const struct argument *argument)
{
    options->seen[argument->id] = true;
    options->info |= (argument->uses & USE_INFO) != 0;
    options->aux |= (argument->uses & USE_AUX) != 0;
    options->input_count += argument->id == OPTION_INPUT || argument->id == OPTION_LINK_INPUT;
    options->source_count += options_is_source(argument);
    if (argument->id == OPTION_OUTPUT)
        options->output = argument->value;
    if (argument->id == OPTION_OPTIMIZE)
        options->level = argument->value;
    note_color(options, argument->id);
    note_opposites(options, argument->id);
}

static bool is_input(const char *word) { return *word != '-' || strcmp(word, "-") == 0; }

bool options_parse(struct options *options, const struct argv *words, bool plain)
{
    const char *language = NULL;
    *options = (struct options){.color = terminal_has_color()};
    for (size_t at = 0; at < words->count;) {
        struct argument argument;
        if (is_input(words->data[at]))
            argument = read_input(words->data[at++], language, plain);
        else if (!read_option(&argument, words, &at))
            return false;
        if (argument.id == OPTION_LANGUAGE)
            language = strcmp(argument.value, "none") == 0 ? NULL : argument.value;
        note(options, &argument);
        *vec_push(&options->arguments) = argument;
    }
    options->action = choose_action(options->seen);
    return true;
}

void options_deinit(struct options *options) { vec_deinit(&options->arguments); }

void options_add(struct argv *argv, const struct argument *argument)
{
    argv_add(argv, argument->text);
    if (argument->next)
        argv_add(argv, argument->next);
}
