/* diag_test.c - the text of diagnostics, character by character. */
#include "diag/diag.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct diag diag;
static char source[] = "/tmp/diag_test-XXXXXX";
static char *printed;

static void set_up(void)
{
    static const char text[] = "int f(int);\n"
                               "\tf(1);\n"
                               "x = \"\303\251\" + f(2);\n";
    strcpy(source, "/tmp/diag_test-XXXXXX");
    int fd = mkstemp(source);
    cr_assert(fd >= 0 && write(fd, text, sizeof text - 1) == sizeof text - 1);
    close(fd);
    diag_init(&diag);
}

static void tear_down(void)
{
    unlink(source);
    diag_deinit(&diag);
    free(printed);
    printed = NULL;
}

TestSuite(diag, .init = set_up, .fini = tear_down);

/* What is printed, with the file's name cut down to "a.c". */
static const char *flush(void)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    diag_flush(&diag, to);
    diag_summary(&diag, to);
    fclose(to);
    free(printed);
    printed = calloc(1, length + 1);
    char *out = printed;
    for (const char *in = text; *in;) {
        bool name = strncmp(in, source, strlen(source)) == 0;
        out = name ? stpcpy(out, "a.c") : (*out = *in, out + 1);
        in += name ? strlen(source) : 1;
    }
    free(text);
    return printed;
}

static struct diag_place at(unsigned line, unsigned column, unsigned end)
{
    return (struct diag_place){source, line, column, end};
}

Test(diag, caret_underline_and_fixit)
{
    struct diag_record *record =
        diag_report(&diag, DIAG_UNAWAITED, at(2, 2, 6), "coroutine '%s' is never awaited", "f");
    diag_fix(&diag, record, at(2, 2, 2), "await ");
    cr_assert_str_eq(flush(), "a.c:2:2: error: coroutine 'f' is never awaited [-Wasync-unawaited]\n"
                              "    2 |         f(1);\n"
                              "      |         ^~~~\n"
                              "      |         await \n"
                              "1 error generated.\n");
}

Test(diag, notes_follow_their_record)
{
    struct diag_record *record = diag_report(&diag, DIAG_C, at(3, 5, 0), "bad");
    diag_note(&diag, record, at(1, 5, 0), "declared here");
    cr_assert_str_eq(flush(), "a.c:3:5: error: bad\n"
                              "    3 | x = \"\303\251\" + f(2);\n"
                              "      |     ^\n"
                              "a.c:1:5: note: declared here\n"
                              "    1 | int f(int);\n"
                              "      |     ^\n"
                              "1 error generated.\n");
}

Test(diag, utf8_takes_one_cell)
{
    diag_report(&diag, DIAG_C, at(3, 12, 13), "bad");
    flush();
    cr_assert(strstr(printed, "\n      |           ^\n"));
}

Test(diag, sorted_by_place_and_each_once)
{
    diag_report(&diag, DIAG_C, at(9, 1, 0), "third");
    diag_report(&diag, DIAG_C, at(8, 7, 0), "second");
    diag_report(&diag, DIAG_C, at(8, 3, 0), "first");
    diag_report(&diag, DIAG_C, at(8, 7, 0), "second");
    cr_assert_str_eq(flush(), "a.c:8:3: error: first\na.c:8:7: error: second\n"
                              "a.c:9:1: error: third\n3 errors generated.\n");
}

Test(diag, missing_file_has_no_snippet)
{
    diag_report(&diag, DIAG_C, (struct diag_place){"gone.c", 1, 1, 0}, "bad");
    cr_assert_str_eq(flush(), "gone.c:1:1: error: bad\n1 error generated.\n");
}

Test(diag, no_file_is_the_compiler_itself)
{
    diag_report(&diag, DIAG_C, (struct diag_place){0}, "bad");
    cr_assert_str_eq(flush(), "asyncc: error: bad\n1 error generated.\n");
}

Test(diag, colors_are_clangs)
{
    diag.color = true;
    diag_report(&diag, DIAG_C, at(1, 1, 0), "bad");
    cr_assert_str_eq(flush(),
                     "\033[1ma.c:1:1: \033[0m\033[0;1;31merror: \033[0m\033[1mbad\033[0m\n"
                     "    1 | int f(int);\n      | \033[0;1;32m^\033[0m\n1 error generated.\n");
}

Test(diag, errors_stay_errors)
{
    cr_assert(diag_option(&diag, "-Wno-async-unawaited"));
    cr_assert(diag_option(&diag, "-Wno-error=async-unawaited"));
    cr_assert_eq(diag.levels[DIAG_UNAWAITED], DIAG_ERROR);
}

Test(diag, a_dropped_task_may_be_allowed)
{
    cr_assert(diag_option(&diag, "-Wno-async-dropped-task"));
    cr_assert_null(diag_report(&diag, DIAG_DROPPED_TASK, at(1, 1, 0), "quiet"));
    cr_assert(diag_option(&diag, "-Wno-error=async-dropped-task"));
    cr_assert_eq(diag.levels[DIAG_DROPPED_TASK], DIAG_WARNING);
    cr_assert(diag_option(&diag, "-Werror=async-dropped-task"));
    cr_assert_eq(diag.levels[DIAG_DROPPED_TASK], DIAG_ERROR);
}

Test(diag, unknown_options_are_told)
{
    cr_assert_not(diag_option(&diag, "-Wasync-no-such-thing"));
    cr_assert_not(diag_option(&diag, "-Wasync-"));
    cr_assert_not(diag_option(&diag, "-Wall"));
}

Test(diag, warnings_obey_w_and_werror)
{
    diag.levels[DIAG_UNAWAITED] = DIAG_WARNING;
    diag.no_warnings = true;
    cr_assert_null(diag_report(&diag, DIAG_UNAWAITED, at(1, 1, 0), "quiet"));
    diag.no_warnings = false;
    diag.werror = true;
    diag_report(&diag, DIAG_UNAWAITED, (struct diag_place){"gone.c", 1, 1, 0}, "loud");
    cr_assert_str_eq(flush(), "gone.c:1:1: error: loud [-Werror,-Wasync-unawaited]\n"
                              "1 error generated.\n");
}
