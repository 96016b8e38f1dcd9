"""The audit log: the only place where its events are written."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from heed.actions.engine.outbox import AccountNews, write_account_news
from heed.process.roles import AUDITS
from heed.process.words import AuditKind
from heed.queries.access import only_reads
from heed.queries.audit import HOUR, reveals_many
from heed.queries.record.sealed import newest_audit_seal, text_to_seal
from heed.records.models import Account, AuditEvent, Complaint, Person
from heed.records.seal_key import seal_keys
from heed.seal.record import audit_seal

#: What the notice of the alarm is about.
MANY_REVEALS = "many_reveals"
_LOCK = 0x48656564
"""The number of PostgreSQL's lock under which events are written one after the other."""


def record_event(kind: AuditKind, *, at: datetime | None = None, facts: Any = None, **columns: Any) -> AuditEvent:
    """Write an event of the audit log in the caller's transaction, sealed to the one before it.

    `columns` are those of the event: `by`, `account`, `complaint`, `person`, `address`. Writers take turns until their
    transaction ends.
    """
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True) if facts else ""
    event = AuditEvent(at=at or timezone.now(), kind=kind.value, facts=text, **columns)
    with transaction.atomic(savepoint=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        event.seal = audit_seal(seal_keys().current, newest_audit_seal(), text_to_seal(AuditEvent, event))
        event.save(force_insert=True)
    return event


@transaction.atomic
def record_look(complaint: Complaint, *, by: Account) -> None:
    """Record that an account that only reads looked at the complaint; for any other account nothing."""
    if only_reads(by):
        record_event(AuditKind.LOOK, by=by, complaint=complaint, person=complaint.person)


@transaction.atomic
def record_reveal(
    *,
    by: Account,
    complaint: Complaint | None = None,
    person: Person | None = None,
    at: datetime | None = None,
    facts: Any = None,
    reason: str = "",
) -> None:
    """Record that a contact was shown in full, and the reason where one was given.

    Many within an hour notify the auditors, once an hour.
    """
    now = at or timezone.now()
    about = {**(facts or {}), **({"reason": reason} if reason else {})}
    record_event(AuditKind.REVEAL, by=by, complaint=complaint, person=person, at=now, facts=about)
    recent = AuditEvent.objects.filter(by=by, at__gt=now - HOUR, at__lte=now)
    if not reveals_many(by, now) or recent.filter(kind=AuditKind.MANY_REVEALS.value).exists():
        return
    record_event(AuditKind.MANY_REVEALS, by=by, account=by, at=now, facts={"most": settings.HEED_REVEALS_HOURLY})
    for auditor in _auditors().exclude(pk=by.pk):
        write_account_news(AccountNews(auditor, MANY_REVEALS, by.name, now))


def _auditors() -> Any:
    roles = [role.value for role in AUDITS]
    return Account.objects.filter(Q(duties__role__in=roles, duties__project=None), is_active=True).distinct()
