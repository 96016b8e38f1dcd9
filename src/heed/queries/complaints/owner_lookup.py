"""Finding the complaint of an owner: by the secret of the link, by the number, or by the form that was sent."""

from heed.records.models import Complaint, Project
from heed.records.owner_keys import link_hash_of


def complaint_of_secret(secret: str) -> Complaint | None:
    """Return the complaint with this secret, with its project; None for an unknown secret."""
    if "\0" in secret:  # PostgreSQL refuses it even in a query
        return None
    return Complaint.objects.select_related("project").filter(link_hash=link_hash_of(secret)).first()


def complaint_numbered(project: Project, number: str) -> Complaint | None:
    """Return the complaint with this number at the project; None for an unknown number."""
    if "\0" in number:
        return None
    return Complaint.objects.select_related("project").filter(project=project, number=number).first()


def complaint_sent_with(client_key: str | None) -> Complaint | None:
    """The complaint that was recorded from a form with this key, or None: the same form, sent twice."""
    return Complaint.objects.filter(client_key=client_key).first() if client_key else None
