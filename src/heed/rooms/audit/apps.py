"""The audit log as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words.base import N_
from heed.ui.navigation import Room

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.audit import may_audit

    return may_audit(account)


class AuditConfig(AppConfig):
    """The room `audit`; it has no tables."""

    name = "heed.rooms.audit"
    label = "audit"
    room = Room(N_("Audit log"), icon="shield-check", home="audit:home", order=10, opens=_opens)
