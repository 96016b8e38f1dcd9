"""The past again under another policy, other hours or another rota: the course it took, and the one it would have."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from heed.insight.simulation import DutyWeek, Sums, Verdict, verdict_on_record, verdict_under
from heed.process.calendar import Hours
from heed.process.clocks import Rule
from heed.process.policy import Policy
from heed.process.words import ClockKind
from heed.queries.clocks.past import PastRow, PlayedComplaint, duty_weeks, past_complaints, received_between
from heed.queries.policies import hours_of, policy_of


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What would have been otherwise; None: as it was.

    `hours` is a document of `process.calendar.Hours` without its time zone: it is read by the clock of each project.
    """

    policy: Policy | None = None
    hours: Mapping[str, Any] | None = None
    duty: DutyWeek | None = None


@dataclass(frozen=True, slots=True)
class Simulated:
    """The two courses, and of how many complaints and clocks they tell."""

    was: Sums
    would: Sums
    complaints: int
    clocks: int


def simulate(
    projects: Collection[int] | None,
    since: datetime,
    until: datetime,
    otherwise: Otherwise,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Simulated:
    """Play again the clocks of the complaints received from `since` on, before `until`; five queries a page and three.

    `tell` is told how many complaints are done, of how many.
    """
    found = received_between(projects, since, until)
    player = _Player(otherwise, duty_weeks(projects), until)
    total, done, clocks = found.count(), 0, 0
    tell(0, total)
    for page in past_complaints(found):
        for complaint in page:
            player.play(complaint)
            clocks += len(complaint.clocks)
        done += len(page)
        tell(done, max(total, done))
    return Simulated(player.was, player.would, done, clocks)


class _Player:
    """Plays complaints one after the other, and keeps the sums of both courses."""

    def __init__(self, otherwise: Otherwise, duties: dict[int, DutyWeek], now: datetime) -> None:
        self.was, self.would = Sums(), Sums()
        self._otherwise, self._duties, self._now = otherwise, duties, now
        self._rule, self._hours = cache(self._find_rule), cache(self._find_hours)

    def play(self, complaint: PlayedComplaint) -> None:
        """Add a complaint with its clocks to both courses."""
        zone = ZoneInfo(complaint.timezone)
        for row in complaint.clocks:
            self.was.add(row.clock.kind, verdict_on_record(row.clock, self._now), zone)
            self.would.add(row.clock.kind, self._verdict(row, complaint.timezone), zone)
        then = self._duties.get(complaint.project_id)
        if then is not None:
            wall = complaint.received_at.astimezone(zone)
            self.was.receive(then.people_at(wall))
            self.would.receive((self._otherwise.duty or then).people_at(wall))

    def _verdict(self, row: PastRow, zone: str) -> Verdict:
        kind = row.clock.kind
        hours = self._hours(row.policy_id, row.calendar_id, zone)
        return verdict_under(row.clock, lambda level: self._rule(row.policy_id, kind, level), hours, self._now)

    def _find_rule(self, policy_id: int, kind: ClockKind, level: str) -> Rule:
        """The rule of the policy that is tried; a level that it does not have counts as not assessed."""
        policy = self._otherwise.policy or policy_of(policy_id)
        known = any(one.code == level for one in policy.levels)
        return policy.rule(kind, level if known else "")

    def _find_hours(self, policy_id: int, calendar_id: int | None, zone: str) -> Hours:
        """The hours that are tried, else those of the project, else those of the policy that is tried."""
        if self._otherwise.hours is not None:
            return Hours.from_document({"timezone": zone, **self._otherwise.hours})
        if calendar_id is None and self._otherwise.policy is not None:
            return self._otherwise.policy.open_hours
        return hours_of(calendar_id, policy_id)
