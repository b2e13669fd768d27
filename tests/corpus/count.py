"""Counts what `asyncc check --format=json` finds of the bugs in tests/corpus/bugs.

usage: count.py REPORT FILE...

A file is named for its diagnostic, up to the first dot. A line that ends with a `// bug` comment has one,
of that diagnostic; no other line has. Prints found/total per diagnostic; fails below 14 of 15, or where a
finding stands on a line without a bug.
"""

import json
import os
import re
import sys


def lines_with_bugs(path):
    with open(path, encoding="utf-8") as file:
        return {number for number, line in enumerate(file, 1) if re.search(r"// bug$", line)}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        findings = json.load(file)["findings"]
    lints, bad = {}, False
    for path in sys.argv[2:]:
        base = os.path.basename(path)
        name = base.split(".")[0]
        bugs = lines_with_bugs(path)
        found = {f["line"] for f in findings if f["name"] == name and os.path.basename(f["file"]) == base}
        count = lints.setdefault(name, [0, 0])
        count[0] += len(found & bugs)
        count[1] += len(bugs)
        bad |= bool(found - bugs)
        for line in sorted(bugs - found):
            print(f"{path}:{line}: missed")
        for line in sorted(found - bugs):
            print(f"{path}:{line}: misfire")
    for name, (found, total) in sorted(lints.items()):
        few = total < 15 or found * 15 < total * 14
        bad |= few
        print(f"{name:20} {found}/{total}{' too few' if few else ''}")
    sys.exit(bad)


main()
