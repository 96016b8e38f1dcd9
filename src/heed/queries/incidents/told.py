"""What is said of an incident where one complaint, or a text like it, stands: to its owner, and at the desk (R10)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from heed.queries.access import without_conflicts_of
from heed.records.models import Account, Complaint, Incident, IncidentText
from heed.records.prepared import prepared


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """An incident: its id, the text for its owners, and how many complaints it has."""

    id: int
    told: str
    complaints: int


def told_to_owner(complaint: Complaint) -> str:
    """Return what the owner of a complaint reads of its incident, "" where it is part of none; one query."""
    found = _told(complaint.pk)
    return found[0] if found else ""


@prepared
def _told(complaint: int) -> QuerySet[IncidentText, str]:
    of_it = IncidentText.objects.filter(incident__parts__complaint=complaint, incident__parts__out_at=None)
    return of_it.order_by("-pk").values_list("told", flat=True)[:1]


def incident_among(complaints: Collection[int], reader: Account) -> ToldIncident | None:
    """Return the latest incident of which one of these complaints is part, unless one of it is about the reader (C3);
    one query."""
    if not complaints:
        return None
    latest = IncidentText.objects.filter(incident=OuterRef("pk")).order_by("-pk").values("told")[:1]
    theirs = Incident.objects.filter(parts__complaint__in=complaints, parts__out_at=None).values("pk")
    seen = without_conflicts_of(reader, Incident.objects.filter(pk__in=theirs), "parts__complaint")
    standing = Count("parts", filter=Q(parts__out_at=None))
    found = seen.annotate(told=Subquery(latest), complaints=standing).order_by("-pk")
    row = found.values_list("pk", "told", "complaints").first()
    return ToldIncident(*row) if row else None
