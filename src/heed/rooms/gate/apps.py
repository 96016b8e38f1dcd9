"""The gate as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, RoomCount

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.gate import works_at_gate

    return works_at_gate(account)


def _waiting(account: "Account", _counts: "Counts") -> RoomCount | None:
    from heed.queries.gate import shifts_to_take_over

    waiting = shifts_to_take_over(account).count()
    return RoomCount(waiting, hot=True) if waiting else None


class GateConfig(AppConfig):
    """The room `gate`; it has no tables."""

    name = "heed.rooms.gate"
    label = "gate"
    room = Room(N_("Gate"), icon="shield", home="gate:home", order=1, opens=_opens, waiting=_waiting)
