"""The life of one complaint in plain values: all that the tallies need to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from heed.process.words import ENDED, ClockKind, ClockOutcome, PromiseState, Stage, VisitOutcome


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One entry of the timeline: when, which move, and the stage and round after it."""

    at: datetime
    move: str
    stage: Stage
    round: int

    @property
    def has_ended(self) -> bool:
        """Whether the complaint has ended after it."""
        return self.stage in ENDED


@dataclass(frozen=True, slots=True)
class LifeClock:
    """A clock: its limit, when it was breached, how and when it ended; None while the time has not come."""

    kind: ClockKind
    limit_at: datetime | None
    breached_at: datetime | None
    outcome: ClockOutcome | None
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LifePromise:
    """A promise: until when, and what became of it."""

    due_at: datetime
    state: PromiseState


@dataclass(frozen=True, slots=True)
class LifeVisit:
    """An attempt to hear the owner, and the marks that were given, by the names of their facts."""

    at: datetime
    outcome: VisitOutcome
    marks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OtherMatter:
    """Another complaint: when it was received, from which home (None: unknown), its category, and its timeline."""

    received_at: datetime
    home: int | None
    category: str = ""
    steps: tuple[LifeStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """When a complaint counts as a repeat, and when several of them as one of a group."""

    repeat_days: int = 30
    group_homes: int = 3
    group_days: int = 7


@dataclass(frozen=True)
class Life:
    """One complaint as it stands on record. `zone` is the time zone in which its months begin.

    `findings` are the answers of a body, by measure; `same_home` are the other complaints from its home, `joined` those
    that are followed together with it.
    """

    zone: str
    received_at: datetime
    nature: str
    category: str
    level: str
    channel: str
    department: str
    validity: str
    home: int | None
    steps: tuple[LifeStep, ...]
    clocks: tuple[LifeClock, ...] = ()
    promises: tuple[LifePromise, ...] = ()
    visits: tuple[LifeVisit, ...] = ()
    findings: Mapping[str, str] | None = None
    same_home: tuple[OtherMatter, ...] = ()
    joined: tuple[OtherMatter, ...] = ()
    terms: Terms = Terms()
    first_nature: str = ""  # by its first judgement
    recorded: bool = True  # what was said, the course, and who and where the owner is, as far as they are asked (R83)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def month_of(self, at: datetime) -> date:
        """The first day of the month in which the instant lies, at the project."""
        return self.day_of(at).replace(day=1)

    def day_of(self, at: datetime) -> date:
        """The day in which the instant lies, at the project."""
        return at.astimezone(self._zone).date()

    @property
    def began_on(self) -> date:
        """The month in which it was received."""
        return self.month_of(self.received_at)
