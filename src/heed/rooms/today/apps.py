"""What a lead has to do now, as an app and as the first room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.reception import is_superior

    return is_superior(account)


class TodayConfig(AppConfig):
    """The room `today`; it has no tables."""

    name = "heed.rooms.today"
    label = "today"
    room = Room(N_("To do now"), icon="list-todo", home="today:home", order=0, opens=_opens)
