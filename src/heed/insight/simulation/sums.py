"""What many clocks come to: the share in time, what was missed by kind, and how the work spreads over the weeks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from heed.insight.simulation.past import Verdict
from heed.process.words import ClockKind

HOURS_OF_WEEK = 168


@dataclass(slots=True)
class KindSums:
    """The clocks of one kind: those `judged`, those of them in time, and all that were missed."""

    judged: int = 0
    in_time: int = 0
    missed: int = 0

    @property
    def share(self) -> float | None:
        """The share in time; None where none was judged."""
        return self.in_time / self.judged if self.judged else None


@dataclass(slots=True)
class Sums:
    """The sums of one course of the past. `weeks` are due times by the Monday of their week, as "2026-11-23"; `hours`
    by the hour of the week, Monday from midnight first. `received` and `unmanned` are complaints at desks with a rota.
    """

    kinds: dict[ClockKind, KindSums] = field(default_factory=dict)
    weeks: Counter[str] = field(default_factory=Counter)
    hours: list[int] = field(default_factory=lambda: [0] * HOURS_OF_WEEK)
    received: int = 0
    unmanned: int = 0

    def add(self, kind: ClockKind, verdict: Verdict, zone: ZoneInfo) -> None:
        """Add what became of one clock."""
        sums = self.kinds.setdefault(kind, KindSums())
        sums.judged += verdict.judged
        sums.in_time += verdict.judged and not verdict.missed
        sums.missed += verdict.missed
        if verdict.due_at is not None:
            wall = verdict.due_at.astimezone(zone)
            self.weeks[str(wall.date() - timedelta(days=wall.weekday()))] += 1
            self.hours[wall.weekday() * 24 + wall.hour] += 1

    def receive(self, people: int) -> None:
        """Add one complaint that came in while so many people were on duty."""
        self.received += 1
        self.unmanned += people == 0

    @property
    def all_kinds(self) -> KindSums:
        """The clocks of every kind together."""
        kinds = self.kinds.values()
        return KindSums(*(sum(getattr(one, name) for one in kinds) for name in ("judged", "in_time", "missed")))

    @property
    def busiest_week(self) -> int:
        """How much fell due in the busiest week."""
        return max(self.weeks.values(), default=0)

    @property
    def by_hour(self) -> list[int]:
        """Due times by the hour of the day."""
        return [sum(self.hours[hour::24]) for hour in range(24)]

    def as_document(self) -> dict[str, Any]:
        """The sums in numbers, lists and dicts, for JSON; `from_document` reads them back equal."""
        kinds = {kind.value: [one.judged, one.in_time, one.missed] for kind, one in self.kinds.items()}
        return {
            "kinds": kinds, "weeks": dict(self.weeks), "hours": self.hours, "received": self.received,
            "unmanned": self.unmanned,
        }  # fmt: skip

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Sums":
        """Read what `as_document` wrote."""
        kinds = {ClockKind(code): KindSums(*sums) for code, sums in document["kinds"].items()}
        return cls(kinds, Counter(document["weeks"]), document["hours"], document["received"], document["unmanned"])
