"""Adds up what the suites left in a folder and prints "N passed, N failed".

Exit status 1 if a test failed, or if a suite ran nothing at all: a suite that
vanishes must not look like success. A Criterion program counts as the tests in it.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

SYNTHESIS = re.compile(
    r"Synthesis: Tested: (\d+) \| Passing: (\d+) \| Failing: (\d+) \| Crashing: (\d+)")
PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
NEUTRAL = {"EXCLUDED", "SKIPPED", "UNSUPPORTED"}


def read_lit(path):
    codes = [test["code"] for test in json.loads(path.read_text())["tests"]]
    passed = sum(code in PASSED for code in codes)
    neutral = sum(code in NEUTRAL for code in codes)
    return passed, len(codes) - passed - neutral, neutral


def read_ctest(path):
    passed = failed = 0
    for case in xml.parse(path).iter("testcase"):
        good = case.get("status") == "run"
        found = SYNTHESIS.findall(case.findtext("system-out") or "")
        inside = sum(int(match[1]) for match in found)
        broken = sum(int(match[2]) + int(match[3]) for match in found)
        if found:
            passed += inside
            failed += broken or (0 if good else 1)
        else:
            passed += good
            failed += not good
    return passed, failed, 0


def read_status(path):
    good = path.read_text().strip() == "pass"
    return int(good), int(not good), 0


READERS = {".json": read_lit, ".xml": read_ctest, ".status": read_status}
SUITES = ["format.status", "criterion.xml", "lit.json", "criterion-asan.xml", "lit-asan.json"]


def read_suite(path):
    if not path.exists():
        return 0, 0, 0
    return READERS[path.suffix](path)


def main():
    folder = pathlib.Path(sys.argv[1])
    total_passed = total_failed = 0
    for suite in SUITES:
        passed, failed, neutral = read_suite(folder / suite)
        note = f", {neutral} not for this build" if neutral else ""
        if passed + failed == 0:
            failed, note = 1, " (the suite ran nothing)"
        print(f"{suite.split('.')[0]:16} {passed} passed, {failed} failed{note}")
        total_passed += passed
        total_failed += failed
    print(f"{total_passed} passed, {total_failed} failed")
    return 1 if total_failed else 0


sys.exit(main())
