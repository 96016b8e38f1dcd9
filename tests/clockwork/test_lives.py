"""Random lives: lawful moves, waiting and ticks in any order. No clock acts early, twice or not at all, whatever comes.

`make lives RUNS=5000` plays longer.
"""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from heed.actions.clocks import firing
from heed.actions.clocks.planning import ClockPlan
from heed.actions.engine import apology_duty, closing
from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.clockwork import tick as ticking
from heed.clockwork.tick import tick
from heed.process.moves import AFTER_CLOSING
from heed.process.words import ENDED, ClockEventKind, ClockKind, PromiseState
from heed.queries.actor import Actor
from heed.queries.complaints.case import case_of
from heed.queries.policies import policy_of
from heed.queries.record.integrity import verify_record
from heed.records.models import Clock, ClockEvent, Complaint, Entry, Notice, Promise
from tests.clockwork.play import actors, facts_for, possible, road
from tests.clockwork.shadow import BREACHED, Shadows, next_due_at
from tests.world import MORNING, World

#: Random lives; fewer on PostgreSQL, where each costs more and the law is the same.
EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "100" if connection.vendor == "sqlite" else "30"))
STEPS = 9
SORRY = {"apology": "很抱歉", "reason": "检查晚到", "remedy": "今晚留人", "method": "phone"}
FIRED = (ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED)
#: Minutes that pass between two steps: to the second, to the day, past a week.
WAITS = [0, 1 / 60, 4, 16, 31, 61, 240, 700, 1441, 3000, 10081]


@dataclass
class Life:
    """One random life: a complaint, sometimes two, and the shadows of their clocks."""

    world: World
    draw: st.DataObject
    now: datetime = MORNING
    complaints: list[Complaint] = field(default_factory=list)
    shadows: Shadows = field(default_factory=Shadows)

    def choose(self, among: list[Any]) -> Any:
        return self.draw.draw(st.sampled_from(among)) if among else None

    def lodge(self) -> None:
        level = self.choose(["general", "major", "emergency"])
        complaint = self.world.lodge(at=self.now, level=level)
        self.complaints.append(complaint)
        self.shadows.follow(complaint, "lodge", self.now)

    def move(self) -> None:
        """One move on one of the complaints; a refused one must leave no trace."""
        complaint = self.choose(self.complaints)
        complaint.refresh_from_db()
        by = self.draw.draw(st.sampled_from(actors(self.world)))
        case, actor = case_of(complaint, by, self.now)
        open_now = possible(case, actor)
        if not open_now:
            return
        move = self.draw.draw(st.sampled_from(open_now))
        facts = facts_for(move, case, actor, self.world, self.choose)
        try:
            self.make(complaint, move.name, by, facts)
        except Refused as refused:
            note(f"{self.now:%d %H:%M:%S} {complaint.number} {move.name} refused: {refused}")

    def make(self, complaint: Complaint, move: str, by: Actor, facts: dict[str, Any]) -> None:
        """Make a move, and let the bystander see it."""
        ACTIONS[move](complaint, by=by, at=self.now, **facts)
        complaint.refresh_from_db()
        note(f"{self.now:%d %H:%M:%S} {complaint.number} {move} by {by.account or by.kind} {facts}")
        pausing = policy_of(complaint.policy_id).pause(facts["pause"]).clocks if move == "pause" else ()
        self.shadows.follow(complaint, move, self.now, pausing)

    def travel(self) -> None:
        """The complaint goes some way along the straight road, a little time between two moves."""
        (complaint,) = self.complaints
        moves = road(self.world)
        for move, by, facts in moves[: self.choose([0, 1, 2, 3, 5, 8, 10, 11, 11, 11])]:
            self.now += timedelta(minutes=self.choose([1, 1, 1, 20, 280]))
            given = dict(facts)
            if "due_in" in given:
                given["due_at"] = self.now + timedelta(hours=given.pop("due_in"))
            if "order" in given:
                given["order"] = complaint.orders.get()
            if move in ("verify", "visit") and case_of(complaint, by, self.now)[0].in_danger:
                self.make(complaint, "all_safe", by, {})
            if move == "visit" and case_of(complaint, by, self.now)[0].apology_owed:  # the promise was missed (R72)
                self.make(complaint, "apologise", by, SORRY)
            self.make(complaint, move, by, given)

    def wait(self) -> None:
        self.now += timedelta(minutes=self.choose(WAITS))

    def tick(self) -> None:
        note(f"{self.now:%d %H:%M:%S} tick")
        assert tick(self.now).failed == 0
        self.shadows.tick(self.now)

    def killed_tick(self) -> None:
        """The worker dies at some batch of clocks, before it has told anybody; another begins where it ended."""
        left = self.choose([0, 1, 2])
        note(f"{self.now:%d %H:%M:%S} tick, killed after {left} batches")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ticking, "BATCH", self.choose([1, 1, 3]))
            patch.setattr(firing, "execute", dying(firing.execute, left))
            with suppress(Killed):
                tick(self.now)
        self.tick()

    def step(self) -> None:
        what = self.choose(["move", "move", "move", "wait", "wait", "tick", "killed tick"])
        {"move": self.move, "wait": self.wait, "tick": self.tick, "killed tick": self.killed_tick}[what]()


