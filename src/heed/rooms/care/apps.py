"""Care as an app, and as a room of the frame."""

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
    return Waiting(counts.visits)


class CareConfig(AppConfig):
    """The room `care`; it has no tables."""

    name = "heed.rooms.care"
    label = "care"
    room = Room(N_("Return visits"), icon="phone-outgoing", home="care:home", order=4, opens=_opens, waiting=_waiting)
