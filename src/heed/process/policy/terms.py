"""The smaller settings: telephone, promises, windows, visits, exemptions, pauses (R10, R40, R41, R55, R72, R94)."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from heed.process.policy.emergencies import DialledNumber
from heed.process.policy.parts import Days, Minutes, MinutesAfter, Named, PolicyPart, Problem, repeats
from heed.process.roles import ANSWERS_TELEPHONE, APPROVES_ANNOUNCEMENTS, REVIEWS_CASES, SEES_ALL, SUPERIORS
from heed.process.words import ClockKind, Exemption, Nature, Role
from heed.process.words.base import N_

#: Never paused: progress is told all the same (R56), a promise moves only by a new promise, an owner who waits for an
#: apology waits long enough (R72), what was agreed for a day is moved by a new date (R61), a body sets its own times.
NEVER_PAUSED = (
    ClockKind.SAFETY, ClockKind.PROGRESS, ClockKind.PROMISE, ClockKind.APOLOGY, ClockKind.FINISH,
    ClockKind.BODY_SIGN, ClockKind.BODY_ANSWER,
)  # fmt: skip

Months = Annotated[int, Field(ge=1, le=600)]
Rings = Annotated[int, Field(ge=1, le=20)]


class Telephone(PolicyPart):
    """How soon a call is answered (R40, C1), and who answers it, day and night (R41)."""

    target_rings: Rings = Field(title=N_("Answer within this many rings"))
    limit_rings: Rings = Field(title=N_("Late after this many rings"))
    ring_seconds: float = Field(title=N_("Seconds per ring"), gt=0, le=60)
    answered_by: tuple[Role, ...] = Field(
        default=ANSWERS_TELEPHONE, title=N_("Who answers around the clock"), min_length=1
    )

    def faults(self) -> Iterator[Problem]:
        yield from repeats((f"answered_by.{n}", role) for n, role in enumerate(self.answered_by))
        if self.limit_rings < self.target_rings:
            yield Problem(
                "limit_rings",
                N_("The limit (rings: %(limit)s) is below the target (rings: %(target)s)."),
                {"limit": self.limit_rings, "target": self.target_rings},
            )


class PromiseTerms(PolicyPart):
    """What may be promised to an owner (R55), and how long before the miss the duty of R72 is raised."""

    longest_minutes: Minutes = Field(title=N_("Longest time to a promised reply, in minutes"))
    warn_minutes: MinutesAfter = Field(title=N_("Warning before a promise is due, in minutes"))
    notice_minutes: MinutesAfter = Field(
        default=120, title=N_("Minimum notice for a new date; with less, an apology is due, in minutes")
    )


class OrderTerms(PolicyPart):
    """How work is given out (R67, R79)."""

    bounces: int = Field(
        default=2, title=N_("Times that work may be returned before the director decides"), ge=1, le=20
    )
    by_reception: bool = Field(default=False, title=N_("Reception may send work orders at every level"))
    contractors_call: bool = Field(
        default=False, title=N_("Contractors see the owner's telephone once they have accepted the work order")
    )


class StewardTerms(PolicyPart):
    """What stewards of places answer for (R68)."""

    own_cases: bool = Field(default=True, title=N_("The steward of a place answers for complaints from there"))


class MannerTerms(PolicyPart):
    """How staff speak with owners where the founding documents disagree (C17)."""

    calm_may_be_asked: bool = Field(default=False, title=N_("Staff may ask an agitated owner to be calm"))


class ConflictTerms(PolicyPart):
    """What the staff member whom a complaint is about may know of it (C3)."""

    outcome_at_closing: bool = Field(
        default=True, title=N_("A person complained of reads the outcome once the complaint is closed")
    )


class HoldTerms(PolicyPart):
    """When the clockwork waits for an administrator before it closes, escalates or notifies."""

    away_minutes: MinutesAfter = Field(
        default=60, title=N_("Absence after which Heed waits for an administrator, in minutes")
    )
    clocks: int = Field(default=20, title=N_("So many overdue clocks may act at once"), ge=0, le=100_000)
    percent: float = Field(
        default=5, title=N_("Where it is more, this share of all running clocks, in percent"), ge=0, le=100
    )

    def too_many(self, overdue: int, running: int) -> bool:
        """Whether so many overdue clocks, of so many that run, are too many to act at once."""
        return overdue > max(self.clocks, self.percent * running / 100)


class Windows(PolicyPart):
    """How far back the desk looks and how long a closed complaint may be opened again."""

    repeat_days: Days = Field(title=N_("Days in which the same fault counts as a repeat"))  # R10
    reopen_days: Days = Field(title=N_("Days in which a closed complaint may be reopened"))
    link_days: Days = Field(default=90, title=N_("Days after the end of a complaint in which the owner's link opens"))


class GroupTerms(PolicyPart):
    """When complaints of several homes about one cause count as a group complaint, in reports (R103)."""

    homes: int = Field(default=5, title=N_("So many homes with the same complaint are a group"), ge=2, le=1000)
    days: Days = Field(default=7, title=N_("If they complain within this many days"))


class ReportTerms(PolicyPart):
    """When the report of a month is due at the company centre (R103)."""

    due_workday: int = Field(
        default=3, title=N_("Working day of the next month on which the monthly report is due"), ge=1, le=20
    )
    remind_days: int = Field(default=1, title=N_("Days before that on which the project is reminded"), ge=0, le=20)


class RetentionTerms(PolicyPart):
    """How long personal data is kept (`process.privacy`); months of 30 days, erased by the worker after that."""

    matter_months: Months = Field(default=60, title=N_("Months after its end until a complaint's words are erased"))
    talk_months: Months = Field(default=12, title=N_("Months until calls and visits without a complaint are erased"))
    resident_months: Months = Field(default=24, title=N_("Months after moving out until a resident is erased"))
    old_months: Months = Field(default=60, title=N_("Months after its import until an old list is erased"))


class PublicTerms(PolicyPart):
    """What is made public to owners: announcements and their approval (R119), and the board of open repairs."""

    announcement_approvers: tuple[Role, ...] = Field(
        default=APPROVES_ANNOUNCEMENTS, title=N_("Who approves an announcement that another person wrote"),
        min_length=1,
    )  # fmt: skip
    announcement_days: Days = Field(default=15, title=N_("Days for which an announcement is shown"))
    board: bool = Field(default=False, title=N_("Everybody may read which repairs at common places are open"))
    board_fewest: int = Field(
        default=5,
        title=N_("Fewest closed repairs of a kind of which the board tells how long they took"),
        ge=1,
        le=1000,
    )

    def faults(self) -> Iterator[Problem]:
        yield from repeats((f"announcement_approvers.{n}", role) for n, role in enumerate(self.announcement_approvers))
        for n, role in enumerate(self.announcement_approvers):
            if role not in SEES_ALL:
                yield Problem(f"announcement_approvers.{n}", N_("This role does not see the complaints of an estate."))


class VisitTerms(PolicyPart):
    """How return visits are made (C3)."""

    attempts: int = Field(title=N_("Attempts before an owner counts as unreachable"), ge=1, le=20)
    conduct_by_other: bool = Field(title=N_("Complaints about attitude are visited by a different person"))
    natures_by_other: tuple[Nature, ...] = Field(
        default=(), title=N_("Natures whose return visit is made by a different person")
    )
    questionnaire_days: int = Field(default=3, title=N_("Days to answer a questionnaire"), ge=1, le=30)  # R91
    sample_percent: int = Field(title=N_("Closed complaints checked by the director, in percent"), ge=0, le=100)


class ReviewTerms(PolicyPart):
    """Who looks at a case again when its owner asks for that, and how long after the end the owner may ask."""

    reviewers: tuple[Role, ...] = Field(
        default=REVIEWS_CASES, title=N_("Who looks again, besides the company centre, if they had no part in it"),
        min_length=1,
    )  # fmt: skip
    days: Days = Field(default=30, title=N_("Days after the end in which an owner may ask for a second look"))

    def faults(self) -> Iterator[Problem]:
        yield from repeats((f"reviewers.{n}", role) for n, role in enumerate(self.reviewers))
        for n, role in enumerate(self.reviewers):
            if role not in SUPERIORS:
                yield Problem(f"reviewers.{n}", N_("This role does not lead others, so it cannot look again."))


class OutsideBody(Named):
    """A body outside of the company to which an owner may turn, and its number."""

    number: DialledNumber = Field(title=N_("Telephone"))


class ExemptionTerms(PolicyPart):
    """An exemption from the return visit, and whether a superior must approve it (R94)."""

    code: Exemption = Field(title=N_("Exemption"))
    approver: bool = Field(title=N_("Approval required"))

    def faults(self) -> Iterator[Problem]:
        if self.code is Exemption.SENSITIVE and not self.approver:
            yield Problem("approver", N_("A sensitive case can be closed without a visit only with approval."))


class PauseReason(Named):
    """Why clocks may wait, and which of them; each pause is an entry, so that a clock can be replayed."""

    clocks: tuple[ClockKind, ...] = Field(title=N_("Clocks that may be paused"), min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _without_agreed_times(cls, given: Any) -> Any:
        """Policies stored before let the clock of an agreed day wait beside others, which never moved it (R61)."""
        clocks = given.get("clocks") if isinstance(given, dict) else None
        others = [kind for kind in clocks if kind != ClockKind.FINISH] if isinstance(clocks, list | tuple) else None
        return {**given, "clocks": others} if others else given

    def faults(self) -> Iterator[Problem]:
        for position, kind in enumerate(self.clocks):
            if kind in NEVER_PAUSED:
                yield Problem(f"clocks.{position}", _WHY_NEVER[kind])


#: Why each of these clocks is never paused.
_WHY_NEVER: dict[ClockKind, str] = {
    ClockKind.SAFETY: N_("This clock cannot be paused: people may be in danger."),
    ClockKind.PROGRESS: N_("Progress must still be reported: this clock cannot be paused."),
    ClockKind.PROMISE: N_("A promise cannot be paused: a new date is a new promise."),
    ClockKind.APOLOGY: N_("This clock cannot be paused: the owner is waiting for an apology."),
    ClockKind.FINISH: N_("An agreed day cannot be paused: agree a new date with the owner."),
    ClockKind.BODY_SIGN: N_("The body sets this time: no reason of ours moves it."),
    ClockKind.BODY_ANSWER: N_("The body sets this time: no reason of ours moves it."),
}
