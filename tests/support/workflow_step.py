"""Prints the shell of one step of a GitHub workflow, after a look at the whole.

usage: workflow_step.py FILE STEP
"""

import re
import sys

import yaml


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    workflow = yaml.safe_load(text)
    call = workflow[True]["workflow_call"]  # YAML reads the key "on" as true
    inputs = set(call["inputs"])
    for name, value in call["inputs"].items():
        assert value["type"] == "string" and "default" in value, name
    used = set(re.findall(r"inputs\.(\w+)", text))
    assert used == inputs, f"inputs {inputs}, used {used}"
    steps = {}
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), step
            assert "uses" not in step or re.fullmatch(r"[\w/.-]+@v\d+", step["uses"]), step
            steps[step.get("name", step.get("uses"))] = step
    print(steps[sys.argv[2]]["run"])


main()
