"""Which complaints are part of an incident: rows alone, also written by merging and separating (R10)."""

from datetime import datetime

from heed.records.models import Account, Complaint, Incident, IncidentComplaint


def part_of(complaint: Complaint) -> IncidentComplaint | None:
    """Return what makes the complaint part of an incident now; None where it is part of none."""
    return IncidentComplaint.objects.filter(complaint=complaint, out_at=None).select_related("incident").first()


def enter(incident: Incident, complaint: Complaint, reason: str, by: Account | None, at: datetime) -> None:
    """Make the complaint part of the incident; `by` None: its owner joined it."""
    IncidentComplaint.objects.create(
        incident=incident, complaint=complaint, reason=reason.strip(), added_by=by, added_at=at
    )


def enter_with(main: Complaint, complaint: Complaint, reason: str, by: Account | None, at: datetime) -> None:
    """Make the complaint part of the incident, if any, to which the one that it was merged into belongs."""
    found = part_of(main)
    if found is not None and part_of(complaint) is None:
        enter(found.incident, complaint, reason, by, at)


def leave(complaint: Complaint, reason: str, by: Account, at: datetime) -> None:
    """End that the complaint is part of an incident, if it is."""
    standing = IncidentComplaint.objects.filter(complaint=complaint, out_at=None)
    standing.update(out_reason=reason.strip(), out_by=by, out_at=at)
