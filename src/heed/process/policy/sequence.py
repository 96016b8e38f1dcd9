"""Clocks of one policy in their natural order: what comes first is never due after what follows it.

Both count from the same moment, or are tried as if they did: reading back, answering and closing from the intake,
accepting and arriving from the order. A clock that counts open hours stands still at night and on closed days, so every
moment at which the office closes is tried as a start, and every level, as a grave level may count every minute. Own
hours of a project are tried likewise.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from heed.process.calendar import Hours, NeverOpen
from heed.process.clocks import Rule, times
from heed.process.policy.parts import Problem
from heed.process.words import ClockKind
from heed.process.words.base import N_

if TYPE_CHECKING:
    from heed.process.policy.document import Policy

#: What comes first, and what follows it.
IN_ORDER: tuple[tuple[ClockKind, ClockKind], ...] = (
    (ClockKind.VERIFY, ClockKind.ANSWER),
    (ClockKind.APPROVAL, ClockKind.ANSWER),
    (ClockKind.ACCEPT, ClockKind.ARRIVAL),
    (ClockKind.ARRIVAL, ClockKind.REPORT_BACK),
    (ClockKind.ACCEPT, ClockKind.REPORT_BACK),
    (ClockKind.ANSWER, ClockKind.CLOSING),
    (ClockKind.REPORT_BACK, ClockKind.CLOSING),
    (ClockKind.VISIT, ClockKind.CLOSING),
)
#: Pairs whose first clock starts some time after the intake, from which the other counts: their targets are minutes of
#: different stretches. A closing in half an hour (R70) is meant for what needs no work; only its limit must leave time.
_FROM_LATER = (
    (ClockKind.APPROVAL, ClockKind.ANSWER), (ClockKind.REPORT_BACK, ClockKind.CLOSING),
    (ClockKind.VISIT, ClockKind.CLOSING),
)  # fmt: skip
#: The same at a level at which people may be in danger: help arrives before everybody can be safe.
IN_DANGER = (*IN_ORDER, (ClockKind.ARRIVAL, ClockKind.SAFETY))
#: An ordinary Monday, from which a week of starts is tried.
_MONDAY = date(2026, 6, 1)
_LIMIT_AFTER = N_(
    "“%(first)s” may be due after “%(then)s” (level: %(level)s): begun on %(start)s, it is due on %(due)s, the other "
    "on %(other)s."
)
_LIMIT_AFTER_AT = N_(
    "%(project)s, with its own open hours: “%(first)s” may be due after “%(then)s” (level: %(level)s): begun on "
    "%(start)s, it is due on %(due)s, the other on %(other)s."
)
_SAME_MINUTES = N_("The target of “%(first)s” (%(target)g min) is longer than that of “%(then)s” (%(other)g min).")


def contradictions(policy: "Policy") -> Iterator[Problem]:
    """What is due after what should follow it: the first such start of each pair and level."""
    starts = sorted(_starts(policy.open_hours))
    for level in policy.levels:
        for first, then in IN_DANGER if level.help_first else IN_ORDER:
            rules = policy.rule(first, level.code), policy.rule(then, level.code)
            path = _path(policy, first, level.code)
            params: dict[str, object] = {"first": first, "then": then}
            yield from _targets(path, *rules, params)
            yield from _limits(path, *rules, policy.open_hours, starts, params | {"level": level.names})


def contradictions_at(policy: "Policy", project: str, hours: Hours) -> Iterator[Problem]:
    """What is due after what should follow it in the own hours of the project of this name."""
    starts = sorted(_starts(hours))
    for level in policy.levels:
        for first, then in IN_DANGER if level.help_first else IN_ORDER:
            rules = policy.rule(first, level.code), policy.rule(then, level.code)
            params: dict[str, object] = {"first": first, "then": then, "level": level.names, "project": project}
            for problem in _limits(_path(policy, first, level.code), *rules, hours, starts, params):
                yield replace(problem, msgid=_LIMIT_AFTER_AT)


def _targets(path: str, first: Rule, then: Rule, params: dict[str, object]) -> Iterator[Problem]:
    """Targets only warn; they are compared as minutes of work."""
    if (first.kind, then.kind) in _FROM_LATER:
        return
    if first.target is not None and then.target is not None and first.target > then.target:
        yield Problem(f"{path}.target", _SAME_MINUTES, params | {"target": first.target, "other": then.target})


def _limits(
    path: str, first: Rule, then: Rule, hours: Hours, starts: list[datetime], params: dict[str, object]
) -> Iterator[Problem]:
    """Limits are instants: the first start at which the one that comes first is due later."""
    if first.limit is None or then.limit is None:
        return
    for start in starts:
        try:
            due_at, other_at = times(first, hours, start).limit_at, times(then, hours, start).limit_at
        except NeverOpen:
            return
        if due_at is not None and other_at is not None and due_at > other_at:
            zone = ZoneInfo(hours.timezone)
            said = {name: f"{at.astimezone(zone):%m-%d %H:%M}" for name, at in
                    (("start", start), ("due", due_at), ("other", other_at))}  # fmt: skip
            yield Problem(f"{path}.limit", _LIMIT_AFTER, params | said)
            return


def _path(policy: "Policy", kind: ClockKind, level: str) -> str:
    """Where the times of this clock at this level are in the document."""
    levels = policy.clocks.of(kind).levels
    position = next((place for place, timing in enumerate(levels) if timing.level == level), None)
    return f"clocks.{kind.value}" if position is None else f"clocks.{kind.value}.levels.{position}"


def _starts(hours: Hours) -> set[datetime]:
    """Each moment at which the hours of a week open or close, and those around each special day."""
    days = {_MONDAY + timedelta(days=number) for number in range(7)}
    for special in hours.days:
        days |= {special + timedelta(days=number) for number in range(-3, 4)}
    zone, found = ZoneInfo(hours.timezone), set[datetime]()
    for day in days:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        minutes = {0} | {minute for interval in hours.on(day) for minute in interval}
        found |= {midnight + timedelta(minutes=minute) for minute in minutes}
    return found
