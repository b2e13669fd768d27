"""Many generated programs in one file, compiled once for each back end and compared.

What costs is not the programs but starting compilers and reading headers. So a batch of seeds
shares one file, their names told apart by the seed, and is lowered once for each back end. Where
a batch goes wrong its seeds are tried one by one. Each program prints `SEED checksum = X`.
"""

import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile
import time

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


def checksums(output):
    """'SEED checksum = X' lines, as {SEED: X}; a program that was stopped printed none."""
    return dict(re.findall(r"^(\d+) checksum = (\w+)$", output, re.M))


def plain(program, source, seeds, flags):
    """What the plain form of the programs prints."""
    status, _, errors = run(["gcc", "-O0", "-o", program, source] + flags, 600, "plain -O0")
    if status != 0:
        raise RuntimeError(f"the plain programs {seeds} do not compile: {errors[:2000]}")
    return checksums(run([program] + seeds, 600)[1])


class Builder:
    """One back end on one batch."""

    def __init__(self, asyncc, backend, folder, flags):
        self.asyncc, self.backend, self.flags = asyncc, backend, flags
        self.environment = dict(os.environ, ASYNCC_CC=backend)
        self.lowered = os.path.join(folder, "lowered.c")
        self.object = os.path.join(folder, "program.o")
        self.program = os.path.join(folder, "program")

    def run(self, what, *arguments):
        status, _, errors = run([self.asyncc, *arguments], 600, f"{os.path.basename(self.backend)} {what}",
                                env=self.environment)
        return None if status == 0 else f"{what}: {errors.strip()[:400]}"

    def lower(self, source, form):
        return self.run("lower", "lower", *form, *self.flags, source, "-o", self.lowered)

    def compile(self, level):
        return (self.run(level, level, "-c", "-o", self.object, self.lowered, *self.flags) or
                self.run("link", "-o", self.program, self.object))


def compare(builder, what, modes, expected):
    for mode in modes:
        status, output, errors = run([builder.program] + list(expected), 60, env=dict(os.environ, **mode))
        found = checksums(output)
        if status != 0 or found != expected:
            wrong = {seed: found.get(seed) for seed in expected if found.get(seed) != expected[seed]}
            yield f"{builder.backend} {what} {mode}: status {status}, printed {wrong} {errors[:200]}"


class Fuzzer:
    """What a kind of programs is: derived classes say the rest."""

    name = ""
    flags = []
    modes = [{}]                          # environments of the runs
    forms = [([], ["-O0", "-O2"])]        # options of asyncc, a way of lowering; levels of the back end
    batch = 25

    def generate(self, seed, folder):
        """The program's text, or None."""
        raise NotImplementedError

    def write(self, path, programs):
        """{seed: text} as one file."""
        raise NotImplementedError

    def reference(self, source, seeds, folder):
        """{seed: checksum} of those that are of use."""
        raise NotImplementedError

    def complaints(self, source, expected, folder, asyncc, backends):
        for backend in backends:
            builder = Builder(asyncc, backend, folder, self.flags)
            for form, levels in self.forms:
                problem = builder.lower(source, form)
                if problem:
                    yield f"{backend}: {problem}"
                    continue
                for level in levels:
                    problem = builder.compile(level)
                    if problem:
                        yield f"{backend}: {problem}"
                    else:
                        yield from compare(builder, " ".join(form + [level]), self.modes, expected)

    def check(self, programs, folder, asyncc, backends):
        """(seeds that were of use, complaints)"""
        source = os.path.join(folder, "async.c")
        self.write(source, programs)
        expected = self.reference(source, [str(seed) for seed in programs], folder)
        if not expected:
            return 0, []
        useful = {seed: text for seed, text in programs.items() if str(seed) in expected}
        self.write(source, useful)
        return len(useful), list(self.complaints(source, expected, folder, asyncc, backends))

    def check_batch(self, seeds, asyncc, backends, kept):
        """(skipped, failed)"""
        failed = 0
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "async.c")
            programs = {seed: self.generate(seed, folder) for seed in seeds}
            programs = {seed: text for seed, text in programs.items() if text}
            useful, problems = self.check(programs, folder, asyncc, backends) if programs else (0, [])
            for seed in programs if problems else []:
                single = self.check({seed: programs[seed]}, folder, asyncc, backends)[1]
                if single:
                    print(f"seed {seed}: {single[0]} (and {len(single) - 1} more)", flush=True)
                    failed += 1
                    keep(kept, source, seed)
            if problems and not failed:
                print(f"seeds {seeds} together: {problems[0]}", flush=True)
                failed += 1
                self.write(source, programs)
                keep(kept, source, f"{seeds[0]}-{seeds[-1]}")
        return len(seeds) - useful, failed

    def main(self, description):
        parser = argparse.ArgumentParser(description=description.split("\n")[0])
        parser.add_argument("--count", type=int, default=10)
        parser.add_argument("--first", type=int, default=1)
        parser.add_argument("--seconds", type=float, default=1e9)
        parser.add_argument("--batch", type=int, default=self.batch, help="seeds in one file")
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
            counts = self.check_batch(seeds, asyncc, backends, arguments.keep)
            tried, skipped, failed = tried + len(seeds), skipped + counts[0], failed + counts[1]
        for what, seconds in times.most_common() if arguments.times else []:
            print(f"{what:16} {1000 * seconds / tried:7.1f} ms a seed")
        print(f"{self.name}: {tried} seeds, {skipped} skipped, {failed} failed")
        return 1 if failed or tried == skipped else 0


def keep(folder, source, seed):
    if folder:
        os.makedirs(folder, exist_ok=True)
        with open(source) as file, open(os.path.join(folder, f"{seed}.c"), "w") as copy:
            copy.write(file.read())
