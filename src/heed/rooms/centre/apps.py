"""The centre as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words import N_, ExportKind
from heed.ui.navigation import Room, RoomCount

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def reads_reports(account: "Account") -> bool:
    """Open the room to the accounts that read the reports of a project."""
    from heed.process.roles import READS_REPORTS  # apps name their rooms before there are models
    from heed.queries.access import access_of

    projects = access_of(account).projects(READS_REPORTS)
    return projects is None or bool(projects)


def watches_several(account: "Account") -> bool:
    """Lead a sign-in here where the account answers for several projects or the whole company."""
    from heed.process.roles import READS_REPORTS
    from heed.queries.access import access_of

    projects = access_of(account).projects(READS_REPORTS)
    return projects is None or len(projects) > 1


def own_warnings(_account: "Account", counts: "Counts") -> RoomCount:
    """The open early warnings for which the account answers."""
    return RoomCount(counts.warnings)


class CentreConfig(AppConfig):
    """The room `centre`; it has no tables."""

    name = "heed.rooms.centre"
    label = "centre"
    room = Room(
        N_("Overview"),
        icon="gauge",
        home="centre:home",
        order=0,
        opens=reads_reports,
        waiting=own_warnings,
        leads=False,
        first=watches_several,
    )

    def ready(self) -> None:
        """Let the worker make the reports of a month of all projects."""
        from heed.reports.exporting import register_maker  # it asks for the tables, which are there by now

        register_maker(ExportKind.MONTHS, "heed.rooms.centre.exports.months.make_months")
