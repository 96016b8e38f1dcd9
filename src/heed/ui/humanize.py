"""Times and sizes in words: "38 min", "Today 14:02", "2 h late" (R72, R33, R55).

Everything here gives finished text in the language now active. `WORDS` are the same messages for the scripts, so that a
pill drawn by the server and kept fresh by countdown.js never says two things.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency
from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.i18n.dates import date_of_year

WORDS = {
    "now": N_("under a minute"),
    "min": N_("%(count)s min"),
    "h": N_("%(count)s h"),
    "d": N_("%(count)s d"),
    "left": N_("%(time)s left"),
    "target": N_("%(time)s to target"),
    "late": N_("%(time)s overdue"),
    "past": N_("%(time)s past the target"),
}

MINUTE, HOUR, DAY = 60, 3600, 86400
_on_paper: ContextVar[bool] = ContextVar("on_paper", default=False)


@contextmanager
def on_paper() -> Iterator[None]:
    """Say every instant with its date and year: what is printed is read on another day than "today"."""
    before = _on_paper.set(True)
    try:
        yield
    finally:
        _on_paper.reset(before)


Tongue = tuple[str | None, date, bool, str]


def tongue() -> Tongue:
    """On what the words for an instant depend: the language, today, whether they are printed, the time zone."""
    zone = timezone.get_current_timezone()
    return get_language(), datetime.now(zone).date(), _on_paper.get(), str(zone)


def duration(length: timedelta | float) -> str:
    """Say a length (timedelta or seconds) in its largest unit; below three of it with the next smaller one.

    "under a minute", "38 min", "1 h 20 min", "5 h", "1 d 3 h", "12 d". No sign; parts are cut, not rounded.
    """
    seconds = int(abs(length.total_seconds() if isinstance(length, timedelta) else length))
    if seconds < MINUTE:
        return _("under a minute")
    if seconds < HOUR:
        return _("%(count)s min") % {"count": seconds // MINUTE}
    if seconds < DAY:
        return _with_rest(seconds, HOUR, _("%(count)s h"), MINUTE, _("%(count)s min"))
    return _with_rest(seconds, DAY, _("%(count)s d"), HOUR, _("%(count)s h"))


def _with_rest(seconds: int, unit: int, word: str, smaller: int, smaller_word: str) -> str:
    whole, rest = seconds // unit, seconds % unit // smaller
    said = word % {"count": whole}
    return f"{said} {smaller_word % {'count': rest}}" if whole < 3 and rest else said


def money(amount: Decimal, currency: str) -> str:
    """A sum with its currency as the active language writes it: "¥200", "HK$1,200.50"; no decimals for a whole sum."""
    locale = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-")
    whole = amount == amount.to_integral_value()
    return format_currency(amount, currency, "¤#,##0" if whole else "¤#,##0.00", locale=locale, currency_digits=False)


def day(at: datetime | date, now: datetime | None = None) -> str:
    """The day within a sentence: "today", "yesterday", "tomorrow", "21 Nov", "21 Nov 2025"; in the person's zone."""
    here = timezone.localtime(now or timezone.now()).date()
    on = timezone.localtime(at).date() if isinstance(at, datetime) else at
    if _on_paper.get():
        return on.isoformat()
    return _day(get_language(), on, here)


def dated(at: datetime | date, now: datetime | None = None) -> str:
    """A day with its date, as a heading: "Today · 21 Nov", "19 Nov"."""
    here = timezone.localtime(now or timezone.now()).date()
    on = timezone.localtime(at).date() if isinstance(at, datetime) else at
    plain, near = _date(on, here), _day(get_language(), on, here)
    return plain if near == plain else f"{capfirst(near)} · {plain}"


def calendar_day(at: datetime | date, now: datetime | None = None) -> str:
    """A day by its date alone, whatever it is to today: "21 Nov", "21 Nov 2025"."""
    on = timezone.localtime(at).date() if isinstance(at, datetime) else at
    return _date(on, timezone.localtime(now or timezone.now()).date())


@lru_cache(maxsize=4_096)
def _day(_language: str | None, on: date, here: date) -> str:
    """The day as it is called on the day `here` in the language that is active; a page says few days many times."""
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get((on - here).days)
    return near or _date(on, here)


def _date(on: date, here: date) -> str:
    return date_of_year(on, here.year)


