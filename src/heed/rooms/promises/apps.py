"""The promise ledger as an app, and as a room of the frame."""

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
    return Waiting(counts.owed, hot=True)


class PromisesConfig(AppConfig):
    """The room `promises`; it has no tables."""

    name = "heed.rooms.promises"
    label = "promises"
    room = Room(N_("Promises"), icon="handshake", home="promises:ledger", order=5, opens=_opens, waiting=_waiting)
