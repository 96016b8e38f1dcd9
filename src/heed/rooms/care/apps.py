"""Care as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, RoomCount

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.process.roles import RECEIVES  # apps name their rooms before there are models
    from heed.queries.access import access_of

    projects = access_of(account).projects(RECEIVES)
    return projects is None or bool(projects)


def _waiting(_account: "Account", counts: "Counts") -> RoomCount:
    return RoomCount(counts.visits)


def _comes_first(account: "Account") -> bool:
    """Whether the account calls owners after the work, and neither receives them nor leads."""
    from heed.process.roles import RECEIVES  # apps name their rooms before there are models
    from heed.process.words import Role
    from heed.queries.access import holds

    others = [role for role in RECEIVES if role is not Role.FOLLOW_UP]
    return holds(account, [Role.FOLLOW_UP]) and not holds(account, others)


class CareConfig(AppConfig):
    """The room `care`; it has no tables."""

    name = "heed.rooms.care"
    label = "care"
    room = Room(
        N_("Return visits"),
        icon="phone-outgoing",
        home="care:home",
        order=4,
        opens=_opens,
        waiting=_waiting,
        first=_comes_first,
    )
