"""Shadows: every clock worked out anew from the law, out of what a bystander sees, without what the code has stored.

A bystander sees each move, when it was made, and which clocks run after it. From that and the law alone follows what
each clock must have done. What the tables say is compared with that; it is never used to work it out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from heed.process import alarms, clocks
from heed.process.clocks import Pause, Rule, Times
from heed.process.moves import AFTER_CLOSING, BODY_CLOCKS
from heed.process.policy import Policy
from heed.process.words import ORDER_OPEN, ApprovalState, ClockEventKind, ClockKind, Nature, Stage
from heed.queries.policies import hours_of, policy_of
from heed.records.models import Clock, Complaint, Order

Key = tuple[ClockEventKind, int]
UNKNOWN = Times(None, None)
BREACHED = (ClockEventKind.BREACHED, 0)
AGREED_WITH_PEOPLE = (ClockKind.PROMISE, ClockKind.VISIT, ClockKind.FRIENDLY_CALL, ClockKind.DEMAND, *BODY_CLOCKS)
"""Clocks by an instant that somebody counts on, of which the staff are warned before."""


@dataclass
class Shadow:
    """One clock as the law has it. `fired` is what it did, and when; `unheard` breaches that no tick came to see."""

    clock_id: int
    complaint_id: int
    kind: ClockKind
    level: str
    started_at: datetime
    due_at: datetime | None
    policy_id: int
    pauses: list[Pause] = field(default_factory=list)
    times: Times = UNKNOWN
    fired: dict[Key, datetime] = field(default_factory=dict)
    unheard: set[Key] = field(default_factory=set)
    acknowledged: bool = False
    stopped_at: datetime | None = None

    @property
    def policy(self) -> Policy:
        return policy_of(self.policy_id)

    @property
    def rule(self) -> Rule:
        return self.policy.rule(self.kind, self.level)

    @property
    def waits(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].ended_at is None

    @property
    def climbed(self) -> bool:
        return any(kind is ClockEventKind.ESCALATED for kind, _ in self.fired)

    @property
    def breached_at(self) -> datetime | None:
        return self.times.limit_at if BREACHED in self.fired and self.kind is not ClockKind.SILENCE else None

    def retime(self, at: datetime) -> None:
        """What had passed stands; the rest follows from the start, the level and the pauses."""
        if self.due_at is not None:
            warned_at = self.due_at - timedelta(minutes=self.policy.promise.warn_minutes)
            warns = self.kind in AGREED_WITH_PEOPLE and warned_at > self.started_at
            self.times = Times(warned_at if warns else self.due_at, self.due_at)
            return
        breached_at, hours = self.breached_at, hours_of(None, self.policy_id)
        was = self.times
        due = clocks.retimed(self.rule, hours, self.started_at, self.pauses, was=was, reassessed_at=at)
        self.times = Times(due.target_at, breached_at or due.limit_at)

    def due(self, now: datetime) -> tuple[tuple[alarms.Firing, ...], datetime | None]:
        """What it has to do by now, and when it has to act next."""
        waking = self.policy.waking_hours
        hours = hours_of(None, self.policy_id)
        found = alarms.firings(
            self.rule,
            self.times,
            started_at=self.started_at,
            hours=hours,
            waking_hours=waking,
            pauses=self.pauses,
            until=now,
        )
        if self.acknowledged:
            found = tuple(firing for firing in found if firing.kind is not ClockEventKind.ESCALATED)
        return alarms.due_by(now, found, self.fired, rule=self.rule, waking_hours=waking)

    def stop(self, at: datetime) -> None:
        """It stops; a limit that had passed unseen is a breach all the same."""
        self.stopped_at = at
        late = clocks.breached_at(self.times, at) is not None
        if late and self.kind is not ClockKind.SILENCE:
            missed = {BREACHED, *self._further_misses(at)} - self.fired.keys()
            self.fired |= dict.fromkeys(missed, at)
            self.unheard |= missed
        if self.waits:
            self.pauses[-1] = Pause(self.pauses[-1].started_at, at, "")

    def _further_misses(self, before: datetime) -> set[Key]:
        """Progress untold: every further limit that passed before the instant is another miss (R56)."""
        assert self.times.limit_at is not None
        if self.kind is not ClockKind.PROGRESS or not self.rule.limit:
            return set()
        limit = timedelta(minutes=self.rule.limit)
        further = -(-(before - self.times.limit_at) // limit) - 1
        return {(ClockEventKind.BREACHED, miss) for miss in range(1, further + 1)}


@dataclass
class Shadows:
    """The shadows of all clocks of some complaints."""

    of: dict[int, Shadow] = field(default_factory=dict)

    def running(self, complaint_id: int | None = None) -> list[Shadow]:
        return [
            shadow
            for shadow in self.of.values()
            if shadow.stopped_at is None and complaint_id in (None, shadow.complaint_id)
        ]

    def follow(self, complaint: Complaint, move: str, at: datetime, pausing: Iterable[ClockKind] = ()) -> None:
        """A move was made: clocks stopped and began, were re-timed, wait or go on."""
        rows = {row.pk: row for row in Clock.objects.filter(complaint=complaint)}
        anew = not self.running(complaint.pk)  # it comes to life now: taken in, or taken up again after its end
        for shadow in self.running(complaint.pk):
            if shadow.level != complaint.level:
                if shadow.kind is ClockKind.CLOSING and move == "verify":  # the level was only suggested before (R70)
                    shadow.times = Times(None, shadow.times.limit_at)
                shadow.level = complaint.level
                shadow.retime(at)
            if move == "pause" and shadow.kind in pausing:
                shadow.pauses.append(Pause(at, None, ""))
                shadow.retime(at)
            if move == "resume" and shadow.waits:
                shadow.pauses[-1] = Pause(shadow.pauses[-1].started_at, at, "")
                shadow.retime(at)
            if move == "acknowledge" and shadow.climbed:
                shadow.acknowledged = True
            if rows[shadow.clock_id].stopped_at is not None:
                shadow.stop(at)
        for pk in sorted(rows.keys() - self.of.keys()):
            self._begin(rows[pk], complaint, at, anew=anew)

    def _begin(self, row: Clock, complaint: Complaint, at: datetime, *, anew: bool = False) -> None:
        """A clock begins: of an approval since the oldest request that waits, or since the matter was opened again."""
        asked = complaint.approvals.filter(state=ApprovalState.ASKED).order_by("asked_at").first()
        since = asked.asked_at if asked and row.kind == ClockKind.APPROVAL and not anew else at
        if row.kind == ClockKind.SILENCE:
            since = complaint.handled_at or at  # seven days from completion (R93)
        if row.kind == ClockKind.APOLOGY:
            since = self._owed_since(complaint.pk, at)
        shadow = Shadow(
            row.pk, complaint.pk, ClockKind(row.kind), complaint.level, since, row.due_at, complaint.policy_id
        )
        shadow.retime(at)
        self.of[row.pk] = shadow
        if row.stopped_at is not None:
            shadow.stop(at)

    def _owed_since(self, complaint_id: int, at: datetime) -> datetime:
        """An apology is owed since the promise that broke by this move was due; since now, where one moved too late."""
        broken = [
            shadow.due_at
            for shadow in self.of.values()
            if (shadow.complaint_id, shadow.kind) == (complaint_id, ClockKind.PROMISE)
            and shadow.due_at is not None
            and shadow.stopped_at in (None, at)
            and shadow.due_at < at
        ]
        return min(broken, default=at)

    def tick(self, now: datetime) -> None:
        """What a tick must do: every clock that is due, the longest due first; a silent week that is over closes.

        A promise that breaks leaves a duty behind, which is due from the miss on and acts in the same tick (R72).
        """
        self._sweep(now)
        self._begin_duties()
        self._begin_summaries(now)
        self._sweep(now)

    def _unknown(self, kind: ClockKind) -> Iterator[tuple[Clock, Complaint]]:
        """The clocks of this kind that have no shadow yet, each with its complaint."""
        known = {shadow.clock_id for shadow in self.of.values()}
        for row in Clock.objects.filter(kind=kind).exclude(pk__in=known).select_related("complaint"):
            assert row.complaint is not None
            yield row, row.complaint

    def _begin_duties(self) -> None:
        """Every promise that broke while it ran has an apology owed for it since, or had one made already."""
        for row, complaint in self._unknown(ClockKind.APOLOGY):
            missed = [
                shadow.due_at
                for shadow in self.running(row.complaint_id)
                if shadow.kind is ClockKind.PROMISE and BREACHED in shadow.fired
            ]
            assert missed == [row.started_at], row
            self._begin(row, complaint, row.started_at)

    def _begin_summaries(self, now: datetime) -> None:
        """A silent week that is over closes, and what was effective then wants a summary from now on (R93, R105)."""
        for row, complaint in self._unknown(ClockKind.SUMMARY):
            silent = [shadow for shadow in self.of.values() if shadow.complaint_id == complaint.pk]
            assert (ClockKind.SILENCE, now) in [(shadow.kind, shadow.stopped_at) for shadow in silent], row
            assert Nature(complaint.nature).effective, row
            self._begin(row, complaint, now)

    def _sweep(self, now: datetime) -> None:
        earliest = datetime.max.replace(tzinfo=now.tzinfo)
        waiting = [(self._next(shadow, earliest), shadow.clock_id, shadow) for shadow in self.running()]
        for _, _, shadow in sorted(waiting, key=lambda row: row[:2]):
            if shadow.stopped_at is not None:
                continue
            due, _ = shadow.due(now)
            fired = {firing.key: now for firing in due}
            shadow.fired |= fired
            work = Order.objects.filter(complaint=shadow.complaint_id, state__in=ORDER_OPEN)
            if shadow.kind is ClockKind.SILENCE and BREACHED in fired and not work.exists():  # else people are told
                for other in self.running(shadow.complaint_id):
                    if other.kind not in (*BODY_CLOCKS, *AFTER_CLOSING):  # a second look goes on (C4)
                        other.stop(now)

    def _next(self, shadow: Shadow, never: datetime) -> datetime:
        return shadow.due(shadow.started_at.min.replace(tzinfo=never.tzinfo, year=1970))[1] or never


def next_due_at(shadows: Iterable[Shadow], stage: str) -> datetime | None:
    """When something is due next for a complaint with these running clocks."""
    if stage in (Stage.CLOSED, Stage.WITHDRAWN, Stage.MERGED):
        return None
    listed = (shadow for shadow in shadows if not shadow.waits)
    due = [
        shadow.times.limit_at or (None if shadow.kind is ClockKind.CLOSING else shadow.times.target_at)  # R70
        for shadow in listed
    ]
    return min((at for at in due if at is not None), default=None)
