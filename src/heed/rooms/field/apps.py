"""The field as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room, Waiting

if TYPE_CHECKING:
    from heed.queries.complaints.counts import Counts
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.orders.fieldwork import has_fieldwork

    return has_fieldwork(account)


def _waiting(_account: "Account", counts: "Counts") -> Waiting:
    return Waiting(counts.orders)


class FieldConfig(AppConfig):
    """The room `field`; it has no tables."""

    name = "heed.rooms.field"
    label = "field"
    room = Room(N_("Work orders"), icon="wrench", home="field:home", order=3, opens=_opens, waiting=_waiting)
