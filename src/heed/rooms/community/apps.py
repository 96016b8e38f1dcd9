"""Community as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.process.roles import SEES_ALL  # apps name their rooms before there are models
    from heed.queries.access import access_of

    projects = access_of(account).projects(SEES_ALL)
    return projects is None or bool(projects)


class CommunityConfig(AppConfig):
    """The room `community`; it has no tables."""

    name = "heed.rooms.community"
    label = "community"
    room = Room(N_("Community"), icon="megaphone", home="community:home", order=7, opens=_opens, leads=False)
