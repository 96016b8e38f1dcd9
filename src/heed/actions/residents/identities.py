"""Accounts at WeChat or LINE by which a resident signs in: bound with consent, and taken away again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from heed.actions.record.audit import record_event
from heed.process.words import AuditKind, HomeProvider
from heed.records.models import Account, HomeIdentity, HomeVisit, Person, Project


@dataclass(frozen=True, slots=True)
class ProvenIdentity:
    """Whom a provider vouches for: its code, and the hash by which the database knows the account there."""

    provider: HomeProvider
    identity_hash: str


@transaction.atomic
def bind_identity(person: Person, project: Project, proven: ProvenIdentity, at: datetime | None = None) -> None:
    """Let an account open the page of a resident, in the place of an earlier one of the same provider."""
    now = at or timezone.now()
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    before = Q(person=person, provider=proven.provider.value) | Q(identity_hash=proven.identity_hash)
    HomeIdentity.objects.filter(before, project=project).delete()
    try:
        with transaction.atomic():
            HomeIdentity.objects.create(
                person=person, project=project, provider=proven.provider.value, identity_hash=proven.identity_hash,
                agreed_at=now,
            )  # fmt: skip
    except IntegrityError:  # bound to another resident in the same instant
        return
    record_event(AuditKind.IDENTITY_LINKED, person=person, at=now, facts={"provider": proven.provider.value})


@transaction.atomic
def remove_identity(visit: HomeVisit, provider: HomeProvider) -> None:
    """Take an account away: it opens nothing any more, and what it opened ends, but for this visit."""
    which = {"project": visit.project_id, "provider": provider.value}
    _end(visit.person, HomeVisit.objects.exclude(pk=visit.pk), which)


@transaction.atomic
def end_identities(person: Person, *, by: Account | None) -> None:
    """Take all accounts of a person away, because the telephone that had confirmed them is another one now."""
    _end(person, HomeVisit.objects.exclude(provider=""), {}, by)


def _end(person: Person, visits: QuerySet[HomeVisit], which: dict[str, Any], by: Account | None = None) -> None:
    found, now = HomeIdentity.objects.filter(person=person, **which), timezone.now()
    for identity in found:
        record_event(AuditKind.IDENTITY_UNLINKED, by=by, person=person, at=now, facts={"provider": identity.provider})
    if found.delete()[0]:
        visits.filter(person=person, ended_at__isnull=True, **which).update(ended_at=now)
