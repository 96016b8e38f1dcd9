"""Filters: clocks and the stopwatch."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.ui import humanize
from heed.ui.filters import markup, template_filter


@template_filter
def clock(
    due_at: datetime | None = None,
    target_at: datetime | None = None,
    started_at: datetime | None = None,
    stopped_at: datetime | None = None,
    outcome: str | None = None,
    paused: object = False,
    label: str = "",
    href: str = "",
    bar: bool = False,
) -> SafeString:
    """A countdown pill, its words made here and kept fresh by countdown.js; `bar` adds how much has passed (R33, R55).

    `due_at` is the limit; a clock without one has a target alone. `href` opens the explanation of the clock. All
    instants are aware datetimes or None.
    """
    said = humanize.countdown(
        due_at,
        target_at=target_at,
        started_at=started_at,
        stopped_at=stopped_at,
        outcome=outcome,
        paused=bool(paused),
    )
    return _clock(humanize.tongue(), said, due_at, target_at, started_at, label, href, bar)


@lru_cache(maxsize=4_096, typed=True)
def _clock(
    _tongue: humanize.Tongue,
    said: humanize.Countdown,
    due_at: datetime | None,
    target_at: datetime | None,
    started_at: datetime | None,
    label: str,
    href: str,
    bar: bool,
) -> SafeString:
    """The clock as it looks while its words are the same: for all that read its list within a minute or an hour."""
    last = due_at or target_at
    live = _live(due=due_at, target=target_at, start=started_at) if said.running else ""
    title = capfirst(humanize.instant(last)) if last else ""
    words = _words(said, last) if last else said.text
    end = "a" if href else "span"
    link = markup(' href="{}"', href) if href else ""
    shown = markup('<{} class="pill clock__pill" title="{}"{}>{}</{}>', end, title, link, words, end)
    named = markup('<span class="clock__label">{}</span>', label) if label else ""
    line = _bar(said.share, label or said.text) if bar else ""
    return markup('<div class="clock" data-tone="{}"{}>{}{}{}</div>', said.tone, live, named, shown, line)


def _words(said: humanize.Countdown, last: datetime) -> SafeString:
    """The words; on paper, where "3 h left" is soon untrue, a clock that runs says when it is due."""
    if not said.running:
        return markup('<time datetime="{}">{}</time>', humanize.iso(last), said.text)
    with humanize.on_paper():
        due = _("due %(time)s") % {"time": humanize.instant(last)}
    return markup('<time datetime="{}" data-on-paper="{}">{}</time>', humanize.iso(last), due, said.text)


def _bar(share: int, label: str) -> SafeString:
    shown = '<progress class="bar" max="100" value="{}" aria-label="{}">{}%</progress>'
    return markup(shown, share, label, share)


def _live(**instants: datetime | None) -> SafeString:
    """The attributes that countdown.js reads to keep a running clock fresh."""
    given = [markup(' data-{}="{}"', name, humanize.iso(at)) for name, at in instants.items() if at]
    return SafeString(f" data-clock{''.join(given)}")


@template_filter
def clock_of(of: Any, label: str = "", href: str = "", bar: bool = False, outcome: str = "") -> SafeString:
    """The same from a clock of the record, or a dict of its columns (`.values()`): {{ clock|clock_of(bar=True) }};
    an `outcome` stands for that of the record."""
    due_at = _value(of, "due_at") or _value(of, "limit_at")
    columns = ("target_at", "started_at", "stopped_at", "outcome")
    facts = {name: _value(of, name) for name in columns} | ({"outcome": outcome} if outcome else {})
    return clock(due_at, **facts, paused=_value(of, "paused_at"), label=label, href=href, bar=bar)


def _value(of: Any, name: str) -> Any:
    return of.get(name) if isinstance(of, dict) else getattr(of, name, None)


@template_filter
def stopwatch(started_at: datetime, target: int = 180, limit: int = 300) -> SafeString:
    """A stopwatch that counts up from `started_at`; amber at `target` seconds, red at `limit` (R33)."""
    passed = max(0, int((timezone.now() - started_at).total_seconds()))
    tone = "hot" if passed >= limit else "warn" if passed >= target else ""
    toned = markup(' data-tone="{}"', tone) if tone else ""
    return markup(
        '<b class="stopwatch" role="timer"{}{} data-started-at="{}" data-target="{}" data-limit="{}">{}</b>',
        toned,
        " data-stopwatch",
        humanize.iso(started_at),
        target,
        limit,
        f"{passed // 60:02}:{passed % 60:02}",
    )
