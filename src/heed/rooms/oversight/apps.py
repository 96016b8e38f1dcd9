"""Oversight as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, Waiting

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.access import access_of

    projects = access_of(account).projects()
    return projects is None or bool(projects)


def _waiting(_account: "Account", counts: "Counts") -> Waiting:
    return Waiting(counts.overdue, hot=True)


class OversightConfig(AppConfig):
    """The room `oversight`; it has no tables."""

    name = "heed.rooms.oversight"
    label = "oversight"
    room = Room(
        N_("Oversight"),
        icon="radar",
        home="oversight:list",
        order=2,
        opens=_opens,
        waiting=_waiting,
        finds="oversight:find",
    )
