"""Finding the complaint of an owner: by the secret of the link, by the number, or by the form that was sent."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from heed.process.words import Stage
from heed.queries.policies import policy_of
from heed.records.models import Complaint, Project
from heed.records.owner_keys import link_hash_of
from heed.records.prepared import prepared


def complaint_of_secret(secret: str) -> Complaint | None:
    """Return the complaint with this secret, with its project; None for an unknown secret."""
    if "\0" in secret:  # PostgreSQL refuses it even in a query
        return None
    return Complaint.objects.select_related("project", "case_owner").filter(link_hash=link_hash_of(secret)).first()


def link_ends_at(complaint: Complaint) -> datetime | None:
    """Return when the owner's link ends by the policy, after the complaint has ended; None: not yet known.

    What was merged into another complaint goes on with that one.
    """
    if complaint.stage not in (Stage.CLOSED, Stage.WITHDRAWN):
        return None
    windows = policy_of(complaint.policy_id).windows
    since = max(filter(None, (complaint.staged_at, complaint.link_renewed_at)))
    return since + timedelta(days=max(windows.link_days, windows.reopen_days))


def link_is_open(complaint: Complaint, now: datetime) -> bool:
    """Return whether the owner's link opens the page: neither revoked nor ended."""
    ends_at = link_ends_at(complaint)
    return complaint.link_revoked_at is None and (ends_at is None or now < ends_at)


def complaint_numbered(project: Project, number: str) -> Complaint | None:
    """Return the complaint with this number at the project; None for an unknown number."""
    if "\0" in number:
        return None
    return Complaint.objects.select_related("project").filter(project=project, number=number).first()


def complaint_sent_with(client_key: str | None) -> Complaint | None:
    """The complaint that was recorded from a form with this key, or None: the same form, sent twice."""
    return next(iter(_sent_with(client_key)), None) if client_key else None


@prepared
def _sent_with(client_key: str) -> QuerySet[Complaint]:
    return Complaint.objects.filter(client_key=client_key)
