"""The audit log: who may read it, and its events with filters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from heed.process.roles import AUDITS
from heed.process.words import AuditKind
from heed.queries.access import access_of
from heed.queries.paging import Page, newest_first
from heed.records.models import Account, AuditEvent

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """What of the log is asked for: the person who did it or whom it is about, the kind, the days."""

    account: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


def may_audit(account: Account) -> bool:
    """Whether the account may read the audit log: by a duty for the whole company."""
    return access_of(account).projects(AUDITS) is None


def reveals_many(account: Account, at: datetime | None = None) -> bool:
    """Whether the account has revealed more contacts within the last hour than it may unnoticed."""
    most, now = settings.HEED_REVEALS_HOURLY, at or timezone.now()
    found = AuditEvent.objects.filter(by=account, kind=AuditKind.REVEAL.value, at__gt=now - HOUR, at__lte=now)
    return bool(most) and found.count() > most


def audit_page(only: AuditFilters, after: str = "") -> Page[AuditEvent]:
    """Return a page of the events, the newest first; one query."""
    return newest_first(_events(only), after)


def all_audit_events(only: AuditFilters) -> Iterator[AuditEvent]:
    """Yield every event, the newest first; one query, read in parts."""
    return _events(only).order_by("-pk").iterator(1000)


def _events(only: AuditFilters) -> QuerySet[AuditEvent]:
    found = AuditEvent.objects.select_related("by", "account", "complaint", "person")
    if only.account is not None:
        found = found.filter(Q(by=only.account) | Q(account=only.account))
    if only.kind:
        found = found.filter(kind=only.kind)
    if only.since is not None:
        found = found.filter(at__gte=_begin(only.since))
    if only.until is not None:
        found = found.filter(at__lt=_begin(only.until + timedelta(days=1)))
    return found


def _begin(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
