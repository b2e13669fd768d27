/* options_test.c - the option table and response files. */
#include "driver/options.h"
#include "driver/response.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static struct argv words;
static struct options options;

static void set_up(void) { words = (struct argv){.arena = &arena}; }

static void tear_down(void)
{
    options_deinit(&options);
    argv_deinit(&words);
    arena_deinit(&arena);
}

TestSuite(options, .init = set_up, .fini = tear_down);

static void parse(const char *text)
{
    argv_split(&words, text);
    cr_assert(options_parse(&options, &words, false));
}

static const struct argument *argument(size_t i) { return &options.arguments.data[i]; }

Test(options, sources_objects_and_libraries)
{
    parse("a.c -Iinc b.o c.i -lm -o prog");
    cr_assert_eq(options.action, ACTION_LINK);
    cr_assert_eq(options.source_count, 2);
    cr_assert_eq(options.input_count, 4);
    cr_assert_str_eq(options.output, "prog");
    cr_assert_eq(argument(3)->language, LANGUAGE_CPP_OUTPUT);
}

Test(options, joined_and_separate_arguments)
{
    parse("-I inc -Iinc -include x.h -MFd.d -MF d.d -O2");
    cr_assert_str_eq(argument(0)->value, "inc");
    cr_assert_str_eq(argument(1)->value, "inc");
    cr_assert_str_eq(argument(2)->next, "x.h");
    cr_assert_str_eq(argument(3)->value, "d.d");
    cr_assert_str_eq(argument(4)->value, "d.d");
    cr_assert_eq(options.arguments.count, 6);
}

Test(options, longest_spelling_wins)
{
    parse("-fsyntax-only -Wl,-x -Wall -static-pie -MMD");
    cr_assert_eq(argument(0)->id, OPTION_SYNTAX_ONLY);
    cr_assert_eq(argument(1)->id, OPTION_LINK_INPUT);
    cr_assert_eq(argument(2)->uses, USE_PREPROCESS | USE_COMPILE | USE_LINK);
    cr_assert_eq(argument(3)->uses, USE_LINK);
    cr_assert_eq(argument(4)->id, OPTION_DEPS);
}

Test(options, language_holds_until_the_next)
{
    parse("-x c a.txt -x none b.txt -x c++ c.c");
    cr_assert_eq(argument(1)->language, LANGUAGE_C);
    cr_assert_eq(argument(3)->language, LANGUAGE_OTHER);
    cr_assert_eq(argument(5)->language, LANGUAGE_OTHER);
}

Test(options, unknown_goes_everywhere)
{
    parse("-zzz-no --what");
    cr_assert_eq(argument(1)->id, OPTION_UNKNOWN);
    cr_assert_eq(argument(1)->uses, USE_PREPROCESS | USE_COMPILE | USE_LINK);
}

Test(options, preprocessing_beats_the_rest)
{
    parse("-c -S -E x.c");
    cr_assert_eq(options.action, ACTION_PREPROCESS);
}

Test(options, last_color_counts)
{
    parse("-fcolor-diagnostics -fno-color-diagnostics");
    cr_assert_not(options.color);
    cr_assert(options.seen[OPTION_COLOR]);
}

Test(options, response_file)
{
    char path[] = "/tmp/options_test-XXXXXX";
    int fd = mkstemp(path);
    cr_assert_geq(dprintf(fd, "-DX=\"a b\" 'c d'\n\t-Dq=\\\"s\\\" "), 0);
    close(fd);
    char at[64];
    snprintf(at, sizeof at, "@%s", path);
    response_expand(&words, 3, (char *[]){"-c", at, "@/no/such/file"});
    unlink(path);
    cr_assert_eq(words.count, 5);
    cr_assert_str_eq(words.data[1], "-DX=a b");
    cr_assert_str_eq(words.data[2], "c d");
    cr_assert_str_eq(words.data[3], "-Dq=\"s\"");
    cr_assert_str_eq(words.data[4], "@/no/such/file");
}
