"""Oversight as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.house.rooms import Room, Waiting
from heed.process.wording import N_

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.reach import reach_of

    projects = reach_of(account).projects()
    return projects is None or bool(projects)


def _waiting(account: "Account") -> Waiting | None:
    from heed.queries.sidebar import late_matters

    count = late_matters(account)
    return Waiting(count, hot=True) if count else None


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
