#!/usr/bin/env python3
"""Programs from csmith, turned into async C, against themselves.

Every function becomes async and every call of one is awaited; the program must
print the checksum that it prints with the words `async` and `await` erased. Each
seed is compiled by both back ends at -O0 and -O2, and run plainly and with every
call suspending.

One seed in sixteen is a larger program. Half a second of processor time a seed; `--times` says
where it goes.

    csmith.py [--count N] [--first SEED] [--seconds S] [--batch N] [--keep DIR] [--times]

Prints each mismatch with its seed and ends with `csmith: N seeds, N skipped, N failed`.
Skipped are those whose plain program runs for longer than a tenth of a second: csmith makes
endless loops.
"""

import os
import re
import sys

import batch

CALL = re.compile(r"\bfunc_\d+_\d+\(")
DECLARATION = re.compile(r"^static\b.*\bfunc_\d+_\d+\(")
BODY = re.compile(r"(^async static .*\bfunc_\d+_\d+\(.*\)\s*\n\{)", re.M)
NAME = re.compile(r"\b(func|g)_(?=\d)|\b((?:struct|union) [SU])(?=\d)")
SMALL = ["--max-funcs", "4", "--max-block-depth", "2", "--max-block-size", "3", "--max-expr-complexity", "5",
         "--max-array-dim", "2", "--max-array-len-per-dim", "4", "--max-struct-fields", "5"]
LARGE = ["--max-funcs", "6", "--max-block-depth", "3", "--max-expr-complexity", "6"]

HEAD = """#include <stdlib.h>
#ifdef PLAIN
#define async
#define await
#else
#include <async.h>
#endif
#include "csmith.h"
static int suspending;
"""

# A plain program has a tenth of a second, in a process of its own.
TAIL = """
static const struct program { int seed; async int (*run)(void); } programs[] = {%s};
static async int run(const char *seed) {
    const struct program *program = programs;
    while (program->seed != atoi(seed)) program++;
    crc32_context = 0xFFFFFFFFUL;
    printf("%%s ", seed);
    return await program->run();
}
#ifdef PLAIN
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
static int run_limited(const char *seed) {
    struct itimerval limit = {.it_value.tv_usec = 100000};
    if (fork() != 0) { wait(NULL); return 0; }
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
    exit(run(seed));
}
#define run run_limited
#endif
async int main(int argc, char **argv) {
    suspending = getenv("SUSPEND") != NULL;
    for (int i = 1; i < argc; i++) await run(argv[i]);
    return 0;
}
"""

def matching(text, opening):
    """The offset of the parenthesis that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError("unbalanced parentheses")


def await_calls(line):
    """`f(func_1_1(x).f0)` as `f((await func_1_1(x)).f0)`, inner calls too."""
    out, at = [], 0
    for match in iter(lambda: CALL.search(line, at), None):
        close = matching(line, match.end() - 1)
        arguments = await_calls(line[match.end():close])
        out += [line[at:match.start()], "(await ", match.group(), arguments, "))"]
        at = close + 1
    return "".join(out) + line[at:]


def to_async(source, seed):
    """The program as async functions; its main is `main_SEED`."""
    source = NAME.sub(lambda match: f"{match[0]}{seed}_", source.replace('#include "csmith.h"', ""))
    lines = []
    for line in source.split("\n"):
        if DECLARATION.match(line):
            line = "async " + line
        elif line.startswith("int main"):
            line = f"static async int main_{seed}(void)"
        else:
            line = await_calls(line)
        lines.append(line)
    # every function suspends once when it starts, if asked to
    return BODY.sub(r"\1\n#ifndef PLAIN\nif (suspending) await async_yield();\n#endif\n", "\n".join(lines))


class Csmith(batch.Fuzzer):
    name = "csmith"
    flags = ["-w", "-fno-strict-aliasing", "-I/usr/include/csmith"]
    modes = [{}, {"SUSPEND": "1"}]

    def generate(self, seed, folder):
        options = ["--seed", str(seed), "--no-argc", "--concise"] + (SMALL if seed % 16 else LARGE)
        status, text, _ = batch.run(["csmith"] + options, what="csmith", cwd=folder)  # it leaves a file there
        return to_async(text, seed) if status == 0 else None

    def write(self, path, programs):
        table = ", ".join(f"{{{seed}, main_{seed}}}" for seed in programs)
        with open(path, "w") as file:
            file.write(HEAD + "\n".join(programs.values()) + TAIL % table)

    def reference(self, source, seeds, folder):
        return batch.plain(os.path.join(folder, "plain"), source, seeds, ["-DPLAIN"] + self.flags)


if __name__ == "__main__":
    sys.exit(Csmith().main(__doc__))
