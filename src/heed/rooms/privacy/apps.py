"""Privacy as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.privacy.duty import data_duty_of  # apps name their rooms before there are models

    return data_duty_of(account).reads


class PrivacyConfig(AppConfig):
    """The room `privacy`; it has no tables."""

    name = "heed.rooms.privacy"
    label = "privacy"
    room = Room(N_("Personal data"), icon="user-lock", home="privacy:home", order=11, opens=_opens, leads=False)
