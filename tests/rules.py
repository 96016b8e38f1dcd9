"""`python -m tests.rules` lists the rules of docs/rules.md with the tests that are marked with each.

The exit code is 1 where a test names a rule that is not in the document. Only tests that pytest would run count.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "rules.md"
ROW = re.compile(r"^\|\s*([RC]\d+)\s*\|\s*(.*?)\s*\|", re.MULTILINE)


def rules(document: str) -> dict[str, str]:
    """The rules in the tables of the document, in order: id (R55, C2) and text."""
    return dict(ROW.findall(document))


class RuleMarks:
    """A pytest plugin that records which collected tests are marked with which rule."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Record each test once, however many parameters it has."""
        for item in session.items:
            if item.get_closest_marker("skip"):
                continue
            name = item.nodeid.partition("[")[0]
            for rule in [rule for mark in item.iter_markers("rule") for rule in mark.args]:
                if name not in self.tests.setdefault(rule, []):
                    self.tests[rule].append(name)


def report(known: dict[str, str], tests: dict[str, list[str]]) -> Iterable[str]:
    """The lines to print: each rule with its tests, then the rules without a test, then the totals."""
    for rule, words in known.items():
        if rule in tests:
            yield f"{rule:5} {words}"
            yield from (f"      {test}" for test in tests[rule])
    unproven = [rule for rule in known if rule not in tests]
    if unproven:
        yield "\nWithout a test:"
        yield from (f"{rule:5} {known[rule]}" for rule in unproven)
    for rule in sorted(set(tests) - set(known)):
        yield f"\n{rule} is not in docs/rules.md, but these tests name it: {', '.join(tests[rule])}"
    yield f"\nRules: {len(known)}, with a test {len(known) - len(unproven)}, without {len(unproven)}"


def main(arguments: list[str]) -> int:
    """Collect the tests, print the report, return the exit code: pytest's where collecting fails."""
    marks, output = RuleMarks(), StringIO()
    with contextlib.redirect_stdout(output):
        failed = pytest.main(["-c", str(ROOT / "pyproject.toml"), "--collect-only", "-q", *arguments], plugins=[marks])
    if failed:
        print(output.getvalue(), file=sys.stderr)
        return int(failed)
    known = rules(DOCUMENT.read_text(encoding="utf-8"))
    print(*report(known, marks.tests), sep="\n")
    return 1 if set(marks.tests) - set(known) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
