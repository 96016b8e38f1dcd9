"""The rooms of the frame: a room's AppConfig says `room = Room(…)`; the sidebar shows those that the account may enter.

def opens(account):
    from heed.queries.reception import may_take_in  # an apps.py is read before the models are: import within

    return may_take_in(account)

class DeskConfig(AppConfig):
    name = "heed.rooms.desk"
    room = Room(N_("Desk"), icon="concierge-bell", home="desk:home", order=1, opens=opens)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.urls import NoReverseMatch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.ui.addresses import address, is_at

if TYPE_CHECKING:
    from heed.queries.access import DutiesWithPlaces
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account

#: A number this high is shown as "99+": counting ended there.
CAP = 100
#: The rooms that follow from the duties of an account are kept for so many of them.
KEPT = 4_096


def everybody(_account: "Account") -> bool:
    """Open a room to every signed-in account."""
    return True


def nobody(_account: "Account") -> bool:
    """Of a room that is nobody's first page before all others."""
    return False


def sees_projects(account: "Account") -> bool:
    """Open a room to the accounts that see the complaints of a project."""
    from heed.queries.access import access_of  # apps name their rooms before there are models

    projects = access_of(account).projects()
    return projects is None or bool(projects)


@dataclass(frozen=True, slots=True)
class RoomCount:
    """The number shown at a room, and whether some of it is late."""

    count: int
    hot: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A room as the frame shows it.

    `label` is a message id, `icon` a name of lucide, `home` a URL name, `opens` who may enter (by the duties of an
    account alone, by which the answer is kept), `waiting` what waits there (of the counts that every page asks for
    once), `finds` the URL name of a search that answers the palette, `first` whose first page it is before all others,
    `leads` whether a sign-in may lead here at all; what waits in a `live` room are unread notices, kept fresh by
    live.js.
    """

    label: str
    icon: str
    home: str
    order: int
    opens: Callable[["Account"], bool] = everybody
    waiting: Callable[["Account", "Counts"], RoomCount | None] | None = None
    finds: str = ""
    first: Callable[["Account"], bool] = nobody
    leads: bool = True
    live: bool = False


class SidebarLine(NamedTuple):
    """One line of the sidebar; `here`: it leads to where the person is."""

    name: str
    url: str
    label: str
    icon: str
    number: str
    hot: bool
    live: bool
    here: bool


def open_to(account: "Account") -> Sequence[tuple[str, Room]]:
    """The rooms this account may enter, in order, each with its app's label."""
    from heed.queries.access import duties_with_places  # apps name their rooms before there are models

    said = [(config.label, getattr(config, "room", None)) for config in apps.get_app_configs()]
    rooms = tuple((name, room) for name, room in said if isinstance(room, Room))
    return _opened_by(duties_with_places(account), rooms)


@lru_cache(maxsize=KEPT)
def _opened_by(duties: "DutiesWithPlaces", rooms: tuple[tuple[str, Room], ...]) -> Sequence[tuple[str, Room]]:
    """Those of the rooms that these duties open, in order."""
    from heed.queries.access import holder_of

    holder = holder_of(duties)
    return sorted((pair for pair in rooms if pair[1].opens(holder)), key=lambda pair: pair[1].order)


def shown_to(account: "Account", opened: Sequence[tuple[str, Room]] | None = None, path: str = "") -> list[SidebarLine]:
    """The lines of the sidebar for this account at this address; a room without its own is left out. `opened`: of
    `open_to`."""
    lines: list[SidebarLine] = []
    counts, language = counts_of(account), get_language()
    for name, room in open_to(account) if opened is None else opened:
        url, label = _signpost(language, room)
        if not url:
            continue
        waiting = room.waiting(account, counts) if room.waiting else None
        number, hot = (shown_count(waiting.count), waiting.hot) if waiting else ("", False)
        lines.append(SidebarLine(name, url, label, room.icon, number, hot, room.live, is_at(path, url)))
    return lines


@lru_cache(maxsize=KEPT)
def _signpost(_language: str | None, room: Room) -> tuple[str, str]:
    """The address of a room, "" where it has none, and its name in the language that is active."""
    try:
        return address(room.home), _(room.label)
    except NoReverseMatch:
        return "", ""


def first_address(account: "Account") -> str:
    """The address of the account's first page; "" where it may enter no room."""
    rooms = [room for _name, room in open_to(account)]
    own = [room for room in rooms if room.first(account)]
    found = next(iter([*own, *(room for room in rooms if room.leads), *rooms]), None)
    return address(found.home) if found is not None else ""


def counts_of(account: "Account") -> "Counts":
    """The counts of the signed-in account, read once a request: the frame and the page show the same."""
    from heed.queries.complaints.counts import counts_for  # apps name their rooms before there are models

    kept: Counts | None = getattr(account, "counts_kept", None)
    if kept is None:
        kept = counts_for(account)
        account.counts_kept = kept  # type: ignore[attr-defined]
    return kept


def shown_count(count: int) -> str:
    """A number as the frame shows it: "" for none, "37", "99+"."""
    return f"{CAP - 1}+" if count >= CAP else str(count or "")


def search_in(opened: Sequence[tuple[str, Room]]) -> str:
    """The address at which the palette searches, for these rooms of `open_to`; "" where none has a search."""
    for _name, room in opened:
        if room.finds:
            return address(room.finds) + "?q="
    return ""
