"""The desk as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, RoomCount

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.reception import receives

    return receives(account)


def _waiting(account: "Account", counts: "Counts") -> RoomCount | None:
    count = counts.visitors + counts.ringing + counts.calls
    return RoomCount(count, hot=counts.ringing > 0) if count else None


class DeskConfig(AppConfig):
    """The room `desk`; it has no tables."""

    name = "heed.rooms.desk"
    label = "desk"
    room = Room(N_("Desk"), icon="concierge-bell", home="desk:home", order=1, opens=_opens, waiting=_waiting)