class Killed(BaseException):
    """What ends a worker in the middle of its work."""


def dying(act: Callable[[Sequence[ClockPlan]], None], left: int) -> Callable[[Sequence[ClockPlan]], None]:
    """What a worker does with one batch of clocks after the other, until it dies at the next."""
    lives = iter(range(left))

    def act_or_die(plans: Sequence[ClockPlan]) -> None:
        if next(lives, None) is None:
            raise Killed
        act(plans)

    return act_or_die


def live_at_random(world: World, examples: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    """Play so many lives; AssertionError where one does not go by the law."""

    @settings(
        max_examples=examples,
        deadline=None,
        phases=phases,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(st.data())
    def live(draw: st.DataObject) -> None:
        with transaction.atomic():
            play(Life(world, draw))
            transaction.set_rollback(True)

    live()


@pytest.mark.rule("R33", "R55", "R56", "R72", "R73", "R93", "C2", "C7")
def test_whatever_comes_no_clock_acts_early_twice_or_not_at_all(world: World) -> None:
    live_at_random(world, EXAMPLES)


@pytest.mark.parametrize("fault", ["forgets the next action", "forgets a breach", "owes no apology"])
def test_the_check_finds_clockwork_that_does_not_go_by_the_law(
    world: World, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = firing.record
    if fault == "forgets the next action":
        monkeypatch.setattr(firing, "record", lambda plans: mark([replace(plan, next_at=None) for plan in plans]))
    elif fault == "owes no apology":
        monkeypatch.setattr(apology_duty, "record_all", lambda broken: set())
    else:
        monkeypatch.setattr(closing, "breached_at", lambda times, until: None)
    with pytest.raises(AssertionError):
        live_at_random(world, 600, [Phase.generate])


def play(life: Life) -> None:
    """One life from the first word to the last tick, looked at after every tick and at the end."""
    life.now += timedelta(minutes=life.choose([0, 0, 838]))  # in the morning, or two minutes before midnight
    life.lodge()
    life.travel()
    if life.draw.draw(st.booleans()):
        life.lodge()
    for _ in range(STEPS):
        life.step()
    life.tick()
    life.now += timedelta(days=1)
    life.tick()
    clocks_are_as_the_law_has_them(life)
    promises_have_an_outcome(life)
    records_are_whole(life)


def clocks_are_as_the_law_has_them(life: Life) -> None:
    """Each clock did what it had to, once, when a tick came to see it; and looks again when it next has to."""
    rows = ClockEvent.objects.filter(kind__in=FIRED).values_list("clock_id", "kind", "rung", "at")
    did = Counter((clock_id, ClockEventKind(kind), rung, at) for clock_id, kind, rung, at in rows)
    shadows = life.shadows.of
    must = Counter((pk, *key, at) for pk, shadow in shadows.items() for key, at in shadow.fired.items())
    assert did == must
    clocks = {clock.pk: clock for clock in Clock.objects.all()}
    assert clocks.keys() == shadows.keys()
    for pk, shadow in shadows.items():
        clock = clocks[pk]
        assert (clock.stopped_at, clock.breached_at) == (shadow.stopped_at, shadow.breached_at), shadow
        if clock.stopped_at is None:
            assert (clock.target_at, clock.limit_at) == (shadow.times.target_at, shadow.times.limit_at), shadow
            assert clock.next_action_at == shadow.due(life.now)[1], shadow
            assert clock.next_action_at is None or clock.next_action_at > life.now


def promises_have_an_outcome(life: Life) -> None:
    """A promise is open while its clock runs and its time has not come, and never after the end.

    One that broke has an apology with reason and remedy, or it is owed: its clock runs until the matter ends (R72).
    """
    duties = {clock.complaint_id for clock in Clock.objects.filter(kind=ClockKind.APOLOGY, stopped_at=None)}
    owing = {promise.complaint_id for promise in Promise.objects.filter(owed_at__isnull=False, apology=None)}
    ended = {complaint.pk for complaint in Complaint.objects.all() if complaint.stage in ENDED}
    assert duties == owing - ended
    for promise in Promise.objects.filter(state=PromiseState.BROKEN).select_related("apology"):
        assert promise.apology or promise.owed_at == promise.broken_at
        assert promise.apology is None or (promise.apology.reason and promise.apology.remedy)
    for promise in Promise.objects.prefetch_related("clocks"):
        (clock,) = promise.clocks.all()
        shadow = life.shadows.of[clock.pk]
        if BREACHED in shadow.fired:
            assert (promise.state, promise.broken_at) == (PromiseState.BROKEN, promise.due_at)
        elif shadow.stopped_at is None:
            assert promise.state == PromiseState.OPEN
        else:
            assert promise.state in (PromiseState.KEPT, PromiseState.RENEGOTIATED, PromiseState.RELEASED)
        assert promise.ended_at == shadow.stopped_at


def records_are_whole(life: Life) -> None:
    """What fired was told; every rung is a move in the timeline; what is open is due, and what ended is at rest."""
    for complaint in Complaint.objects.all():
        entries = list(Entry.objects.filter(complaint=complaint).order_by("seq"))
        assert [entry.seq for entry in entries] == list(range(1, complaint.version + 1))
        assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
        mine = [shadow for shadow in life.shadows.of.values() if shadow.complaint_id == complaint.pk]
        mine = [shadow for shadow in mine if shadow.kind not in AFTER_CLOSING]  # these climb by notices alone
        rungs = sum(key[0] is ClockEventKind.ESCALATED for shadow in mine for key in shadow.fired)
        assert rungs == sum(entry.move == "escalate" and entry.actor == "clockwork" for entry in entries)
        running = [shadow for shadow in mine if shadow.stopped_at is None]
        assert bool(running) == (complaint.stage not in ENDED)
        assert complaint.next_due_at == next_due_at(running, complaint.stage)
    told = Counter(
        key.rpartition("-")[0] for key in Notice.objects.filter(about__in=FIRED).values_list("key", flat=True)
    )
    for shadow in life.shadows.of.values():
        for kind, rung in shadow.fired:
            if kind is ClockEventKind.ESCALATED or shadow.kind is ClockKind.SILENCE:
                continue
            heard = (kind, rung) not in shadow.unheard
            assert bool(told[f"clock-{shadow.clock_id}-{kind}-{rung}"]) == heard, shadow
    assert [fault for complaint in life.complaints for fault in verify_record(complaint)] == []
