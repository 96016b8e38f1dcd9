"""Reports that wait for a person: for the desks that decide about them, and for the owner who sent one."""

from django.db.models import Q, QuerySet

from heed.process.roles import RECEIVES
from heed.process.words import HeldState
from heed.queries.access import access_of, of_projects
from heed.records.models import Account, HeldReport, Person
from heed.records.models.held_report import REFUSED_WHOLE
from heed.records.owner_keys import link_hash_of


def held_reports_seen_by(account: Account) -> QuerySet[HeldReport]:
    """Return the reports, decided or not, of the projects at whose desk the account works."""
    return of_projects(HeldReport.objects.select_related("project", "place"), access_of(account).projects(RECEIVES))


def held_reports_waiting(account: Account) -> QuerySet[HeldReport]:
    """Return those that nobody has decided about, the oldest first."""
    return held_reports_seen_by(account).filter(state=HeldState.HELD).order_by("pk")


def held_report_of_secret(secret: str) -> HeldReport | None:
    """Return the report with this secret; None for an unknown one."""
    if "\0" in secret:
        return None
    found = HeldReport.objects.select_related("project", "complaint")
    return found.filter(link_hash=link_hash_of(secret)).first()


def held_reports_of(person: Person) -> QuerySet[HeldReport]:
    """Return the reports of a known resident that wait, or were refused and are whole still, the newest first."""
    whole = Q(state=HeldState.HELD.value) | REFUSED_WHOLE
    return HeldReport.objects.filter(whole, facts__person=person.pk).select_related("project").order_by("-pk")


def held_report_sent_with(client_key: str | None) -> HeldReport | None:
    """Return the report that was held of a form with this key: the same form, sent twice."""
    return HeldReport.objects.filter(client_key=client_key).first() if client_key else None
