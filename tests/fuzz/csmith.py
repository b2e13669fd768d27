#!/usr/bin/env python3
"""Programs from csmith, turned into async C, against themselves.

Every function becomes async and every call of one is awaited; the program must
print the checksum that it prints with the words `async` and `await` erased. Each
seed is compiled by both back ends at -O0 and -O2, and run plainly and with every
call suspending.

What costs is not the programs but starting compilers and reading headers, so a batch of
seeds shares one file, their names told apart by the seed, and is lowered once for each
back end. Where a batch goes wrong, its seeds are tried one by one. One seed in sixteen is
a larger program. Half a second of processor time a seed; `--times` says where it goes.

    csmith.py [--count N] [--first SEED] [--seconds S] [--batch N] [--keep DIR] [--times]

Prints each mismatch with its seed and ends with `csmith: N seeds, N skipped, N failed`.
Skipped are those whose plain program runs for longer than a tenth of a second: csmith makes
endless loops.
"""

import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile
import time

CALL = re.compile(r"\bfunc_\d+_\d+\(")
DECLARATION = re.compile(r"^static\b.*\bfunc_\d+_\d+\(")
BODY = re.compile(r"(^async static .*\bfunc_\d+_\d+\(.*\)\s*\n\{)", re.M)
NAME = re.compile(r"\b(func|g)_(?=\d)|\b((?:struct|union) [SU])(?=\d)")
SMALL = ["--max-funcs", "4", "--max-block-depth", "2", "--max-block-size", "3", "--max-expr-complexity", "5",
         "--max-array-dim", "2", "--max-array-len-per-dim", "4", "--max-struct-fields", "5"]
LARGE = ["--max-funcs", "6", "--max-block-depth", "3", "--max-expr-complexity", "6"]
FLAGS = ["-w", "-fno-strict-aliasing"]
INCLUDE = "-I/usr/include/csmith"

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

times = collections.Counter()


def run(command, seconds=20, what="run", **kwargs):
    """(status, output, errors); the processor time is added to `what`."""
    before = os.times()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds,
                              **kwargs)
        result = done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        result = -1, "", "timed out"
    after = os.times()
    times[what] += after.children_user + after.children_system - before.children_user - before.children_system
    return result


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


def generate(seed, folder):
    options = ["--seed", str(seed), "--no-argc", "--concise"] + (SMALL if seed % 16 else LARGE)
    status, text, _ = run(["csmith"] + options, what="csmith", cwd=folder)  # it leaves a file there
    return to_async(text, seed) if status == 0 else None


def write_batch(path, programs):
    table = ", ".join(f"{{{seed}, main_{seed}}}" for seed in programs)
    with open(path, "w") as file:
        file.write(HEAD + "\n".join(programs.values()) + TAIL % table)


def checksums(output):
    """'SEED checksum = X' lines, as {SEED: X}; a program that was stopped printed none."""
    return dict(re.findall(r"^(\d+) checksum = (\w+)$", output, re.M))


def reference(source, seeds, folder, backend):
    """{seed: checksum} of the plain programs, without those that are of no use."""
    program = os.path.join(folder, "plain")
    status, _, errors = run([backend, "-O0", "-DPLAIN", INCLUDE, "-o", program, source] + FLAGS, 600, "plain -O0")
    if status != 0:
        raise RuntimeError(f"the plain programs {seeds} do not compile: {errors[:400]}")
    return checksums(run([program] + seeds, 600)[1])


class Builder:
    """One back end on one batch."""

    def __init__(self, asyncc, backend, folder):
        self.asyncc, self.backend, self.folder = asyncc, backend, folder
        self.environment = dict(os.environ, ASYNCC_CC=backend)
        self.lowered = os.path.join(folder, "lowered.c")
        self.object = os.path.join(folder, "program.o")
        self.program = os.path.join(folder, "program")

    def run(self, what, *arguments):
        status, _, errors = run([self.asyncc, *arguments], 600, f"{os.path.basename(self.backend)} {what}",
                                env=self.environment)
        return None if status == 0 else f"{what}: {errors.strip()[:400]}"

    def lower(self, source):
        return self.run("lower", "lower", INCLUDE, source, "-o", self.lowered)

    def compile(self, level):
        return (self.run(level, level, "-c", "-o", self.object, self.lowered, *FLAGS) or
                self.run("link", "-o", self.program, self.object))


