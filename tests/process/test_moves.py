"""The page of moves as a whole: no dead ends, nothing nobody can make, every clock that starts can end."""

import re

import pytest

from heed.actions.registry import ACTIONS
from heed.process.case import Case, Participant
from heed.process.move import Move
from heed.process.moves import DUTY_CLOCKS, MOVES, ROUND_CLOCKS, ROWS, STAGE_CLOCKS
from heed.process.policy import default_policy
from heed.process.words import ENDED, OPEN, ClockKind, OrderState, Party, Role, Stage
from heed.process.workflow import is_open_to, refusals
from tests.world import MORNING

#: Clocks that have no complaint: the counter's and the summons's.
AT_THE_COUNTER = {ClockKind.WAITING, ClockKind.COUNTER, ClockKind.PAGE}


def case(stage: Stage, **facts: object) -> Case:
    return Case(stage=stage, policy=default_policy(), now=MORNING, level="general", **facts)  # type: ignore[arg-type]


def test_every_row_has_its_action_and_every_action_its_row() -> None:
    assert set(ACTIONS) | {"lodge"} == set(MOVES)
    assert len(MOVES) == len(ROWS), "two rows bear the same name"


@pytest.mark.parametrize("stage", OPEN)
def test_from_every_open_stage_a_way_leads_to_closed(stage: Stage) -> None:
    reached, frontier = {stage}, [stage]
    while frontier:
        here = frontier.pop()
        onward = {to for move in ROWS if here in move.at for to in move.to} - reached
        reached |= onward
        frontier += onward
    assert Stage.CLOSED in reached


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.RECEIVED])
def test_every_stage_is_reached_by_some_row(stage: Stage) -> None:
    assert any(stage in move.to for move in ROWS)


@pytest.mark.parametrize("move", [move for move in ROWS if len(move.to) > 1], ids=lambda move: move.name)
def test_a_row_with_several_ends_says_how_one_is_chosen(move: Move) -> None:
    assert move.choose is not None


@pytest.mark.rule("R93")
def test_only_the_clockwork_closes_after_silence() -> None:
    assert MOVES["silence"].by == (Party.CLOCKWORK,)


@pytest.mark.rule("R66", "C4")
def test_only_the_owner_can_write_the_owners_own_word() -> None:
    assert MOVES["confirm"].by == MOVES["contest"].by == (Party.OWNER,)


def test_every_clock_that_starts_on_a_complaint_can_be_stopped_by_a_row_or_a_stage() -> None:
    started = {kind for move in ROWS for kind in move.starts + move.restarts} | set(ROUND_CLOCKS)
    ended = {kind for move in ROWS for kind in move.stops + move.drops}
    of_stages = {kind for kinds in STAGE_CLOCKS.values() for kind in kinds}
    assert started | set(DUTY_CLOCKS) <= ended
    assert started | of_stages | set(DUTY_CLOCKS) == set(ClockKind) - AT_THE_COUNTER


@pytest.mark.parametrize("move", ROWS, ids=lambda move: move.name)
def test_every_row_names_the_rules_it_rests_on(move: Move) -> None:
    assert re.fullmatch(r"([RC]\d+ ?)+", move.rule)


@pytest.mark.parametrize("move", [move for move in ROWS if move.at], ids=lambda move: move.name)
def test_a_stranger_is_offered_nothing_and_refused_everything(move: Move) -> None:
    stranger = Participant(frozenset())
    for stage in move.at:
        at_stage = case(stage, orders={1: OrderState.SENT})
        assert not is_open_to(move, at_stage, stranger)
        assert [r.text for r in refusals(move, at_stage, stranger, {})] == ["Your duties do not allow this."]


@pytest.mark.parametrize("stage", ENDED)
def test_an_ended_complaint_says_that_it_has_ended(stage: Stage) -> None:
    director = Participant(frozenset({Role.DIRECTOR.value}), 1)
    assert [r.text for r in refusals(MOVES["verify"], case(stage), director, {})] == ["This complaint has ended."]


@pytest.mark.parametrize("move", [move for move in ROWS if move.at], ids=lambda move: move.name)
def test_each_needed_fact_that_is_missing_is_named_beside_its_field(move: Move) -> None:
    everyone = Participant(frozenset({*(role.value for role in Role), *(party.value for party in Party)}), 1)
    needed = {fact.name for fact in move.facts if fact.is_needed(frozenset(), {})}
    named = {refusal.fact for refusal in refusals(move, case(move.at[0], promise_open=False), everyone, {})}
    assert needed <= named or not needed


@pytest.mark.rule("R4")
@pytest.mark.parametrize("missing", ["course", "about", "contact"])
def test_what_happened_whom_it_is_about_and_a_contact_are_needed_before_a_promise(missing: str) -> None:
    desk = Participant(frozenset({Role.RECEPTIONIST.value}), 1)
    facts = {"words": "我会回电", "due_at": MORNING.replace(hour=6), "consent": True}
    lacking = case(Stage.VERIFIED, assessed=True, missing=frozenset({missing}))
    assert refusals(MOVES["promise"], lacking, desk, facts)
    assert not refusals(MOVES["promise"], case(Stage.VERIFIED, assessed=True), desk, facts)
