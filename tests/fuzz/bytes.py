#!/usr/bin/env python3
"""The passes on arbitrary bytes: runs bytes.c, a target of libFuzzer.

Its seeds are the compiler's own tests, preprocessed, each from behind the headers. What is found is a
file `crash-...`, `timeout-...` or `leak-...` in the folder of --keep, with which the program can be run again.

    bytes.py [--runs N] [--seconds S] [--seed N] [--sparse N] [--keep DIR] PROGRAM

FUZZ_PRELUDE, which the program needs, is left in the same folder. Ends with `bytes: N runs, N failed`.
"""

import argparse
import collections
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
HEADERS = ["async.h", "stdio.h", os.path.join(HERE, "../compiler/lower/Inputs/give.h")]
SANITIZER = "max_malloc_fill_size=0:malloc_context_size=4:quarantine_size_mb=16:detect_stack_use_after_return=0"
MARKER = re.compile(r'# \d+ "([^"]*)"')
WORD = re.compile(r"\b__\w+|\basync_\w+")
OPTIONS = ["-close_fd_mask=2", "-timeout=60", "-max_len=4000", "-rss_limit_mb=0", "-detect_leaks=0",
           "-print_final_stats=1", "-len_control=0"]


def preprocess(asyncc, text):
    done = subprocess.run([asyncc, "-E", "-w", "-std=gnu2x", "-x", "c", "-"], input=text.encode(), check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ, ASYNCC_CC="clang-19"))
    return done.stdout.decode()


def included(names):
    return "".join(f'#include "{name}"\n' for name in names)


def write_seeds(asyncc, folder, step):
    """Each test's own lines, of one run of the preprocessor over all."""
    os.mkdir(folder)
    tests = sorted(glob.glob(os.path.join(HERE, "../compiler/*/*.c")))
    lines, file = collections.defaultdict(list), None
    for line in preprocess(asyncc, included(HEADERS + tests)).split("\n"):
        marker = MARKER.match(line)
        if marker:
            file = marker[1]
        elif line and not line.startswith("#"):
            lines[file].append(line)
    for path in tests[::step]:
        text = "\n".join(lines[path])
        if 0 < len(text) < 4000:
            with open(os.path.join(folder, os.path.basename(path)), "w") as seed:
                seed.write(text)


def write_words(prelude, path):
    """A dictionary: keywords of C, of GNU C and of async."""
    words = set(WORD.findall(prelude)) | set(
        "auto break case char const continue default do double else enum extern float for goto if int long register "
        "return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Generic "
        "_Atomic _Alignas _Static_assert __async __await __defer __attribute__((cleanup(f))) __label__ typeof "
        "({ }) && || ?: ++ -- -> ... &&label alloca(1) __int128 _Complex __auto_type async_fail(-1)".split(" "))
    with open(path, "w") as file:
        for word in sorted(words):
            if len(word) < 60:
                file.write(f'"{word}"\n')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sparse", type=int, default=1, help="every N-th test is a seed")
    parser.add_argument("--keep", help="folder for what is found")
    parser.add_argument("program")
    arguments = parser.parse_args()
    asyncc = os.environ.get("ASYNCC", "asyncc")
    with tempfile.TemporaryDirectory() as temporary:
        kept = os.path.join(arguments.keep or temporary, "")
        os.makedirs(kept, exist_ok=True)
        prelude = preprocess(asyncc, included(HEADERS))
        with open(kept + "prelude.i", "w") as file:
            file.write(prelude)
        write_seeds(asyncc, os.path.join(temporary, "seeds"), arguments.sparse)
        write_words(prelude, os.path.join(temporary, "words"))
        os.mkdir(os.path.join(temporary, "corpus"))
        done = subprocess.run(
            [arguments.program, *OPTIONS, f"-runs={arguments.runs}", f"-max_total_time={arguments.seconds}",
             f"-seed={arguments.seed}", f"-dict={temporary}/words", f"-artifact_prefix={kept}", f"{temporary}/corpus",
             f"{temporary}/seeds"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(os.environ, FUZZ_PRELUDE=kept + "prelude.i", ASAN_OPTIONS=SANITIZER))
        said = done.stderr.decode(errors="replace")
    runs = re.search(r"stat::number_of_executed_units: (\d+)", said)
    failed = done.returncode != 0 or runs is None or int(runs[1]) == 0
    if failed:
        print(said[-4000:])
    print(f"bytes: {runs[1] if runs else 0} runs, {int(failed)} failed")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
