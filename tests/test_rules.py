"""The list of rules and their tests is correct."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules import DOCUMENT as DOCUMENT_FILE
from tests.rules import RuleMarks, report, rules

DOCUMENT = """
# Rules
| id | rule | where |
|---|---|---|
| R1 | Anything raised counts | lodge |
| C2 | Separate clocks | `process/clocks.py` |
"""


def listed(tests: Path) -> subprocess.CompletedProcess[str]:
    """What `make rules` prints."""
    command = [sys.executable, "-m", "tests.rules", str(tests)]
    return subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)


def test_rules_are_read_from_the_tables() -> None:
    assert rules(DOCUMENT) == {"R1": "Anything raised counts", "C2": "Separate clocks"}


def test_a_rule_without_a_test_and_an_unknown_rule_are_reported() -> None:
    lines = "\n".join(report(rules(DOCUMENT), {"R1": ["a::test_b"], "R9": ["a::test_c"]}))
    assert "R1    Anything raised counts\n      a::test_b" in lines
    assert "Without a test:\nC2    Separate clocks" in lines
    assert "R9 is not in docs/rules.md, but these tests name it: a::test_c" in lines
    assert "Rules: 2, with a test 1, without 1" in lines


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
