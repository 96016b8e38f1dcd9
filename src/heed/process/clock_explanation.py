"""Why a clock is due when it is, line by line (R55, R61, R70, C2)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from heed.process import clocks
from heed.process.alarms import MEASURED, REPEATING, Firing
from heed.process.calendar import Hours
from heed.process.clocks import Basis, Pause, Rule, Times
from heed.process.words import ClockEventKind, ClockKind, Role
from heed.process.words.base import N_


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation: `msgid`, to be translated and then filled with `params`.

    A param's type says how to show it: datetime (an instant), date (a day), timedelta (a length of counted time), Word
    (its label, translated), anything else as it stands. str() fills the English line plainly.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.msgid % self.params


def explain(
    rule: Rule,
    hours: Hours,
    times: Times,
    started_at: datetime,
    pauses: Collection[Pause] = (),
    *,
    policy: int | str,
    calendar: str,
    until: datetime,
    due_at: datetime | None = None,
) -> tuple[Reason, ...]:
    """The lines that answer "why is this due then?", in the order in which the time is worked out.

    `times` are those that the clock carries; `policy` and `calendar` name the versions it is pinned to; `until` is now,
    or when the clock stopped; `due_at` is the promised instant, if there is one.
    """
    lines = [
        Reason(N_("%(clock)s: policy version %(policy)s"), {"clock": rule.kind, "policy": policy}),
        Reason(N_("Started %(started_at)s"), {"started_at": started_at}),
    ]
    if due_at is not None:
        lines.append(Reason(_AGREED.get(rule.kind, _PROMISED), {"due_at": due_at}))
        return tuple(lines)
    plain = clocks.times(rule, hours, started_at, pauses)
    counted = timedelta(minutes=clocks.elapsed(rule, hours, started_at, pauses, until=until))
    lines += _which_minutes(rule, hours, started_at, times.limit_at or until, calendar)
    lines += _pauses(rule.calendar(hours), pauses)
    lines += [Reason(N_("Counted so far: %(counted)s"), {"counted": counted})]
    lines += _due(_TARGET, rule.target, times.target_at, plain.target_at)
    if rule.kind in MEASURED and rule.target:
        lines += [Reason(_MEASURED)]
    lines += _due(_LIMIT, rule.limit, times.limit_at, plain.limit_at)
    if rule.kind in REPEATING and rule.limit:
        lines += [Reason(_AGAIN, {"length": timedelta(minutes=rule.limit)})]
    return tuple(lines)


def explain_ladder(
    coming: Iterable[Firing], now: datetime, *, acknowledged_at: datetime | None = None
) -> tuple[Reason, ...]:
    """The lines that tell who will be asked next, and when: the steps among what is still `coming` (C7).

    A step whose time has passed waits for waking hours, or for the next look of the clockwork.
    """
    if acknowledged_at is not None:
        return (Reason(N_("Acknowledged at %(at)s: no further escalation"), {"at": acknowledged_at}),)
    steps = [firing for firing in coming if firing.kind is ClockEventKind.ESCALATED]
    return tuple(
        Reason(
            N_("Escalated at %(at)s unless it is done or acknowledged: %(to)s"),
            {"at": step.at, "to": Role(step.to)},
        )
        if step.at > now
        else Reason(N_("Escalated in the morning: %(to)s"), {"to": Role(step.to)})
        for step in steps
    )


_AGAIN = N_("Each further %(length)s without a report counts as another miss")
_MEASURED = N_("The target is only measured: nobody is warned when it passes")
_PROMISED = N_("Promised for %(due_at)s; a pause does not move a promise")
#: Clocks whose due time words fixed in another way (R60).
_AGREED = {
    ClockKind.FINISH: N_("Agreed work is due the same day: the day ends at %(due_at)s"),
    ClockKind.PART: N_("The part is expected at %(due_at)s; a pause does not move that"),
    ClockKind.BODY_SIGN: N_("The body wants the case signed for by %(due_at)s; no pause moves that"),
    ClockKind.VISIT: N_("The return visit is due at %(due_at)s, as agreed or after a questionnaire without an answer"),
    ClockKind.FRIENDLY_CALL: N_("The owner was told that we call by %(due_at)s"),
    ClockKind.DEMAND: N_("The centre wants the answer by %(due_at)s; no pause moves that"),
    ClockKind.BODY_ANSWER: N_("The body wants our answer by %(due_at)s; no pause moves that"),
}


def _which_minutes(rule: Rule, hours: Hours, start: datetime, end: datetime, calendar: str) -> Iterator[Reason]:
    """Which minutes count and, where open time does, the dated exceptions on the way."""
    if rule.basis is Basis.ALWAYS:
        yield Reason(N_("Every minute counts, day and night"))
        return
    yield Reason(
        N_("Only open hours count: calendar %(calendar)s, time zone %(timezone)s"),
        {"calendar": calendar, "timezone": hours.timezone},
    )
    zone = ZoneInfo(hours.timezone)
    first_on, last_on = start.astimezone(zone).date(), end.astimezone(zone).date()
    for day_on, intervals in hours.days.items():
        if first_on <= day_on <= last_on and intervals:
            told = {"day_on": day_on, "ranges": ", ".join(map(str, intervals))}
            yield Reason(N_("%(day_on)s: open %(ranges)s instead of the usual hours"), told)
        elif first_on <= day_on <= last_on:
            yield Reason(N_("%(day_on)s: closed all day"), {"day_on": day_on})


def _pauses(calendar: Hours, pauses: Collection[Pause]) -> Iterator[Reason]:
    for pause in sorted(pauses, key=lambda pause: pause.started_at):
        told = {"started_at": pause.started_at, "reason": pause.reason}
        if pause.ended_at is None:
            yield Reason(N_("Paused since %(started_at)s: %(reason)s"), told)
        else:
            left_out = timedelta(minutes=calendar.minutes_between(pause.started_at, pause.ended_at))
            yield Reason(
                N_("Paused from %(started_at)s to %(ended_at)s: %(reason)s. Not counted: %(left_out)s"),
                told | {"ended_at": pause.ended_at, "left_out": left_out},
            )


#: What to say of a target or limit: worked out, hidden by an open pause, standing since before a reassessment.
_TARGET = (
    N_("Target after %(length)s: %(at)s"),
    N_("Target after %(length)s: known once the pause ends"),
    N_("Target %(at)s: it had passed before the reassessment and stays"),
)
_LIMIT = (
    N_("Limit after %(length)s: %(at)s"),
    N_("Limit after %(length)s: known once the pause ends"),
    N_("Limit %(at)s: it had passed before the reassessment and stays"),
)


def _due(
    says: tuple[str, str, str], minutes: float | None, at: datetime | None, worked_out_at: datetime | None
) -> Iterator[Reason]:
    reached, hidden, stands = says
    if at is not None and at != worked_out_at:
        yield Reason(stands, {"at": at})
    elif minutes is not None:
        length = timedelta(minutes=minutes)
        yield Reason(hidden, {"length": length}) if at is None else Reason(reached, {"length": length, "at": at})
