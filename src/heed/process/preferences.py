"""How a staff member gets notices besides the inbox: over which channels, in which quiet hours, at once or collected.

From what the person prefers follows the instant at which a notice goes out. Instants are aware; hours are minutes of
the project's day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from heed.process.words.base import N_, Word

DAY = 24 * 60


class NoticeWay(Word):
    """A way to one person. The inbox is none of them: it always has every notice."""

    MAIL = "mail", N_("E-mail")
    SMS = "sms", N_("Text message")
    LINE = "line", N_("LINE")
    WECHAT = "wechat", N_("WeChat")
    APPRISE = "apprise", N_("Another messenger, through Apprise")


class Rhythm(Word):
    """At once, or collected into one letter that lists them."""

    AT_ONCE = "at_once", N_("Immediately, each one separately")
    HOURLY = "hourly", N_("Digest, every hour")
    DAILY = "daily", N_("Digest, once a day")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wishes. `quiet` is (from, until) in minutes of the day, over midnight where from is the later.

    `addresses` holds what a way needs besides the account's e-mail and telephone, by the way's code.
    """

    ways: tuple[NoticeWay, ...] = ()
    quiet: tuple[int, int] | None = None
    rhythm: Rhythm = Rhythm.AT_ONCE
    daily_at: int = 8 * 60 + 30
    addresses: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Wishes":
        """From what an account's row holds; {} means the inbox alone."""
        if not document:
            return NOTHING
        quiet = document.get("quiet")
        return cls(
            ways=tuple(NoticeWay(code) for code in document.get("ways", ())),
            quiet=(int(quiet[0]), int(quiet[1])) if quiet else None,
            rhythm=Rhythm(document.get("rhythm", Rhythm.AT_ONCE)),
            daily_at=int(document.get("daily_at", cls().daily_at)),
            addresses=tuple(sorted(document.get("addresses", {}).items())),
        )

    def as_document(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "ways": [way.value for way in self.ways],
            "quiet": list(self.quiet) if self.quiet else None,
            "rhythm": self.rhythm.value,
            "daily_at": self.daily_at,
            "addresses": dict(self.addresses),
        }

    @property
    def collected(self) -> bool:
        """Whether what is not urgent is collected into one letter."""
        return self.rhythm is not Rhythm.AT_ONCE

    def goes_out_at(self, now: datetime, zone: tzinfo) -> datetime:
        """When a notice of `now` that is not urgent goes out: with the next letter, and never in the quiet hours."""
        here = now.astimezone(zone)
        at = now
        if self.rhythm is Rhythm.HOURLY:
            at = (
                now
                + timedelta(hours=1)
                - timedelta(minutes=now.minute, seconds=now.second, microseconds=now.microsecond)
            )
        elif self.rhythm is Rhythm.DAILY:
            at = _next(here, self.daily_at, zone)
        return self._after_quiet(at, zone)

    def is_quiet(self, at: datetime, zone: tzinfo) -> bool:
        """Whether the quiet hours hold at this instant; until is no longer among them."""
        if self.quiet is None or self.quiet[0] == self.quiet[1]:
            return False
        here = at.astimezone(zone)
        minute, (start, end) = here.hour * 60 + here.minute, self.quiet
        return start <= minute < end if start < end else minute >= start or minute < end

    def _after_quiet(self, at: datetime, zone: tzinfo) -> datetime:
        if not self.is_quiet(at, zone):
            return at
        assert self.quiet is not None
        return _next(at.astimezone(zone), self.quiet[1], zone)


def _next(here: datetime, minute: int, zone: tzinfo) -> datetime:
    """The next instant after `here` at which clocks there show this minute of the day, in the zone of `here`."""
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    for days in (0, 1):
        found = (midnight + timedelta(days=days)).replace(hour=minute // 60, minute=minute % 60)
        if found.astimezone(zone).timestamp() > here.timestamp():
            return found
    return midnight + timedelta(days=2)


NOTHING = Wishes()
