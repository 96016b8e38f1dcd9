"""The rota as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, RoomCount

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.access import roles_of

    return bool(roles_of(account))


def _waiting(_account: "Account", counts: "Counts") -> RoomCount:
    return RoomCount(counts.swaps, hot=True)


class RotaConfig(AppConfig):
    """The room `rota`, open to every account with a duty; it has no tables."""

    name = "heed.rooms.rota"
    label = "rota"
    room = Room(
        N_("Rota"), icon="calendar-clock", home="rota:week", order=6, opens=_opens, waiting=_waiting, leads=False
    )
