"""Levels, ladders and the times of every clock (R22, R23, R33, R39, R55 to R61, R70, R71, R93, C2, C3, C7, C12)."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from heed.process.clocks import Basis, Rule, Rung
from heed.process.policy.parts import Code, Minutes, MinutesAfter, Named, PolicyPart, Problem
from heed.process.words import ClockKind, Method, Role
from heed.process.words.base import N_

#: Clocks whose due time is the case's own: a promise's date, the day of the agreement, when a part comes (R60, R61),
#: what a government hotline or another body set (R14).
COMPUTED = (ClockKind.PROMISE, ClockKind.FINISH, ClockKind.PART, ClockKind.BODY_SIGN, ClockKind.BODY_ANSWER,
            ClockKind.FRIENDLY_CALL, ClockKind.DEMAND)  # fmt: skip


class Level(Named):
    """How grave a complaint is, and what that changes besides the times (R22, R23)."""

    round_the_clock: bool = Field(title=N_("Every minute counts, day and night"))
    help_first: bool = Field(default=False, title=N_("People may be in danger: help comes first"))  # R20
    visit_by_other: bool = Field(title=N_("The return visit is made by someone else"))  # C3
    by_questionnaire: bool = Field(default=False, title=N_("The owner is asked by questionnaire first"))  # R91
    needs_approval: bool = Field(title=N_("A solution needs approval"))  # C12
    orders_by_reception: bool = Field(default=False, title=N_("Reception may send work orders"))  # R67
    apology_forms: tuple[Method, ...] = Field(title=N_("Forms of apology (if none is chosen: any)"))  # R52

    def faults(self) -> Iterator[Problem]:
        if Method.QUESTIONNAIRE in self.apology_forms:
            position = self.apology_forms.index(Method.QUESTIONNAIRE)
            yield Problem(f"apology_forms.{position}", N_("A questionnaire cannot be an apology."))


class LadderStep(PolicyPart):
    """One rung: who is told, how long after the limit or at which share of the time up to it (in percent, instead of
    the minutes); `waking` lets a sleeping person sleep."""

    to: Role = Field(title=N_("Notify"))
    after: MinutesAfter = Field(default=0, title=N_("Minutes after the limit"))
    share: Annotated[int, Field(ge=1, le=1000)] | None = Field(default=None, title=N_("Percent of the time used"))
    waking: bool = Field(title=N_("Wait for contact hours"))

    def gist(self) -> Any:
        return self.to, self.after if self.share is None else f"{self.share} %", self.waking

    def faults(self) -> Iterator[Problem]:
        if self.share is not None and self.after:
            yield Problem("share", N_("Enter either minutes after the limit or a percentage of the time, not both."))

    @property
    def place(self) -> tuple[bool, float] | None:
        """Where it stands among the others; None for one after the limit whose minutes depend on the clock."""
        if self.share is None or self.share == 100:
            return True, self.after
        return (False, self.share) if self.share < 100 else None


class Ladder(Named):
    """Who is told one after the other as a limit comes near or has passed (C7: director, manager, company centre)."""

    steps: tuple[LadderStep, ...] = Field(title=N_("Steps"), min_length=1, max_length=12)

    def faults(self) -> Iterator[Problem]:
        for position in range(1, len(self.steps)):
            place, before = self.steps[position].place, self.steps[position - 1].place
            if place is not None and before is not None and place < before:
                yield Problem(
                    f"steps.{position}.after",
                    N_("Step %(number)s comes before step %(previous)s: put them in order."),
                    {"number": position + 1, "previous": position},
                )

    def rungs(self) -> tuple[Rung, ...]:
        return tuple(
            Rung(n, step.to.value, step.after, step.waking, step.share and step.share / 100)
            for n, step in enumerate(self.steps, start=1)
        )


class Timing(PolicyPart):
    """A target (passed: a warning), a limit (passed: a breach), the minutes that count, the ladder after the limit."""

    target: Minutes | None = Field(title=N_("Target, in minutes"))
    limit: Minutes | None = Field(title=N_("Limit, in minutes"))
    basis: Basis = Field(title=N_("Minutes counted"))
    ladder: Code | None = Field(title=N_("Escalation path"))

    def faults(self) -> Iterator[Problem]:
        if self.target is not None and self.limit is not None and self.limit < self.target:
            yield Problem(
                "limit",
                N_("The limit (%(limit)g min) is shorter than the target (%(target)g min)."),
                {"limit": self.limit, "target": self.target},
            )


class LevelTiming(Timing):
    """The times that a clock has at one level instead of its usual ones."""

    level: Code = Field(title=N_("Level"))


class ClockTimes(Timing):
    """The usual times of a clock, and the levels where they differ."""

    levels: tuple[LevelTiming, ...] = Field(default=(), title=N_("Different for a level"))

    def at(self, level: str) -> Timing:
        """The times at `level`; the usual ones where it does not differ or is not known yet."""
        return next((timing for timing in self.levels if timing.level == level), self)

    def each(self) -> Iterator[tuple[str, Timing]]:
        """Every set of times with its path from here: the usual one first."""
        yield "", self
        for position, timing in enumerate(self.levels):
            yield f"levels.{position}", timing


class Clocks(PolicyPart):
    """The times of every kind of clock; one field a kind, so that none can be forgotten."""

    verify: ClockTimes = Field(title=ClockKind.VERIFY.label)
    safety: ClockTimes = Field(title=ClockKind.SAFETY.label)  # R20, R71
    answer: ClockTimes = Field(title=ClockKind.ANSWER.label)  # R70, C2
    closing: ClockTimes = Field(title=ClockKind.CLOSING.label)  # R70
    promise: ClockTimes = Field(title=ClockKind.PROMISE.label)  # computed: the date promised (R55, R61)
    apology: ClockTimes = Field(title=ClockKind.APOLOGY.label)  # R72
    progress: ClockTimes = Field(title=ClockKind.PROGRESS.label)  # R56
    finish: ClockTimes = Field(title=ClockKind.FINISH.label)  # computed: the same day (R60)
    report_back: ClockTimes = Field(title=ClockKind.REPORT_BACK.label)  # R60
    accept: ClockTimes = Field(title=ClockKind.ACCEPT.label)  # R67
    arrival: ClockTimes = Field(title=ClockKind.ARRIVAL.label)  # R71
    part: ClockTimes = Field(title=ClockKind.PART.label)  # computed: when the part is expected (R67)
    visit: ClockTimes = Field(title=ClockKind.VISIT.label)  # R98
    silence: ClockTimes = Field(title=ClockKind.SILENCE.label)  # R93
    approval: ClockTimes = Field(title=ClockKind.APPROVAL.label)  # R65
    waiting: ClockTimes = Field(title=ClockKind.WAITING.label)  # R39
    counter: ClockTimes = Field(title=ClockKind.COUNTER.label)  # R33
    page: ClockTimes = Field(title=ClockKind.PAGE.label)  # R35
    body_sign: ClockTimes = Field(title=ClockKind.BODY_SIGN.label)  # computed: by the body (R14)
    body_answer: ClockTimes = Field(title=ClockKind.BODY_ANSWER.label)  # computed: by the body (R14)
    friendly_call: ClockTimes = Field(title=ClockKind.FRIENDLY_CALL.label)  # computed: the day agreed (R98)
    check: ClockTimes = Field(title=ClockKind.CHECK.label)  # C3
    summary: ClockTimes = Field(title=ClockKind.SUMMARY.label)  # R105
    demand: ClockTimes = Field(title=ClockKind.DEMAND.label)  # computed: set by the centre (R149)
    review: ClockTimes = Field(title=ClockKind.REVIEW.label)  # C4

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, given: Any) -> Any:
        """A policy stored before these had clocks: apologies (two hours), danger (30 min), closing (a day), parts,
        bodies, what follows closing and second looks."""
        if not isinstance(given, dict) or not isinstance(given.get("promise"), dict):
            return given
        usual = given["promise"]
        levels = usual.get("levels", [])
        if not isinstance(levels, list | tuple) or not all(isinstance(level, dict) for level in levels):
            return given  # what is wrong with it is told of as it stands
        timed = {"target": 30, "limit": 120}
        apology = {**usual, **timed, "levels": [{**level, **timed} for level in levels]}
        safety = {"target": 15, "limit": 30, "basis": "always", "ladder": usual.get("ladder")}
        after = {**usual, "target": 4320, "limit": 10080, "levels": []}  # three days, a week
        closing = {"target": 1440, "limit": None, "basis": "open", "ladder": None}
        own = {"part": usual, "body_sign": usual, "body_answer": usual, "friendly_call": usual, "demand": usual}
        return {
            "safety": safety,
            "apology": apology,
            "closing": closing,
            "check": after,
            "summary": after,
            "review": after,
            **own,
            **given,
        }

    def of(self, kind: ClockKind) -> ClockTimes:
        times: ClockTimes = getattr(self, kind.value)
        return times

    def each(self) -> Iterator[tuple[ClockKind, str, Timing]]:
        """Every set of times of every kind, with its path from here."""
        for kind in ClockKind:
            for path, timing in self.of(kind).each():
                yield kind, ".".join(filter(None, (kind.value, path))), timing

    def faults(self) -> Iterator[Problem]:
        for kind, path, timing in self.each():
            if kind in COMPUTED:
                yield from _times_of_its_own(path, timing)
            else:
                yield from _times_too_few(kind, path, timing)


def rule_of(kind: ClockKind, timing: Timing, ladder: Ladder | None, round_the_clock: bool) -> Rule:
    """The rule that a clock starts under."""
    basis = Basis.ALWAYS if round_the_clock else timing.basis
    return Rule(kind, timing.target, timing.limit, basis, ladder.rungs() if ladder else ())


def _times_of_its_own(path: str, timing: Timing) -> Iterator[Problem]:
    for name in ("target", "limit"):
        if getattr(timing, name) is not None:
            yield Problem(f"{path}.{name}", N_("This clock takes its time from the complaint itself. Leave it empty."))


def _times_too_few(kind: ClockKind, path: str, timing: Timing) -> Iterator[Problem]:
    if timing.limit is None and kind is ClockKind.SILENCE:
        yield Problem(f"{path}.limit", N_("The observation period needs an end."))
    elif timing.limit is None and timing.target is None:
        yield Problem(f"{path}.limit", N_("This clock needs a target or a limit."))
    elif timing.limit is None and timing.ladder is not None:
        yield Problem(f"{path}.ladder", N_("Without a limit this escalation path is never used."))
