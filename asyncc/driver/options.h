/* options.h - a compiler's command line, understood. */
#ifndef ASYNCC_OPTIONS_H
#define ASYNCC_OPTIONS_H

#include "driver/argv.h"

#include <stdbool.h>

enum option_use {
    USE_PREPROCESS = 1,
    USE_COMPILE = 2,
    USE_LINK = 4,
    USE_PARSE = 8,
    USE_AUX = 16,
    USE_INFO = 32,
};

enum option_id {
    OPTION_INPUT, /* no option: a file, or "-" */
    OPTION_UNKNOWN,
    OPTION_PASS, /* only handed on */
    OPTION_COMPILE,
    OPTION_ASSEMBLY,
    OPTION_PREPROCESS,
    OPTION_SYNTAX_ONLY,
    OPTION_OUTPUT,
    OPTION_LANGUAGE,
    OPTION_DRY_RUN,
    OPTION_VERBOSE,
    OPTION_VERSION,
    OPTION_HELP,
    OPTION_ASYNC_WARNING,
    OPTION_TIME_REPORT,
    OPTION_BLOCKING,
    OPTION_ASYNC_FEATURE,
    OPTION_DUMP_AST,
    OPTION_DUMP_FLOW,
    OPTION_DUMP_FRAME,
    OPTION_DUMP_LOWERED,
    OPTION_NO_WARNINGS,
    OPTION_WERROR,
    OPTION_NO_WERROR,
    OPTION_COLOR,
    OPTION_NO_COLOR,
    OPTION_AUTO_COLOR,
    OPTION_NO_LINE_MARKERS,
    OPTION_DEPS_ONLY,
    OPTION_DEPS,
    OPTION_DEPS_FILE,
    OPTION_DEPS_TARGET,
    OPTION_DEPS_DETAIL,
    OPTION_TARGET,
    OPTION_OPTIMIZE,
    OPTION_SAVE_TEMPS,
    OPTION_COVERAGE_MAPPING,
    OPTION_LINK_INPUT,
    OPTION_NO_LIBRARIES,
    OPTION_COUNT
};

/* What a file is to us: C, C already preprocessed, or the back end's affair. */
enum language { LANGUAGE_OTHER, LANGUAGE_C, LANGUAGE_CPP_OUTPUT };

enum action {
    ACTION_LINK,
    ACTION_COMPILE,
    ACTION_ASSEMBLY,
    ACTION_SYNTAX_ONLY,
    ACTION_PREPROCESS, /* also -M, -MM */
};

struct argument {
    enum option_id id;
    unsigned uses;
    const char *text;          /* as written; of an input: the path */
    const char *next;          /* the word after it that belongs to it, or NULL */
    const char *value;         /* the option's argument, where it has one */
    enum language language;    /* of an input */
    const char *language_name; /* the -x in force, or NULL */
};

struct options {
    VEC(struct argument) arguments;
    enum action action;
    const char *output;               /* -o, or NULL */
    const char *level;                /* of -O: "" of a mere -O; NULL without */
    size_t input_count, source_count; /* files and link inputs; those that are C */
    bool seen[OPTION_COUNT];
    bool info, aux; /* an option that needs no input; one that makes AUX files */
    bool color;
};

/* `plain`: the compiler is none for C; every input is its own affair. False: reported. */
bool options_parse(struct options *options, const struct argv *words, bool plain);
void options_deinit(struct options *options);

/* What `path` is by its name. */
enum language options_language_of(const char *path);
bool options_is_source(const struct argument *argument);

/* Adds the argument as it was written. */
void options_add(struct argv *argv, const struct argument *argument);

#endif
