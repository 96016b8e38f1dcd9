"""The inbox as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, RoomCount

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.access import duties_held

    return bool(duties_held(account))


def _waiting(_account: "Account", counts: "Counts") -> RoomCount:
    return RoomCount(counts.unread)


class InboxConfig(AppConfig):
    """The room `inbox`; it has no tables."""

    name = "heed.rooms.inbox"
    label = "inbox"
    room = Room(
        N_("Inbox"), icon="inbox", home="inbox:home", order=0, opens=_opens, waiting=_waiting, leads=False, live=True
    )
