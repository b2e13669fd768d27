#!/usr/bin/env python3
"""Programs from csmith, turned into async C, against themselves.

Every function becomes async and every call of one is awaited; the program must
print the checksum that the untouched one prints. Each seed is compiled by both
back ends at -O0 and -O2, and run plainly and with every call suspending.

    csmith.py [--count N] [--first SEED] [--seconds S] [--keep DIR]

Prints each mismatch with its seed and ends with `csmith: N seeds, N skipped, N failed`.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

CALL = re.compile(r"\bfunc_\d+\(")
DECLARATION = re.compile(r"^static\b.*\bfunc_\d+\(")
OPTIONS = ["--no-argc", "--concise", "--max-funcs", "6", "--max-block-depth", "3",
           "--max-expr-complexity", "6"]
FLAGS = ["-w", "-fno-strict-aliasing"]


def matching(text, opening):
    """The offset of the parenthesis that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError("unbalanced parentheses")


def await_calls(line):
    """`f(func_1(x).f0)` as `f((await func_1(x)).f0)`, inner calls too."""
    out, at = [], 0
    for match in iter(lambda: CALL.search(line, at), None):
        close = matching(line, match.end() - 1)
        arguments = await_calls(line[match.end():close])
        out += [line[at:match.start()], "(await ", match.group(), arguments, "))"]
        at = close + 1
    return "".join(out) + line[at:]


def to_async(source):
    lines = []
    for line in source.split("\n"):
        if DECLARATION.match(line):
            line = "async " + line
        elif line.startswith("int main"):
            line = "async " + line
        else:
            line = await_calls(line)
        lines.append(line)
    text = "\n".join(lines)
    # every function suspends once when it starts, if asked to
    text = re.sub(r"(^async static .*\bfunc_\d+\(.*\)\s*\n\{)", r"\1 if (suspending) await async_yield();",
                  text, flags=re.M)
    return "#include <async.h>\n#include <stdlib.h>\nstatic int suspending;\n" + text.replace(
        "async int main (void)\n{", "async int main (void)\n{ suspending = getenv(\"SUSPEND\") != NULL;")


def run(command, seconds=20, **kwargs):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds,
                              **kwargs)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return -1, "", "timed out"


def check(seed, folder, asyncc, backends):
    """None: skipped (the plain program is of no use). Else a list of complaints."""
    plain, source = os.path.join(folder, "plain.c"), os.path.join(folder, "async.c")
    status, text, _ = run(["csmith", "--seed", str(seed)] + OPTIONS)
    if status != 0:
        return None
    with open(plain, "w") as file:
        file.write(text)
    with open(source, "w") as file:
        file.write(to_async(text))
    include = "-I/usr/include/csmith"
    program = os.path.join(folder, "program")
    if run([backends[0], "-O1", include, "-o", program, plain] + FLAGS)[0] != 0:
        return None
    status, expected, _ = run([program], seconds=3)
    if status != 0:
        return None
    complaints = []
    for backend in backends:
        for level in ("-O0", "-O2"):
            environment = dict(os.environ, ASYNCC_CC=backend)
            status, _, errors = run([asyncc, level, include, "-o", program, source] + FLAGS, 120,
                                    env=environment)
            if status != 0:
                complaints.append(f"{backend} {level}: does not compile: {errors.strip()[:400]}")
                continue
            for mode in ({}, {"SUSPEND": "1"}):
                status, output, errors = run([program], 60, env=dict(os.environ, **mode))
                if status != 0 or output != expected:
                    complaints.append(f"{backend} {level} {mode}: status {status}, printed "
                                      f"{output.strip()!r}, not {expected.strip()!r} {errors[:200]}")
    return complaints


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--keep", help="folder for the programs that fail")
    arguments = parser.parse_args()
    asyncc = os.environ.get("ASYNCC", "asyncc")
    backends = os.environ.get("ASYNCC_TEST_BACKENDS", "gcc clang-19").split()
    end, tried, skipped, failed = time.monotonic() + arguments.seconds, 0, 0, 0
    for seed in range(arguments.first, arguments.first + arguments.count):
        if time.monotonic() > end:
            break
        with tempfile.TemporaryDirectory() as folder:
            complaints = check(seed, folder, asyncc, backends)
            tried += 1
            skipped += complaints is None
            for complaint in complaints or []:
                print(f"seed {seed}: {complaint}", flush=True)
            if complaints:
                failed += 1
                if arguments.keep:
                    os.makedirs(arguments.keep, exist_ok=True)
                    os.replace(os.path.join(folder, "async.c"), os.path.join(arguments.keep, f"{seed}.c"))
    print(f"csmith: {tried} seeds, {skipped} skipped, {failed} failed")
    return 1 if failed or tried == skipped else 0


if __name__ == "__main__":
    sys.exit(main())
