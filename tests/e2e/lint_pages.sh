# RUN: %e2e %s
# docs/lints: a page for every diagnostic, and it is true.
python3 "$root/tests/support/lint_pages.py" "$asyncc" "$root/docs/lints" .
