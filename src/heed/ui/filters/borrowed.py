"""Filters that are Django's own functions, under the names that they have in Django's templates."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.template import defaultfilters
from django.templatetags.i18n import language_name_local as name_local
from django.templatetags.static import static as address_of
from django.utils.html import json_script
from django.utils.timezone import is_aware, localtime

from heed.ui import humanize
from heed.ui.addresses import address
from heed.ui.filters import FILTERS, template_filter

_NAMES = ("add", "cut", "floatformat", "join", "length", "linebreaksbr", "stringformat", "truncatechars", "urlencode")
FILTERS |= {name: getattr(defaultfilters, name) for name in _NAMES}
FILTERS["json_script"] = json_script


@template_filter
def date(at: Any, shape: str) -> str:
    """A day or an instant, in the person's zone, in the letters of Django: {{ order.due_at|date("Y-m-d H:i") }}."""
    return str(defaultfilters.date(in_zone(at), shape))


def in_zone(value: Any) -> Any:
    """An instant in the person's zone; another value as it is."""
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value


@template_filter
def language_name_local(code: str) -> str:
    """The name of a language in that language."""
    return str(name_local(code))


@template_filter
def url(view: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view: {{ "complaint:page"|url(complaint.number) }}. Raises NoReverseMatch for an unknown one."""
    return address(view, *args, **kwargs)


@template_filter
def static(path: str) -> str:
    """The address of a static file: {{ "ui/css/heed.css"|static }}."""
    return address_of(path)


class Day(NamedTuple):
    """One day of a list: its heading and its rows."""

    heading: str
    rows: list[dict[str, Any]]


@template_filter
def by_day(rows: Iterable[dict[str, Any]]) -> list[Day]:
    """The rows, which stand in the order of what they hold as "at", day by day."""
    return [Day(heading, list(each)) for heading, each in groupby(rows, lambda row: humanize.dated(row["at"]))]
