"""The field as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.house.rooms import Room, Waiting
from heed.process.wording import N_

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.fieldwork import has_fieldwork

    return has_fieldwork(account)


def _waiting(account: "Account") -> Waiting | None:
    from heed.queries.fieldwork import waiting_orders

    count = waiting_orders(account)
    return Waiting(count) if count else None


class FieldConfig(AppConfig):
    """The room `field`; it has no tables."""

    name = "heed.rooms.field"
    label = "field"
    room = Room(N_("Field"), icon="wrench", home="field:home", order=3, opens=_opens, waiting=_waiting)
