#!/usr/bin/env python3
"""Random programs with awaits in odd places, against plain C.

Every operator, initialiser, statement and jump may have awaits in every operand, with side effects
around them. Each program is written in two forms (expressions.py): async C, and plain C in which the
side effects stand in the order of clause 5 of docs/language.md, one after the other. Both leave a trace
of their calls and of their variables, of which they print a checksum. The async form is compiled by
both back ends as state machine, at -O0 and -O2, and with -fasync-blocking, and run without suspension, with
one at every call, and with some.

    generate.py [--count N] [--first SEED] [--seconds S] [--batch N] [--keep DIR] [--times] [--print SEED]

Prints each mismatch with its seed and ends with `generate: N seeds, N skipped, N failed`. A program that
was kept prints its trace on standard error with TRACE=1 in the environment; with -DREFERENCE (gcc) it is the
plain form.
"""

import os
import random
import sys

import batch
import statements

HERE = os.path.dirname(os.path.abspath(__file__))


class Generated(batch.Fuzzer):
    name = "generate"
    flags = ["-w", "-fwrapv", "-I", HERE]
    modes = [{}, {"SUSPEND": "1"}, {"SUSPEND": "3"}, {"ASYNC_TEST": "yield"}]
    forms = [([], ["-O0", "-O2"]), (["-fasync-blocking"], ["-O0"])]

    def generate(self, seed, folder=None):
        return statements.Program(random.Random(seed), seed).text()

    def write(self, path, programs):
        table = ", ".join(f"{{{seed}, run_{seed}}}" for seed in programs)
        with open(path, "w") as file:
            file.write('#include "generate.h"\n' + "".join(programs.values()) + f"PROGRAMS({table})\n")

    def reference(self, source, seeds, folder):
        return batch.plain(os.path.join(folder, "plain"), source, seeds,
                           ["-DREFERENCE", "-Werror=incompatible-pointer-types"] + self.flags[1:])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--print"]:
        Generated().write("/dev/stdout", {seed: Generated().generate(seed) for seed in map(int, sys.argv[2:])})
    else:
        sys.exit(Generated().main(__doc__))
