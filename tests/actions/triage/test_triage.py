"""Suggestions are kept, counted against what people decide, and learned from once a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.triage import learning
from heed.actions.triage.learning import MISSING, TOO_FEW, is_due, learn
from heed.actions.triage.suggesting import count_decided, keep_suggestions
from heed.clockwork.learning import learn_if_due
from heed.insight.triage.model import TextModel
from heed.insight.triage.training import Missing, Trained
from heed.process.words import Aspect
from heed.queries.policies import current_policy
from heed.queries.triage.hits import aspects_learned
from heed.queries.triage.suggesting import Suggested, Suggestions, suggestions_for
from heed.records.models import LearnedModel, LearningRun, TriageSuggestion, TriageTally
from tests.world import MORNING, World

LIFT = TextModel(
    codes=("lift_slow", "lift_stopped"), grams=("电梯", "慢"), rarity=(1.0, 1.0), weights=(-1.0, 3.0, 5.0, -5.0),
    bias=(0.0, 0.0), sharpness=1.0,
)  # fmt: skip


def keep(world: World, **suggested: Any) -> None:
    complaint = world.lodge()
    keep_suggestions(complaint, Suggestions(**suggested), MORNING)
    world.verify(complaint)  # lift_stopped, general, harm, calm


@pytest.mark.rule("R20")
def test_a_suggestion_is_counted_against_what_was_decided_and_then_forgotten(world: World) -> None:
    keep(
        world, categories=[Suggested("lift_stopped", ("电梯",), 0.8), Suggested("lift_slow", ())],
        nature=Suggested("help", ("坏了",)),
    )  # fmt: skip
    assert TriageSuggestion.objects.count() == 2, "the first of each aspect"
    assert count_decided() == 2
    assert not TriageSuggestion.objects.exists()
    category, _level, nature, _emotion = aspects_learned(MORNING.date())
    assert category.learned is not None
    assert (category.learned.percent, category.learned.claimed_percent) == (100, 80)
    assert nature.by_words is not None
    assert nature.by_words.percent == 0
    assert count_decided() == 0, "once"


def test_what_nobody_decided_yet_waits(world: World) -> None:
    keep_suggestions(world.lodge(), Suggestions([Suggested("lift_stopped", ())]), MORNING)
    assert count_decided() == 0
    assert TriageSuggestion.objects.count() == 1
    assert not TriageTally.objects.exists()


def test_learned_suggestions_come_first_and_an_emergency_is_never_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = LearningRun.objects.create(number=1, began_at=MORNING)
    LearnedModel.objects.create(
        run=run, aspect=Aspect.CATEGORY, examples=99, macro_f1=0.9, calibration_error=0.01, document=LIFT.to_bytes()
    )
    first = suggestions_for("电梯太慢了", current_policy()).categories[0]
    assert first.code == "lift_slow"
    assert first.confidence is not None
    assert first.confidence > 0.5
    trapped = suggestions_for("电梯困人了，里面有人出不来", current_policy())
    assert "trapped_in_lift" in [one.code for one in trapped.categories]


def test_it_learns_once_a_day_in_numbered_runs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.verify(world.lodge())
    assert is_due(MORNING)
    monkeypatch.setattr(learning, "train", lambda texts, codes: Trained(LIFT, len(texts), 0.9, 0.02))
    run = learn(MORNING)
    assert run is not None
    assert (run.number, run.problem) == (1, "")
    assert set(run.models.values_list("aspect", flat=True)) == set(Aspect)
    assert not is_due(MORNING + timedelta(hours=23))
    assert is_due(MORNING + timedelta(hours=24))
    for day in range(1, 5):
        learn(MORNING + timedelta(days=day))
    assert set(LearnedModel.objects.values_list("run__number", flat=True)) == {3, 4, 5}


def test_a_run_says_why_nothing_was_learned(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run = learn(MORNING)
    assert run is not None
    assert run.problem == TOO_FEW

    def missing(texts: list[str], codes: list[str]) -> Trained:
        raise Missing

    world.verify(world.lodge())
    monkeypatch.setattr(learning, "train", missing)
    run = learn(MORNING)
    assert run is not None
    assert run.problem == MISSING


def test_the_worker_counts_even_where_it_cannot_learn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(world, categories=[Suggested("lift_stopped", ())])
    monkeypatch.setattr("heed.clockwork.learning.is_there", lambda: False)
    assert learn_if_due().counted == 1
