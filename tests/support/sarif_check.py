"""Checks a file against SARIF 2.1.0: the objects that asyncc writes, strictly.

What the standard requires of each object must be there, what it does not name must not,
and every value has its type and range (clauses of
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html in comments). Prints what it
counted.
"""

import json
import re
import sys
from urllib.parse import urlparse


class Wrong(Exception):
    pass


def need(condition, where, what):
    if not condition:
        raise Wrong(f"{where}: {what}")


def text(value, where):
    need(isinstance(value, str) and value, where, "a string that is not empty")


def number(least):
    def check(value, where):
        need(isinstance(value, int) and not isinstance(value, bool) and value >= least, where,
             f"an integer of at least {least}")
    return check


def boolean(value, where):
    need(isinstance(value, bool), where, "true or false")


def one_of(*words):
    def check(value, where):
        need(value in words, where, f"one of {words}")
    return check


def matching(pattern):
    def check(value, where):
        need(isinstance(value, str) and re.fullmatch(pattern, value), where, pattern)
    return check


def uri(value, where):
    need(isinstance(value, str), where, "a URI")
    parts = urlparse(value)
    need(parts.scheme in ("", "file", "https"), where, "an odd scheme")
    need(re.fullmatch(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*", value), where, "not encoded")


def many(check, least=0):
    def check_all(value, where):
        need(isinstance(value, list) and len(value) >= least, where, f"an array of {least} or more")
        for i, item in enumerate(value):
            check(item, f"{where}[{i}]")
    return check_all


def mapping(check):
    def check_all(value, where):
        need(isinstance(value, dict), where, "an object")
        for name, item in value.items():
            check(item, f"{where}.{name}")
    return check_all


def record(required, optional=None):
    """An object with these members; a value may be a name, looked up when it is checked."""
    def check(value, where):
        need(isinstance(value, dict), where, "an object")
        for name in required:
            need(name in value, where, f"lacks '{name}'")
        for name, item in value.items():
            kind = required.get(name) or (optional or {}).get(name)
            need(kind is not None, where, f"must not have '{name}'")
            kind(item, f"{where}.{name}")
    return check


message = record({"text": text})                                                    # 3.11
multiformat = record({"text": text}, {"markdown": text})                            # 3.12
artifact_location = record({"uri": uri}, {"uriBaseId": text})                       # 3.4
plain_region = record({"startLine": number(1)},
                      {"startColumn": number(1), "endColumn": number(1)})


def region(value, where):                                                           # 3.30
    plain_region(value, where)
    need("endColumn" not in value or value.get("startColumn", 1) <= value["endColumn"], where,
         "ends before it begins")


physical_location = record({"artifactLocation": artifact_location}, {"region": region})  # 3.29
location = record({}, {"id": number(0), "physicalLocation": physical_location,      # 3.28
                       "message": message})
flow_step = record({"location": location})                                          # 3.38
thread_flow = record({"locations": many(flow_step, 1)})                             # 3.37
code_flow = record({"threadFlows": many(thread_flow, 1)})                           # 3.36
replacement = record({"deletedRegion": region, "insertedContent": record({"text": lambda v, w:
                     need(isinstance(v, str), w, "a string")})})                    # 3.57
change = record({"artifactLocation": artifact_location,                             # 3.56
                 "replacements": many(replacement, 1)})
fix = record({"artifactChanges": many(change, 1)}, {"description": message})        # 3.55
level = one_of("none", "note", "warning", "error")
result = record(                                                                    # 3.27
    {"message": message, "ruleId": text, "locations": many(location, 1)},
    {"ruleIndex": number(0), "level": level, "relatedLocations": many(location),
     "codeFlows": many(code_flow), "fixes": many(fix),
     "baselineState": one_of("new", "unchanged", "updated", "absent"),
     "partialFingerprints": mapping(text)})
rule = record(                                                                      # 3.49
    {"id": text},
    {"shortDescription": multiformat, "fullDescription": multiformat, "help": multiformat,
     "helpUri": uri, "defaultConfiguration": record({}, {"enabled": boolean, "level": level}),
     "properties": record({}, {"tags": many(text)})})
component = record({"name": text},                                                  # 3.19
                   {"semanticVersion": matching(r"\d+\.\d+\.\d+.*"), "informationUri": uri,
                    "rules": many(rule)})
run = record(                                                                       # 3.14
    {"tool": record({"driver": component})},
    {"invocations": many(record({"executionSuccessful": boolean})),                 # 3.20
     "originalUriBaseIds": mapping(artifact_location),
     "columnKind": one_of("utf16CodeUnits", "unicodeCodePoints"),
     "results": many(result)})
log = record({"version": one_of("2.1.0"), "runs": many(run)}, {"$schema": uri})     # 3.13


def check_references(one):
    """What one object says about another."""
    rules = one["tool"]["driver"]["rules"]
    names = [rule["id"] for rule in rules]
    need(len(names) == len(set(names)), "rules", "two of one name")
    for base, place in one.get("originalUriBaseIds", {}).items():
        need(place["uri"].endswith("/"), base, "must end in '/' (3.14.14)")
    for item in one["results"]:
        need(names[item["ruleIndex"]] == item["ruleId"], item["ruleId"], "ruleIndex is another's")
        ids = [place["id"] for place in item.get("relatedLocations", [])]
        need(len(ids) == len(set(ids)), item["ruleId"], "two related locations of one id")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    try:
        log(data, "log")
        for one in data["runs"]:
            check_references(one)
    except Wrong as wrong:
        sys.exit(f"{sys.argv[1]}: {wrong}")
    results = [item for one in data["runs"] for item in one["results"]]
    print(f"{len(results)} results, {sum('codeFlows' in item for item in results)} with flows,"
          f" {sum('fixes' in item for item in results)} with fixes")


main()
