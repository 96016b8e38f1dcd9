"""The list of rules and their tests is correct."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from heed.process.moves import MOVES
from tests.rules import DOCUMENT as DOCUMENT_FILE
from tests.rules import IN_PART, NOT_YET, PAGE, WORKS, RuleMarks, played, report, rules, totals, verdict_of, working

DOCUMENT = """
# Rules
| id | rule | played | where |
|---|---|---|---|
| R1 | Anything raised counts | works: `/desk/` | lodge |
| C2 | Separate clocks | in part: `/desk/`; one is missing | `process/clocks.py` |
| R9 | Wishes | not yet | |
"""
MARK = re.compile(r"mark\.rule\(([^)]*)\)")


def listed(tests: Path) -> subprocess.CompletedProcess[str]:
    """What `make rules` prints."""
    command = [sys.executable, "-m", "tests.rules", str(tests)]
    return subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)


def test_rules_are_read_from_the_tables() -> None:
    assert rules(DOCUMENT) == {"R1": "Anything raised counts", "C2": "Separate clocks", "R9": "Wishes"}


def test_verdicts_are_read_from_the_tables() -> None:
    assert [verdict_of(words) for words in played(DOCUMENT).values()] == [WORKS, IN_PART, NOT_YET]
    assert working(DOCUMENT) == {"R1"}
    assert verdict_of("perhaps: `/desk/`") == ""
    assert list(totals(DOCUMENT, {})) == [
        "Played: works 1, in part 1, not yet 1",
        "R1 works, and no test is marked with it",
    ]


def wrong_of(words: str) -> list[str]:
    """What is wrong with the column *played* of one rule, a sentence each."""
    verdict, pages = verdict_of(words), PAGE.findall(words)
    found = [f"there is no page {page}" for page in pages if not is_page(page)]
    if not verdict:
        found.append(f"no verdict: {words}")
    elif bool(pages) is (verdict == NOT_YET):
        found.append(f"{verdict}, and pages: {len(pages)}")
    if verdict == IN_PART and ";" not in words:
        found.append("what is missing is not said")
    return found


def is_page(page: str) -> bool:
    """Whether a URL pattern of Heed fits the address; a move in it is one of the table."""
    try:
        found = resolve(re.sub(r"<\w+>", "1", page))
    except Resolver404:
        return False
    made = [found.kwargs[name] for name in ("name", "move") if name in found.kwargs]
    return all(move in MOVES for move in made)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("works: `/desk/`, `/complaints/<number>/verify/`", []),
        ("not yet", []),
        ("in part: `/desk/`; half of it", []),
        ("works: `/nowhere/`", ["there is no page /nowhere/"]),
        ("works: `/complaints/<number>/dance/`", ["there is no page /complaints/<number>/dance/"]),
        ("works", ["works, and pages: 0"]),
        ("not yet: `/desk/`", ["not yet, and pages: 1"]),
        ("in part: `/desk/`", ["what is missing is not said"]),
        ("perhaps", ["no verdict: perhaps"]),
    ],
)
def test_a_wrong_verdict_would_be_found(words: str, wrong: list[str]) -> None:
    assert wrong_of(words) == wrong


def test_every_rule_has_a_verdict_and_the_page_on_which_it_was_played() -> None:
    document = DOCUMENT_FILE.read_text(encoding="utf-8")
    verdicts = played(document)
    assert verdicts.keys() == rules(document).keys()
    found = [f"{rule}: {wrong}" for rule, words in verdicts.items() for wrong in wrong_of(words)]
    assert not found, "\n".join(found)


def test_every_rule_that_works_has_a_test_that_is_marked_with_it() -> None:
    folder = Path(__file__).parent
    marks = [mark for file in folder.rglob("test_*.py") for mark in MARK.findall(file.read_text(encoding="utf-8"))]
    marked = set(re.findall(r"[RC]\d+", " ".join(marks)))
    assert "R55" in marked
    assert working(DOCUMENT_FILE.read_text(encoding="utf-8")) <= marked


def test_a_rule_without_a_test_and_an_unknown_rule_are_reported() -> None:
    lines = "\n".join(report(rules(DOCUMENT), {"R1": ["a::test_b"], "R7": ["a::test_c"]}))
    assert "R1    Anything raised counts\n      a::test_b" in lines
    assert "Without a test:\nC2    Separate clocks" in lines
    assert "R7 is not in docs/rules.md, but these tests name it: a::test_c" in lines
    assert "Rules: 3, with a test 1, without 2" in lines


def test_a_mark_is_found_by_collecting_and_an_unknown_rule_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "test_marks.py").write_text(
        "import pytest\n"
        "@pytest.mark.rule('R9999')\n"
        "@pytest.mark.parametrize('n', [1, 2])\n"
        "def test_marked(n): pass\n"
        "@pytest.mark.skip\n"
        "@pytest.mark.rule('R8888')\n"
        "def test_skipped(): pass\n"
    )
    told = listed(tmp_path)
    assert told.returncode == 1, told.stderr
    assert "R9999 is not in docs/rules.md" in told.stdout
    assert told.stdout.count("::test_marked") == 1
    assert "R8888" not in told.stdout


def test_every_rule_a_test_names_is_in_the_document(request: pytest.FixtureRequest) -> None:
    marks = RuleMarks()
    marks.pytest_collection_finish(request.session)  # what is run here: in the whole suite, every test
    assert set(marks.tests) <= set(rules(DOCUMENT_FILE.read_text(encoding="utf-8")))
