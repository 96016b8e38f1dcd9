"""The document and the journey are made from the table, and from nothing else."""

from pathlib import Path

import pytest

from heed.process import markdown, transitions
from heed.process.moves import MOVES, ROWS
from heed.process.roles import DESK
from heed.process.words import OPEN, Stage, VisitOutcome

DOCUMENT = Path(__file__).parents[2] / "docs" / "process.md"


def test_the_document_is_what_the_table_says() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written == markdown.document(), "run: python -m heed.process.markdown > docs/process.md"


def test_the_document_names_every_stage_move_fact_and_rule() -> None:
    text = markdown.document()
    for stage in Stage:
        assert f'state "{stage.label}" as {stage}' in text
    for move in ROWS:
        row = next(line for line in text.splitlines() if line.startswith(f"| **{move.label}** |"))
        assert all(fact.label in row for fact in move.asks)
        assert all(rule in row for rule in move.rule.split())


def test_a_changed_table_changes_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    before = markdown.document()
    monkeypatch.setattr(markdown, "ROWS", ROWS[:-1])
    assert markdown.document() != before


@pytest.mark.rule("R66", "R92", "R93")
def test_the_steps_of_a_visit_are_found_by_trying_each_verdict() -> None:
    found = {step.because: step.to for step in transitions.transitions() if step.move.name == "visit"}
    assert found == {
        VisitOutcome.SATISFIED.label: Stage.CLOSED,
        VisitOutcome.NOT_SOLVED.label: Stage.INVESTIGATING,
        VisitOutcome.DECLINED.label: Stage.WATCHING,
        VisitOutcome.NOT_REACHED.label: Stage.HANDLED,
    }


def test_every_stage_can_be_reached_and_every_open_stage_left() -> None:
    steps = transitions.transitions()
    assert {step.to for step in steps} == set(Stage)
    assert {step.source for step in steps if step.source} >= set(OPEN)


def test_stages_and_people_that_stand_together_are_said_in_one_phrase() -> None:
    assert transitions.sources_in_words(MOVES["withdraw"]) == ("any open stage",)
    assert transitions.sources_in_words(MOVES["note"]) == ("any stage",)
    assert transitions.sources_in_words(MOVES["propose"]) == (Stage.INVESTIGATING.label,)
    assert set(MOVES["agree"].by) == {*DESK, "owner"}
    assert transitions.who_in_words(MOVES["agree"]) == ("Desk staff", "Owner")
