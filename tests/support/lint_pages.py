"""The pages of docs/lints/ are true: each diagnostic has one, its first sentence is what
`asyncc explain` prints, its example is reported under its name, its fix is not.

usage: lint_pages.py ASYNCC PAGES FOLDER (for the compiled examples)
"""

import pathlib
import re
import subprocess
import sys

SECTIONS = ["Why", "Example", "Fix", "How to silence", "Limits"]
LINE = re.compile(r"-Wasync-(\S+) \((.*?)\): (.*)")


def code_blocks(text):
    return re.findall(r"```c\n(.*?)```", text, re.S)


def section(page, name):
    found = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", page, re.S | re.M)
    return found[1].strip() if found else None


def first_sentence(page):
    text = page.split("\n\n")[1].replace("\n", " ")
    return re.match(r".*?\.(?= |$)", text)[0]


class Checker:
    def __init__(self, asyncc, pages, folder):
        self.asyncc, self.pages, self.folder = asyncc, pathlib.Path(pages), pathlib.Path(folder)
        self.prelude = code_blocks((self.pages / "README.md").read_text())[0]
        self.errors = []

    def explain(self):
        out = subprocess.run([self.asyncc, "explain"], capture_output=True, text=True, check=True)
        return [LINE.fullmatch(line).groups() for line in out.stdout.splitlines()]

    def messages(self, name, code):
        source = self.folder / f"{name}.c"
        source.write_text(self.prelude + "\n" + code)
        run = subprocess.run(
            [self.asyncc, "-fsyntax-only", f"-Wasync-{name}", str(source)],
            capture_output=True, text=True)
        return run.stderr

    def check_code(self, name, page):
        example, fix = section(page, "Example"), section(page, "Fix")
        for code in code_blocks(example):
            if f"async-{name}]" not in self.messages(name, code):
                self.errors.append(f"{name}: the example is not reported")
        for code in code_blocks(fix):
            said = self.messages(name, code)
            if said:
                self.errors.append(f"{name}: the fix is reported: {said}")
        if not code_blocks(example) or not code_blocks(fix):
            self.errors.append(f"{name}: an example and a fix in C are missing")

    def check_page(self, name, summary):
        path = self.pages / f"{name}.md"
        if not path.exists():
            self.errors.append(f"{name}: no page")
            return
        page = path.read_text()
        if not page.startswith(f"# {name}\n"):
            self.errors.append(f"{name}: another title")
        if first_sentence(page) != summary:
            self.errors.append(f"{name}: '{first_sentence(page)}' is not '{summary}'")
        missing = [s for s in SECTIONS if not section(page, s)]
        if missing:
            self.errors.append(f"{name}: lacks {', '.join(missing)}")
        else:
            self.check_code(name, page)

    def run(self):
        known = {name: summary for name, _, summary in self.explain()}
        for name, summary in known.items():
            self.check_page(name, summary)
        for path in self.pages.glob("*.md"):
            if path.stem not in known and path.stem != "README":
                self.errors.append(f"{path.name}: a page of nothing")
        for error in self.errors:
            print(error, file=sys.stderr)
        return 1 if self.errors or len(known) < 14 else 0


sys.exit(Checker(*sys.argv[1:]).run())