def compare(builder, level, expected):
    for mode in ({}, {"SUSPEND": "1"}):
        status, output, errors = run([builder.program] + list(expected), 60, env=dict(os.environ, **mode))
        found = checksums(output)
        if status != 0 or found != expected:
            wrong = {seed: found.get(seed) for seed in expected if found.get(seed) != expected[seed]}
            yield f"{builder.backend} {level} {mode}: status {status}, printed {wrong} {errors[:200]}"


def complaints(source, expected, folder, asyncc, backends):
    for backend in backends:
        builder = Builder(asyncc, backend, folder)
        problem = builder.lower(source)
        if problem:
            yield f"{backend}: {problem}"
            continue
        for level in ("-O0", "-O2"):
            problem = builder.compile(level)
            if problem:
                yield f"{backend}: {problem}"
            else:
                yield from compare(builder, level, expected)


def check(programs, folder, asyncc, backends):
    """(seeds that were of use, complaints)"""
    source = os.path.join(folder, "async.c")
    write_batch(source, programs)
    expected = reference(source, [str(seed) for seed in programs], folder, backends[0])
    if not expected:
        return 0, []
    useful = {seed: text for seed, text in programs.items() if str(seed) in expected}
    write_batch(source, useful)
    return len(useful), list(complaints(source, expected, folder, asyncc, backends))


def keep(folder, source, seed):
    if folder:
        os.makedirs(folder, exist_ok=True)
        with open(source) as file, open(os.path.join(folder, f"{seed}.c"), "w") as copy:
            copy.write(file.read())


def check_batch(seeds, asyncc, backends, kept):
    """(skipped, failed)"""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        programs = {seed: generate(seed, folder) for seed in seeds}
        programs = {seed: text for seed, text in programs.items() if text}
        useful, problems = check(programs, folder, asyncc, backends) if programs else (0, [])
        for seed in programs if problems else []:
            single = check({seed: programs[seed]}, folder, asyncc, backends)[1]
            for problem in single:
                print(f"seed {seed}: {problem}", flush=True)
            if single:
                failed += 1
                keep(kept, os.path.join(folder, "async.c"), seed)
        if problems and not failed:
            print(f"seeds {seeds} together: {problems[0]}", flush=True)
            failed += 1
            write_batch(os.path.join(folder, "async.c"), programs)
            keep(kept, os.path.join(folder, "async.c"), f"{seeds[0]}-{seeds[-1]}")
    return len(seeds) - useful, failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--batch", type=int, default=25, help="seeds in one file")
    parser.add_argument("--keep", help="folder for the programs that fail")
    parser.add_argument("--times", action="store_true", help="processor time of each step")
    arguments = parser.parse_args()
    asyncc = os.environ.get("ASYNCC", "asyncc")
    backends = os.environ.get("ASYNCC_TEST_BACKENDS", "gcc clang-19").split()
    deadline, last = time.monotonic() + arguments.seconds, arguments.first + arguments.count
    tried = skipped = failed = 0
    for first in range(arguments.first, last, arguments.batch):
        if time.monotonic() > deadline:
            break
        seeds = list(range(first, min(first + arguments.batch, last)))
        counts = check_batch(seeds, asyncc, backends, arguments.keep)
        tried, skipped, failed = tried + len(seeds), skipped + counts[0], failed + counts[1]
    for what, seconds in times.most_common() if arguments.times else []:
        print(f"{what:16} {1000 * seconds / tried:7.1f} ms a seed")
    print(f"csmith: {tried} seeds, {skipped} skipped, {failed} failed")
    return 1 if failed or tried == skipped else 0


if __name__ == "__main__":
    sys.exit(main())
