"""`python -m tests.rules` lists the rules of docs/rules.md with the tests that carry each one's mark.

It ends with 1 where a test names a rule that the document does not have. Only tests that pytest would run count.
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
    """The rules of the document's tables, in its order: the id (R55, C2) and its words."""
    return dict(ROW.findall(document))


class Marked:
    """A pytest plugin that notes which collected tests carry which rule."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note each test once, however many parameters it runs with."""
        for item in session.items:
            if item.get_closest_marker("skip"):
                continue
            name = item.nodeid.partition("[")[0]
            for mark in item.iter_markers("rule"):
                for rule in mark.args:
                    if name not in self.tests.setdefault(rule, []):
                        self.tests[rule].append(name)


def report(known: dict[str, str], tests: dict[str, list[str]]) -> Iterable[str]:
    """The lines to print: each rule with its tests, then the rules without one, then the sums."""
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
    """Collect the tests and print the report. The exit code is pytest's where collecting fails."""
    marked, said = Marked(), StringIO()
    with contextlib.redirect_stdout(said):
        failed = pytest.main(["-c", str(ROOT / "pyproject.toml"), "--collect-only", "-q", *arguments], plugins=[marked])
    if failed:
        print(said.getvalue(), file=sys.stderr)
        return int(failed)
    known = rules(DOCUMENT.read_text(encoding="utf-8"))
    print(*report(known, marked.tests), sep="\n")
    return 1 if set(marked.tests) - set(known) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