def month(on: date, *, year: bool = True) -> str:
    """A month: "Nov 2026"; without its year "Nov", for a narrow place."""
    return formatted(on, _("M Y") if year else _("M"))


def moment(at: datetime) -> str:
    """The time of day alone: "14:02"; on paper with its day."""
    here = timezone.localtime(at)
    time = f"{here.hour:02}:{here.minute:02}"
    return f"{here.date().isoformat()} {time}" if _on_paper.get() else time


def instant(at: datetime, now: datetime | None = None) -> str:
    """The day and the time within a sentence: "today 14:02", "yesterday 09:10", "21 Nov 14:02"."""
    return moment(at) if _on_paper.get() else f"{day(at, now)} {moment(at)}"


def iso(at: datetime) -> str:
    """An instant for machines: UTC, to the second, "2026-11-21T06:02:00Z"."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def file_size(count: int) -> str:
    """A number of bytes: "820 B", "14 KB", "1.2 MB"."""
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.1f} {unit}" if unit == "MB" and size < 10 else f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


@dataclass(frozen=True, slots=True)
class Countdown:
    """What a clock's pill shows: its words, its tone (good, warn, hot, plain), and how full its bar is (0 to 100)."""

    text: str
    tone: str
    share: int
    running: bool = False


def countdown(
    due_at: datetime | None,
    *,
    target_at: datetime | None = None,
    started_at: datetime | None = None,
    stopped_at: datetime | None = None,
    outcome: str | None = None,
    paused: bool = False,
    now: datetime | None = None,
) -> Countdown:
    """Say where a clock stands. `due_at` is its limit; without one only the target counts.

    Green until the target, amber from the target (without one: in the last quarter) to the limit, red after it; a clock
    without a limit stays amber. An outcome (met, late, dropped, fired, answered) ends it, a pause greys it.
    """
    if outcome:
        return _ended(due_at, target_at, started_at, stopped_at, str(outcome))
    last, aim = due_at or target_at, target_at or due_at
    if last is None or aim is None:
        return Countdown(_("No time limit"), "plain", 0)
    now = now or timezone.now()
    share = _share(started_at, last, now)
    if paused:
        return Countdown(_("Paused"), "plain", share)
    return _running(last, aim, now, share) if due_at else _to_target(aim, now, share)


def _to_target(aim: datetime, now: datetime, share: int) -> Countdown:
    """A clock that runs and has a target alone: it is never overdue."""
    if now < aim:
        return Countdown(_("%(time)s to target") % {"time": duration(aim - now)}, "good", share, True)
    return Countdown(_("%(time)s past the target") % {"time": duration(now - aim)}, "warn", 100, True)


def _running(last: datetime, aim: datetime, now: datetime, share: int) -> Countdown:
    """A clock that runs: until `aim` its target counts, then `last`."""
    if now >= last:
        return Countdown(_("%(time)s overdue") % {"time": duration(now - last)}, "hot", 100, True)
    if now < aim < last:
        return Countdown(_("%(time)s to target") % {"time": duration(aim - now)}, "good", share, True)
    near = aim < last or share >= 75
    return Countdown(_("%(time)s left") % {"time": duration(last - now)}, "warn" if near else "good", share, True)


def _share(started_at: datetime | None, last: datetime, now: datetime) -> int:
    if started_at is None or last <= started_at:
        return 0
    return max(0, min(100, int((now - started_at) / (last - started_at) * 100)))


def _ended(
    due_at: datetime | None,
    target_at: datetime | None,
    started_at: datetime | None,
    stopped_at: datetime | None,
    outcome: str,
) -> Countdown:
    if outcome == "met" and started_at and stopped_at:
        return Countdown(_("Done in %(time)s") % {"time": duration(stopped_at - started_at)}, "good", 100)
    if outcome == "late" and due_at and stopped_at and stopped_at > due_at:
        return Countdown(_("Done %(time)s late") % {"time": duration(stopped_at - due_at)}, "hot", 100)
    if outcome == "late" and not due_at and target_at and stopped_at:
        return Countdown(_("Done %(time)s after the target") % {"time": duration(stopped_at - target_at)}, "warn", 100)
    words = {"met": (_("On time"), "good"), "late": (_("Late"), "hot"), "fired": (_("Elapsed"), "plain"),
             "answered": (_("Ended by the owner's answer"), "plain")}  # fmt: skip
    text, tone = words.get(outcome, (_("No longer needed"), "plain"))
    return Countdown(text, tone, 100)
