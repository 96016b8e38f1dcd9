"""Oversight as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words import N_, ExportKind
from heed.ui.navigation import Room, RoomCount, sees_projects

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _waiting(_account: "Account", counts: "Counts") -> RoomCount:
    return RoomCount(counts.overdue, hot=True)


class OversightConfig(AppConfig):
    """The room `oversight`; it has no tables."""

    name = "heed.rooms.oversight"
    label = "oversight"
    room = Room(
        N_("Oversight"),
        icon="radar",
        home="oversight:list",
        order=2,
        opens=sees_projects,
        waiting=_waiting,
        finds="oversight:find",
    )

    def ready(self) -> None:
        """Let the worker make lists."""
        from heed.reports.exporting import register_maker  # an apps.py is read before the models are

        register_maker(ExportKind.LIST, "heed.rooms.oversight.exports.make_list")
