"""`python -m tests.rules` lists the rules of docs/rules.md with the tests that are marked with each.

The exit code is 1 where a test names a rule that is not in the document, or a rule that works has no test. Only tests
that pytest would run count.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "rules.md"
ROW = re.compile(r"^\|\s*([RC]\d+)\s*\|\s*(.*?)\s*\|", re.MULTILINE)
PLAYED = re.compile(r"^\|\s*([RC]\d+)\s*\|.*?\|\s*(.*?)\s*\|", re.MULTILINE)
WORKS, IN_PART, NOT_YET = VERDICTS = ("works", "in part", "not yet")
#: `/desk/`, `/complaints/<number>/verify/`: an address of Heed, written as code.
PAGE = re.compile(r"`(/[^`]*)`")


def rules(document: str) -> dict[str, str]:
    """The rules in the tables of the document, in order: id (R55, C2) and text."""
    return dict(ROW.findall(document))


def played(document: str) -> dict[str, str]:
    """The column *played* of each rule: the verdict, the pages, and what is missing."""
    return dict(PLAYED.findall(document))


def verdict_of(words: str) -> str:
    """The verdict that the words of the column begin with; "" where they begin with none."""
    return next((verdict for verdict in VERDICTS if words.startswith(verdict)), "")


def working(document: str) -> set[str]:
    """The rules that work."""
    return {rule for rule, words in played(document).items() if verdict_of(words) == WORKS}


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


def totals(document: str, tests: dict[str, list[str]]) -> Iterable[str]:
    """The lines about the verdicts: how many of each, and which rules work without a test."""
    found = Counter(verdict_of(words) for words in played(document).values())
    yield "Played: " + ", ".join(f"{verdict} {found[verdict]}" for verdict in VERDICTS)
    for rule in sorted(working(document) - set(tests)):
        yield f"{rule} works, and no test is marked with it"


def main(arguments: list[str]) -> int:
    """Collect the tests, print the report, return the exit code: pytest's where collecting fails."""
    marks, output = RuleMarks(), StringIO()
    with contextlib.redirect_stdout(output):
        failed = pytest.main(["-c", str(ROOT / "pyproject.toml"), "--collect-only", "-q", *arguments], plugins=[marks])
    if failed:
        print(output.getvalue(), file=sys.stderr)
        return int(failed)
    document = DOCUMENT.read_text(encoding="utf-8")
    known = rules(document)
    print(*report(known, marks.tests), *totals(document, marks.tests), sep="\n")
    return 1 if set(marks.tests) - set(known) or working(document) - set(marks.tests) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
