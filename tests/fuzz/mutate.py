#!/usr/bin/env python3
"""The compiler on damaged sources: no crash, no hang, never output that the back end rejects.

Takes the compiler's own tests, damages their tokens at random (seeded), and
compiles them. The compiler may refuse a file with status 1; a signal, an internal
error, a time-out, or a lowered file that the back end then refuses is a finding.

    mutate.py [--count N] [--first SEED] [--seconds S] [--keep DIR] [FILE...]

Ends with `mutate: N files, N refused, N failed`.
"""

import argparse
import glob
import os
import random
import re
import subprocess
import sys
import tempfile
import time

TOKEN = re.compile(r'\s+|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|\w+|->|\+\+|--|&&|\|\||[<>=!]=|.',
                   re.S)
SPICE = ["await", "async", "defer", "(", ")", "{", "}", ";", ",", "*", "&", "return", "if", "0", "x",
         "async_spawn", "async_gather", "goto", "static", "struct", "sizeof", "[", "]", "=", "await await"]


def damage(source, rng):
    tokens = TOKEN.findall(source)
    solid = [i for i, token in enumerate(tokens) if not token.isspace() and token[:2] not in ("//", "/*")]
    for _ in range(rng.choice([1, 1, 1, 2, 3, 6]) if solid else 0):
        i, j = rng.choice(solid), rng.choice(solid)
        kind = rng.randrange(5)
        if kind == 0:
            tokens[i] = ""
        elif kind == 1:
            tokens[i] += " " + tokens[i]
        elif kind == 2:
            tokens[i], tokens[j] = tokens[j], tokens[i]
        elif kind == 3:
            tokens[i] = rng.choice(SPICE) + " " + tokens[i]
        else:
            tokens[i] = tokens[j]
    return "".join(tokens)


def run(command, folder):
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, cwd=folder,
                              stdin=subprocess.DEVNULL)
        return done.returncode, done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return None, "timed out"


def is_crash(status, errors):
    return status is None or status < 0 or status > 125 or "internal error" in errors or "Sanitizer" in errors


def check(asyncc, path, folder):
    """(finding or None, refused)"""
    status, errors = run([asyncc, "lower", "-std=gnu17", path, "-o", os.path.join(folder, "out.c")], folder)
    if is_crash(status, errors):
        return f"lower: status {status}: {errors[-600:]}", False
    if status != 0:
        return None, True
    with open(os.path.join(folder, "out.c")) as file:
        if "async_function" not in file.read():
            return None, True  # the damage took the #include: plain C, the back end's business
    status, errors = run([asyncc, "-std=gnu17", "-w", "-c", path, "-o", os.path.join(folder, "out.o")], folder)
    if is_crash(status, errors):
        return f"-c: status {status}: {errors[-600:]}", False
    return (f"the back end refuses the output: {errors[:600]}" if status != 0 else None), False


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--keep", help="folder for the files with findings")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    asyncc = os.environ.get("ASYNCC", "asyncc")
    files = arguments.files or sorted(glob.glob(os.path.join(here, "../compiler/*/*.c")))
    end, tried, refused, failed = time.monotonic() + arguments.seconds, 0, 0, 0
    for seed in range(arguments.first, arguments.first + arguments.count):
        if time.monotonic() > end:
            break
        rng = random.Random(seed)
        original = rng.choice(files)
        with open(original) as file:
            source = damage(file.read(), rng)
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(os.path.join(os.path.dirname(os.path.abspath(original)), "Inputs"),
                       os.path.join(folder, "Inputs"))
            path = os.path.join(folder, "damaged.c")
            with open(path, "w") as file:
                file.write(source)
            finding, was_refused = check(asyncc, path, folder)
        tried += 1
        refused += was_refused
        if finding:
            failed += 1
            print(f"seed {seed} ({os.path.basename(original)}): {finding}", flush=True)
            if arguments.keep:
                os.makedirs(arguments.keep, exist_ok=True)
                with open(os.path.join(arguments.keep, f"{seed}.c"), "w") as file:
                    file.write(source)
    print(f"mutate: {tried} files, {refused} refused, {failed} failed")
    return 1 if failed or tried == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
