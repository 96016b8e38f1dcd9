"""What the address of the list asks for, in words: the filters that are on, the columns, the open queue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.insight.numbers import whole_number
from heed.process.words import N_
from heed.queries.complaints.closed import closers
from heed.queries.complaints.filters import WORDS
from heed.queries.complaints.queues import ME, VIEWS, QueueRow, asks_of, word_in
from heed.records.models import Account, Region
from heed.ui.requests import number_asked

#: The columns of the list besides the matter itself: by their names in the address; those that are usual first.
COLUMNS = {
    "who": N_("Case owner"), "state": N_("Stage"), "clock": N_("Due"), "received": N_("Received at"),
    "word": N_("Last word with the owner"), "category": N_("Category"), "channel": N_("Channel"),
}  # fmt: skip
USUAL = ("who", "state", "clock")
#: The filters that are not selects above the list: they show as pills while they are on.
BEHIND = ("region", "person", "due", "emotion", "promise", "silent", "sort", "group", "columns")


@dataclass(frozen=True, slots=True)
class Pill:
    """A filter that is on: in words, and the address without it."""

    label: str
    without: str


def asks_in(request: HttpRequest) -> dict[str, str]:
    """Return what the address asks for. Http404 where its person is neither the reader nor a number."""
    if request.GET.get("person") != ME:
        number_asked(request, "person")
    return asks_of(request.GET.get("view", ""), request.GET)


def address_with(request: HttpRequest, *leave_out: str, **put: object) -> str:
    """Return the address of the list with other parameters, at its first page."""
    query = request.GET.copy()
    for name in ("after", "begin", *leave_out):
        query.pop(name, None)
    for name, value in put.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def columns_of(asks: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns that are asked for, in their order; the usual ones where none is."""
    chosen = asks.get("columns", "").split(",")
    return tuple(name for name in COLUMNS if name in chosen) or USUAL


def pills(request: HttpRequest, asks: Mapping[str, str], account: Account) -> list[Pill]:
    """Return the filters behind the others that are on, each with the address without it."""
    view = request.GET.get("view", "")
    named = [
        (name, _in_words(name, asks, account)) for name in BEHIND if name in asks and name not in VIEWS.get(view, {})
    ]
    return [Pill(label, address_with(request, name)) for name, label in named if label]


def _in_words(name: str, asks: Mapping[str, str], account: Account) -> str:
    if name in WORDS:
        word = next((word for word in WORDS[name] if word == word_in(name, asks)), None)
        prefix = {"sort": N_("Sorted: %(what)s"), "group": N_("Grouped: %(what)s")}.get(name, "%(what)s")
        return _(prefix) % {"what": _(word.label)} if word else ""
    if name == "columns":
        shown = columns_of(asks)
        return (
            ""
            if shown == USUAL
            else ngettext("%(count)s column", "%(count)s columns", len(shown)) % {"count": len(shown)}
        )
    return _record_in_words(name, asks[name], account)


def _record_in_words(name: str, value: str, account: Account) -> str:
    if value in (ME, str(account.pk)):
        return _("My cases")
    offered: QuerySet[Any] = closers(account) if name == "person" else Region.objects.all()
    return str(offered.filter(pk=whole_number(value) or 0).values_list("name", flat=True).first() or "")


def hidden_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the parameters that the form above the list carries on: those for which it has no field."""
    return [(name, request.GET[name]) for name in (*BEHIND, "queue", "escalated") if request.GET.get(name)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The queues beside the list: all of them, the one that is open, and whether the list differs from it."""

    queues: Sequence[QueueRow]
    open: QueueRow | None
    differs: bool
    asks: Mapping[str, str]

    @property
    def lines(self) -> Iterator[tuple[QueueRow, str]]:
        """Each queue with its address."""
        for queue in self.queues:
            yield queue, address_of(queue)


def shelf_of(request: HttpRequest, queues: Sequence[QueueRow]) -> Shelf:
    """Return the queues with what the address says of them."""
    asks = asks_in(request)
    chosen = whole_number(request.GET.get("queue"))
    opened = next((queue for queue in queues if queue.id == chosen), None)
    return Shelf(queues, opened, opened is not None and dict(opened.asks) != asks, asks)


class SavedQueue(Protocol):
    """A queue, as a row of the column or as it is stored."""

    @property
    def id(self) -> int: ...

    @property
    def asks(self) -> Mapping[str, str]: ...


def address_of(queue: SavedQueue) -> str:
    """Return the parameters that open a queue."""
    return "?" + urlencode({"queue": queue.id, **queue.asks})
