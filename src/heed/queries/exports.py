"""Exports of an account, and whether one may still be taken."""

import hashlib
from datetime import datetime

from django.db.models import Q, QuerySet

from heed.process.words import ExportState
from heed.queries.access import access_of, complaints_visible_to, duties_held
from heed.records.models import Account, ExportJob

#: So many are listed.
LISTED = 30
OPEN_EXPORTS = (ExportState.WAITING.value, ExportState.RUNNING.value)


def exports_of(account: Account) -> list[ExportJob]:
    """Return the exports of the account, the newest first; one query."""
    return list(ExportJob.objects.filter(account=account).order_by("-pk")[:LISTED])


def open_exports(account: Account) -> QuerySet[ExportJob]:
    """Return the exports of the account that are not made yet."""
    return ExportJob.objects.filter(account=account, state__in=OPEN_EXPORTS)


def exports_to_make(now: datetime) -> QuerySet[ExportJob]:
    """Return the exports that no worker is making now, the oldest first."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return ExportJob.objects.filter(free, state__in=OPEN_EXPORTS).order_by("pk")


def sight_of(account: Account) -> str:
    """Return a mark of what the account may see: another one as soon as its duties are others, or as soon as it is
    complained of in a complaint more or less (C3)."""
    about = access_of(account).complaints_about_itself().order_by("pk").values_list("pk", flat=True)
    return hashlib.sha256(repr((duties_held(account), list(about))).encode()).hexdigest()


def may_be_taken(job: ExportJob, account: Account, now: datetime) -> bool:
    """Whether the file is there, is kept still, and holds nothing that the account may not see any more."""
    kept = job.state == ExportState.READY and job.delete_at is not None and job.delete_at > now
    sees_as_before = job.account_id == account.pk and job.sight == sight_of(account)
    return kept and sees_as_before and _sees_each_case(job, account)


def _sees_each_case(job: ExportJob, account: Account) -> bool:
    cases = {pk for pk, _whole in job.facts.get("cases", ())}
    return complaints_visible_to(account).filter(pk__in=cases).count() == len(cases)
