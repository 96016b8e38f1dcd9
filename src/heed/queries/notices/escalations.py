"""Who got a notice of the escalations of a complaint (C7)."""

from typing import Any

from django.db.models import QuerySet

from heed.process.moves import ROWS
from heed.records.models import Notice
from heed.records.prepared import prepared

_ESCALATIONS = [row.name for row in ROWS if row.escalates]


def notified_of_escalations(complaint_id: int) -> dict[str, list[str]]:
    """Return the names of those who got a notice of an escalation, by the kind of the clock; one query."""
    found: dict[str, list[str]] = {}
    for facts, name in _notices(complaint_id):
        found.setdefault(facts.get("clock", ""), []).append(name)
    return found


@prepared
def _notices(complaint: int) -> QuerySet[Notice, tuple[dict[str, Any], str]]:
    told = Notice.objects.filter(complaint=complaint, about__in=_ESCALATIONS, account__isnull=False)
    return told.order_by("pk").values_list("facts", "account__name")
