"""A week of the rota as the page shows it: for each day its turns, its cover, and what is not covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.process import rota
from heed.process.policy.hours import WEEKDAYS
from heed.process.rota import DutyPeriod, Span, Why
from heed.process.words import Role
from heed.queries.rota.on_duty import Rota
from heed.records.models import Account
from heed.ui import humanize
from heed.ui.ranges import clock, shift_written

#: What stands beside a turn that is not simply the week's.
SAID = {Why.EXTRA: N_("Added for this day"), Why.OFF: N_("Off duty on this day"), Why.AWAY: N_("On leave")}
SWAPPED = {Why.EXTRA: N_("From a swap"), Why.OFF: N_("Swapped away")}


@dataclass(frozen=True, slots=True)
class RotaLine:
    """One turn: who, when, as what (where several duties stand together), and why."""

    account: Account
    hours: str
    role: str
    why: str
    said: str
    counts: bool
    now: bool
    note: str  # for those who plan
    change: int  # the dated change that can be taken back; 0 for none


@dataclass(frozen=True, slots=True)
class RotaDay:
    """A day: its turns, and the parts of it (from, how long, in minutes) with somebody and with nobody on duty."""

    on: date
    weekday: str
    is_today: bool
    has_passed: bool
    lines: tuple[RotaLine, ...]
    length: int
    covered: tuple[tuple[int, int], ...]
    bare: tuple[tuple[int, int], ...]


def week_told(found: Rota, roles: Sequence[Role], first: date, now: datetime, *, plans: bool) -> list[RotaDay]:
    """The seven days from `first` on; `plans`: who looks may take dated changes back."""
    today = now.astimezone(found.zone).date()
    return [_day(found, roles, first + timedelta(days=n), today, now, plans=plans) for n in range(7)]


def _day(found: Rota, roles: Sequence[Role], on: date, today: date, now: datetime, *, plans: bool) -> RotaDay:
    whole = Span(rota.instant(found.zone, on, 0), rota.instant(found.zone, on, 1440))
    turns = [(role, turn) for role in roles for turn in found.turns[role.value]]
    begun = sorted(((role, turn) for role, turn in turns if turn.on == on), key=lambda pair: pair[1].span)
    bare = rota.gaps([turn for _role, turn in turns], whole)
    return RotaDay(
        on=on,
        weekday=_(WEEKDAYS[on.weekday()]),
        is_today=on == today,
        has_passed=on < today,
        lines=tuple(
            _line(found, role, turn, now, several=len(roles) > 1, plans=plans, may_drop=plans and on >= today)
            for role, turn in begun
        ),
        length=_minutes(whole, whole)[1],
        covered=tuple(_minutes(piece, whole) for piece in rota.without([whole], bare)),
        bare=tuple(_minutes(piece, whole) for piece in bare),
    )


def _minutes(piece: Span, whole: Span) -> tuple[int, int]:
    begins, lasts = piece.starts_at - whole.starts_at, piece.ends_at - piece.starts_at
    return round(begins.total_seconds() / 60), round(lasts.total_seconds() / 60)


def _line(
    found: Rota, role: Role, turn: DutyPeriod, now: datetime, *, several: bool, plans: bool, may_drop: bool
) -> RotaLine:
    change = turn.change
    by_swap = change is not None and change.by_swap
    said: Mapping[Why, str] = SWAPPED if by_swap else SAID
    may_drop = may_drop and change is not None and not by_swap and turn.why in (Why.EXTRA, Why.OFF)
    return RotaLine(
        account=found.accounts[turn.account_id],
        hours=shift_written(*rota.minutes_of(found.zone, turn)),
        role=_(role.label) if several else "",
        why=turn.why.value,
        said=_(said[turn.why]) if turn.why in said else "",
        counts=turn.counts,
        now=turn.counts and turn.span.holds(now),
        note=found.notes.get(change.key, "") if plans and change is not None else "",
        change=change.key if may_drop and change is not None else 0,
    )


def span_told(span: Span, zone: ZoneInfo) -> str:
    """A stretch of time in words: "Saturday 28 Nov 22:00 – 24:00", "Saturday 28 Nov 22:00 – Sunday 29 Nov 06:00"."""
    begins, ends = (at.astimezone(zone) for at in span)
    last = f"{ends:%H:%M}"
    if ends.date() != begins.date():
        midnight = ends.date() == begins.date() + timedelta(days=1) and (ends.hour, ends.minute) == (0, 0)
        last = clock(1440) if midnight else f"{day_told(ends.date())} {last}"
    return f"{day_told(begins.date())} {begins:%H:%M} – {last}"


def day_told(on: date) -> str:
    """A day with its weekday: "Saturday 28 Nov"."""
    return f"{_(WEEKDAYS[on.weekday()])} {humanize.calendar_day(on)}"


def shift_told(on: date, starts: int, ends: int) -> str:
    """A shift of a day: "Saturday 28 Nov 22:00-06:00"."""
    return f"{day_told(on)} {shift_written(starts, ends)}"
