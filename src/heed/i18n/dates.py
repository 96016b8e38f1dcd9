"""Days as each language writes them: "21 Nov 2026", "2026年11月21日"; on pages, in letters and in messages alike."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def full_date(on: datetime | date) -> str:
    """A day with its year, as a letter has it: "21 Nov 2026"; an instant in the person's zone."""
    return _written(get_language(), timezone.localdate(on) if isinstance(on, datetime) else on, with_year=True)


def full_moment(at: datetime) -> str:
    """A day with its year and the time, in the person's zone: "21 Nov 2026 14:02"."""
    return f"{full_date(at)} {timezone.localtime(at):%H:%M}"


def date_of_year(on: date, year: int) -> str:
    """A day for who reads it in this year: "21 Nov", and in another "21 Nov 2025"."""
    return _written(get_language(), on, with_year=on.year != year)


@lru_cache(maxsize=4_096)
def _written(_language: str | None, on: date, *, with_year: bool) -> str:
    return formatted(on, _("j M Y") if with_year else _("j M"))
