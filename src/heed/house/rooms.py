"""The rooms of the frame: a room's AppConfig says `room = Room(…)`; the sidebar shows those the person may enter.

def opens(account):
    from heed.queries.counter import may_take_in  # an apps.py is read before the models are: import within

    return may_take_in(account)

class DeskConfig(AppConfig):
    name = "heed.rooms.desk"
    room = Room(N_("Desk"), icon="concierge-bell", home="desk:home", order=1, opens=opens)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from heed.records.models import Account


def everybody(_account: "Account") -> bool:
    """A room open to every signed-in person."""
    return True


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits in a room, and whether some of it is late."""

    count: int
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A room as the frame shows it.

    `label` is a message id, `icon` a name of lucide, `home` a URL name, `opens` who may enter, `waiting` what waits
    there (asked on every page: one cheap query), `finds` the URL name of a search that answers the palette with JSON.
    """

    label: str
    icon: str
    home: str
    order: int
    opens: Callable[["Account"], bool] = everybody
    waiting: Callable[["Account"], Waiting | None] | None = None
    finds: str = ""


class Shown(TypedDict):
    """One line of the sidebar."""

    name: str
    url: str
    label: str
    icon: str
    count: int | None
    hot: bool


def open_to(account: "Account") -> list[tuple[str, Room]]:
    """The rooms this account may enter, in order, each with its app's label."""
    said = [(config.label, getattr(config, "room", None)) for config in apps.get_app_configs()]
    rooms = [(name, room) for name, room in said if isinstance(room, Room) and room.opens(account)]
    return sorted(rooms, key=lambda pair: pair[1].order)


def shown_to(account: "Account") -> list[Shown]:
    """The lines of the sidebar for this account; a room without its address is left out."""
    lines: list[Shown] = []
    for name, room in open_to(account):
        try:
            url = reverse(room.home)
        except NoReverseMatch:
            continue
        waiting = room.waiting(account) if room.waiting else None
        count, hot = (waiting.count, waiting.hot) if waiting else (None, False)
        lines.append(Shown(name=name, url=url, label=_(room.label), icon=room.icon, count=count, hot=hot))
    return lines


def search_of(account: "Account") -> str:
    """Where the palette searches for this account, or nothing."""
    for _name, room in open_to(account):
        if room.finds:
            return reverse(room.finds) + "?q="
    return ""
