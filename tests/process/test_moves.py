"""The table of moves as a whole: whole rows, no dead ends, every clock that starts can end."""

import ast
import inspect
import re
from dataclasses import replace
from typing import Any

import pytest

from heed.actions.registry import ACTIONS
from heed.process import facts, guards
from heed.process.case import Case, Participant
from heed.process.closing import EVIDENCE
from heed.process.guidance import GUIDANCE
from heed.process.move import DeclaredFacts, Move, OwnerText, UndeclaredFact
from heed.process.moves import DUTY_CLOCKS, MOVES, ROUND_CLOCKS, ROWS, STAGE_CLOCKS, STOPPED_AT
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.policy import default_policy
from heed.process.words import ENDED, OPEN, ClockKind, ClosingCode, Exemption, OrderState, Party, Role, Stage
from heed.process.workflow import is_open_to, refusals
from tests.process.whole_rows import lacking
from tests.world import MORNING

#: Who holds every role, and is every party.
EVERYBODY = Participant(frozenset({*(role.value for role in Role), *(party.value for party in Party)}), 1)
#: Clocks that have no complaint: the counter's and the summons's.
AT_THE_COUNTER = {ClockKind.WAITING, ClockKind.COUNTER, ClockKind.PAGE}


def case(stage: Stage, **known: object) -> Case:
    return Case(stage=stage, policy=default_policy(), now=MORNING, level="general", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_is_whole(row: Move) -> None:
    assert lacking(row, ACTIONS) == []


#: Rows that lack something: of which row, with what taken away, and what the test says of it.
BROKEN: list[tuple[str, dict[str, object], str]] = [
    ("exempt", {"closes_as": None}, "leads to closed and has no closes_as"),
    ("exempt", {"asks": (facts.REASON,)}, "does not declare the fact code (closes_as)"),
    ("note", {"closes_as": ClosingCode.VISIT}, "has closes_as and does not lead to closed"),
    ("note", {"label": ""}, "has no label"),
    ("note", {"done": ""}, "has no done"),
    ("note", {"owner_sees": OwnerText("")}, "has no text in owner_sees"),
    ("note", {"by": ()}, "can be made by nobody"),
    ("note", {"name": "shelve"}, "has no action"),
    ("note", {"asks": (facts.NOTE, facts.WORDS)}, "declares the fact words twice"),
    ("reply", {"owner_sees": None}, "tells the owner and has no owner_sees"),
    ("visit", {"choose": None}, "has several stages in to and no choose"),
    ("promise", {"asks": (facts.PROMISE_WORDS,)}, "does not declare the fact due_at (in_time)"),
    ("settle", {"guards": (guards.no_conflict,)}, "does not declare the fact account (no_conflict)"),
    ("decline", {"asks": (facts.OWNER_WORDS,)}, "does not declare the fact own_proposal (owner_sees)"),
    ("accept_order", {"asks": ()}, "does not declare the fact order (order)"),
    ("escalate", {"given": ()}, "does not declare the fact to (its action reads it)"),
    ("refer", {"asks": (facts.WORDS, facts.BODY)}, "does not declare the fact reference (its action reads it)"),
]


@pytest.mark.parametrize(("name", "changed", "says"), BROKEN)
def test_what_a_row_lacks_is_named(name: str, changed: dict[str, Any], says: str) -> None:
    row = replace(MOVES[name], **changed)
    assert f"{row.name} {says}" in lacking(row, ACTIONS)


def test_every_action_has_its_row_and_no_two_rows_the_same_name() -> None:
    assert set(ACTIONS) | {"lodge"} == set(MOVES)
    assert len(MOVES) == len(ROWS)


def test_every_closing_code_has_its_evidence_and_a_row_that_closes_with_it() -> None:
    fixed = {row.closes_as for row in ROWS if isinstance(row.closes_as, ClosingCode)}
    named = {ClosingCode(code.value) for code in Exemption}
    assert set(EVIDENCE) == set(ClosingCode) == fixed | named


def test_a_fact_that_the_row_does_not_declare_is_a_fault_of_the_program() -> None:
    desk = Participant(frozenset({Role.RECEPTIONIST.value}), 1)
    with pytest.raises(UndeclaredFact, match="the row note does not declare the fact reason"):
        refusals(MOVES["note"], case(Stage.RECEIVED), desk, {"words": "x", "reason": "x"})
    read = DeclaredFacts(MOVES["note"], {"words": "x"})
    assert read.get("words") == "x"
    with pytest.raises(UndeclaredFact, match="reason"):
        read.get("reason")


def test_facts_of_the_same_name_are_the_same_fact() -> None:
    """Another label and other circumstances are variants; another shape is another fact, with another name."""
    shapes: dict[str, set[tuple[object, ...]]] = {}
    for row in ROWS:
        for fact in row.facts:
            shapes.setdefault(fact.name, set()).add((fact.kind, fact.choices, fact.longest))
    assert [name for name, found in shapes.items() if len(found) > 1] == []
    made = [node for node in ast.walk(ast.parse(inspect.getsource(facts))) if isinstance(node, ast.Call)]
    names = [ast.unparse(node.args[0]) for node in made if isinstance(node.func, ast.Name) and node.func.id == "Fact"]
    assert sorted(names) == sorted(set(names)), "made once, and varied by labelled(), optional() and replace()"


def test_texts_by_the_names_of_moves_know_no_other_names() -> None:
    assert set(GUIDANCE) <= set(MOVES)
    own = {row.name for row in ROWS if row.by == (Party.OWNER,)}
    may = {row.name for row in ROWS if Party.OWNER in row.by}
    assert own <= set(OWNER_QUESTIONS) <= may, "the owner's page asks for each move that the owner alone makes"
    for name, question in OWNER_QUESTIONS.items():
        asked = {fact.name for fact in MOVES[name].asks if fact.is_asked(frozenset({facts.BY_OWNER}))}
        assert set(question.labels) == asked, "an owner is asked nothing in the words of the staff"
        assert set(question.hints) <= set(question.labels)


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


@pytest.mark.rule("R93")
def test_only_the_clockwork_closes_after_silence() -> None:
    assert MOVES["silence"].by == (Party.CLOCKWORK,)


@pytest.mark.rule("R66", "C4")
def test_only_the_owner_can_write_the_owners_own_word() -> None:
    assert MOVES["confirm"].by == MOVES["contest"].by == (Party.OWNER,)


def test_every_clock_that_starts_on_a_complaint_can_be_stopped_by_a_row_or_a_stage() -> None:
    started = {kind for move in ROWS for kind in move.starts + move.restarts} | set(ROUND_CLOCKS)
    ended = {kind for move in ROWS for kind in move.stops + move.drops}
    ended |= {kind for kinds in STOPPED_AT.values() for kind in kinds}
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
    assert [r.text for r in refusals(MOVES["verify"], case(stage), director, {})] == [
        "This complaint is no longer open."
    ]


@pytest.mark.parametrize("move", [move for move in ROWS if move.at], ids=lambda move: move.name)
def test_each_needed_fact_that_is_missing_is_named_beside_its_field(move: Move) -> None:
    needed = {fact.name for fact in move.facts if fact.is_needed(frozenset(), {})}
    named = {refusal.fact for refusal in refusals(move, case(move.at[0], promise_open=False), EVERYBODY, {})}
    assert needed <= named or not needed


@pytest.mark.parametrize(
    ("name", "given", "fact"),
    [
        pytest.param("lodge", {}, "content", marks=pytest.mark.rule("R1", "R3")),
        pytest.param("lodge", {}, "name", marks=pytest.mark.rule("R3")),
        pytest.param("lodge", {}, "unit", marks=pytest.mark.rule("R3")),
        pytest.param("lodge", {}, "contact", marks=pytest.mark.rule("R3")),
        pytest.param("verify", {}, "wants", marks=pytest.mark.rule("R9")),
        pytest.param("verify", {}, "nature", marks=pytest.mark.rule("R15")),
        pytest.param("verify", {}, "level", marks=pytest.mark.rule("R22")),
        pytest.param("verify", {}, "restated", marks=pytest.mark.rule("R50")),
        pytest.param("verify", {}, "confirmed", marks=pytest.mark.rule("R50")),
        pytest.param("promise", {}, "words", marks=pytest.mark.rule("R69")),
        pytest.param("promise", {}, "consent", marks=pytest.mark.rule("R55")),
        pytest.param("propose", {}, "findings", marks=pytest.mark.rule("R57")),
        pytest.param("propose", {}, "solution", marks=pytest.mark.rule("R58")),
        pytest.param("propose", {}, "responsibility", marks=pytest.mark.rule("R24")),
        pytest.param("propose", {}, "validity", marks=pytest.mark.rule("R21")),
        pytest.param("agree", {}, "owner_words", marks=pytest.mark.rule("R58")),
        pytest.param("explain", {}, "reason", marks=pytest.mark.rule("R59")),
        pytest.param("explain", {}, "routes", marks=pytest.mark.rule("C9")),
        pytest.param("refuse_order", {}, "reason", marks=pytest.mark.rule("R79")),
        pytest.param("pass_order", {}, "reason", marks=pytest.mark.rule("R79")),
        pytest.param("send_back", {}, "reason", marks=pytest.mark.rule("R79")),
        pytest.param("reassign", {}, "reason", marks=pytest.mark.rule("R79")),
        pytest.param("visit", {"outcome": "satisfied"}, "rating_reception", marks=pytest.mark.rule("R90")),
        pytest.param("visit", {"outcome": "satisfied"}, "rating_measures", marks=pytest.mark.rule("R90")),
        pytest.param("visit", {"outcome": "satisfied"}, "rating_result", marks=pytest.mark.rule("R90")),
        pytest.param("visit", {"outcome": "satisfied"}, "completed", marks=pytest.mark.rule("R100")),
        pytest.param("summarise", {}, "root_cause", marks=pytest.mark.rule("R105")),
        pytest.param("summarise", {}, "lesson", marks=pytest.mark.rule("R105")),
        pytest.param("summarise", {}, "prevention", marks=pytest.mark.rule("R105")),
    ],
)
def test_a_move_is_refused_without_what_its_rule_asks_for(name: str, given: dict[str, Any], fact: str) -> None:
    move = MOVES[name]
    at = case(move.at[0]) if move.at else replace(case(Stage.RECEIVED), stage=None)
    assert fact in {refusal.fact for refusal in refusals(move, at, EVERYBODY, given)}


@pytest.mark.rule("R76")
@pytest.mark.parametrize(
    "name",
    ["lodge", "promise", "reply", "report_progress", "refer", "propose", "repair", "new_date", "explain", "complete"],
)
def test_the_owner_is_told_of_each_step_that_says_how_it_is_handled(name: str) -> None:
    assert Party.OWNER in MOVES[name].tells
    assert MOVES[name].owner_sees is not None


#: The road of a complaint: the stage, and the move that leads on from it.
ROAD = {
    Stage.RECEIVED: "verify", Stage.VERIFIED: "investigate", Stage.INVESTIGATING: "propose", Stage.PROPOSED: "agree",
    Stage.HANDLING: "complete", Stage.HANDLED: "visit", Stage.CLOSED: "reopen",
}  # fmt: skip


@pytest.mark.rule("R48")
@pytest.mark.parametrize("stage", ROAD)
def test_each_step_of_the_road_waits_for_the_one_before_it(stage: Stage) -> None:
    for name in list(ROAD.values())[list(ROAD).index(stage) + 1 :]:
        refused = [refusal.text for refusal in refusals(MOVES[name], case(stage), EVERYBODY, {})]
        assert refused == ["This cannot be done at the current stage."], name
    assert is_open_to(MOVES[ROAD[stage]], case(stage), EVERYBODY)


@pytest.mark.rule("R97", "C4")
@pytest.mark.parametrize("name", ["settle", "exempt", "silence", "visit"])
def test_no_move_of_ours_closes_beside_an_open_promise(name: str) -> None:
    move, satisfied = MOVES[name], {"outcome": "satisfied"}
    at = replace(case(move.at[-1]), promise_open=True)
    found = [need(at) for need in move.needs] + [
        guard(at, EVERYBODY, satisfied) for guard in move.guards if guard is guards.promises_settled_if_satisfied
    ]
    assert [refusal for refusal in found if refusal and refusal.text.startswith("A promise is still open")]


@pytest.mark.rule("R51", "R52")
def test_where_management_is_at_fault_a_grave_matter_is_not_answered_after_a_letter() -> None:
    told = {"responsibility": "management"}
    for apologies, refused in ((set(), True), ({"letter"}, True), ({"letter", "phone"}, False)):
        grave = replace(case(Stage.INVESTIGATING, apologies=frozenset(apologies)), level="major")
        assert bool(guards.apology_before_answer(grave, EVERYBODY, told)) is refused
    general = case(Stage.INVESTIGATING, apologies=frozenset({"letter"}))
    assert not guards.apology_before_answer(general, EVERYBODY, told)


@pytest.mark.rule("R4")
@pytest.mark.parametrize("missing", ["course", "about", "contact"])
def test_what_happened_whom_it_is_about_and_a_contact_are_needed_before_a_promise(missing: str) -> None:
    desk = Participant(frozenset({Role.RECEPTIONIST.value}), 1)
    given = {"words": "我会回电", "due_at": MORNING.replace(hour=6), "consent": True}
    bare = case(Stage.VERIFIED, assessed=True, missing=frozenset({missing}))
    assert refusals(MOVES["promise"], bare, desk, given)
    assert not refusals(MOVES["promise"], case(Stage.VERIFIED, assessed=True), desk, given)
