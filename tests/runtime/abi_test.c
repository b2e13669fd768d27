/* abi_test.c - the example of docs/abi.md works, and the page quotes it to the letter. */
#include "abi_example.c"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* [run] */
static uint64_t run_longest(uint64_t a, uint64_t b)
{
    uint64_t result = 0;
    async_task *task = async_run_begin(&longest__fn, "example.c:20");
    if (task != NULL)
        longest__begin(task, &result, a, b);
    async_run_end(task);
    return result;
}
/* [end] */

Test(abi, the_example_runs)
{
    uint64_t result = run_longest(3, 12);
    cr_assert_geq(result, 12);
    cr_assert_eq(async_run_error(), 0);
}

Test(abi, the_example_fails_with_its_line)
{
    cr_redirect_stderr();
    run_longest(0, 0);
    fflush(stderr);
    cr_assert_eq(async_run_error(), -22);
    cr_assert_stderr_eq_str("asyncc: async_run failed: EINVAL (invalid argument)\n"
                            "  in longest at example.c:12\n"
                            "  spawned at example.c:20\n");
}

static char *read_file(const char *name)
{
    FILE *file = fopen(name, "r");
    cr_assert_not_null(file, "%s", name);
    char *text = calloc(1, 1 << 17);
    cr_assert_gt(fread(text, 1, (1 << 17) - 1, file), 0);
    fclose(file);
    return text;
}

/* Each part between a [name] and an [end] comment stands in the page as it is. */
static int check_quotes(const char *source, const char *page)
{
    int quotes = 0;
    char *text = read_file(source);
    for (char *at = text, *end; (at = strstr(at, "\n/* [")) != NULL; at = end + 1) {
        at = strchr(at + 1, '\n') + 1;
        end = strstr(at, "\n/* [end] */");
        cr_assert_not_null(end);
        end[1] = 0;
        cr_assert_not_null(strstr(page, at), "not in docs/abi.md as it is:\n%s", at);
        end[1] = '/';
        end += strlen("\n/* [end]");
        quotes++;
    }
    free(text);
    return quotes;
}

Test(abi, the_page_quotes_the_example)
{
    char *page = read_file(ASYNC_SOURCE_DIR "/docs/abi.md");
    cr_assert_eq(check_quotes(ASYNC_SOURCE_DIR "/tests/runtime/abi_example.c", page), 2);
    cr_assert_eq(check_quotes(ASYNC_SOURCE_DIR "/tests/runtime/abi_test.c", page), 1);
    free(page);
}
