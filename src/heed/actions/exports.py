"""Long exports: started by a person, made by a worker, taken by the person alone, and deleted after some days.

A file is offered only when it is whole: its row says that it is ready after the file is on the disk. Where a worker
dies, another begins the export anew when the claim has run out.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event, record_reveal
from heed.process.case import Refusal
from heed.process.words import N_, AuditedData, AuditKind, ExportKind, ExportState
from heed.queries.exports import exports_to_make, open_exports, sight_of
from heed.records.models import Account, Complaint, ExportJob

#: How long a claim lasts unless it is extended: longer than the longest paper takes to draw.
LEASE = timedelta(minutes=3)
#: How long a file is kept.
KEPT = timedelta(days=2)
#: How long the row of an export is kept after that.
REMEMBERED = timedelta(days=30)
#: So many exports of one person are made or wait at once, and so often one is begun.
MOST, ATTEMPTS = 3, 3
FAILED = N_("It could not be made. Start it again.")
UNSEEN = N_("You may not see any of it any more.")
INTERRUPTED = N_("It was interrupted too often. Start it again.")
BATCH = 100


@transaction.atomic
def start_export(
    kind: ExportKind, asks: dict[str, Any], *, by: Account, total: int = 0, at: datetime | None = None
) -> ExportJob:
    """Start an export in the background; asked again before it is made, return that one.

    Raises Refused while as many as possible of the same person are made.
    """
    waiting = list(open_exports(by))
    same = next((job for job in waiting if job.kind == kind.value and job.asks == asks), None)
    if same is not None:
        return same
    if len(waiting) >= MOST:
        busy = N_("%(most)s exports of yours are being made: wait for one of them.")
        raise Refused([Refusal(busy, params={"most": MOST})])
    return ExportJob.objects.create(
        account=by, kind=kind.value, asks=asks, language=by.language, total=total, made_at=at or timezone.now(),
        stored=f"exports/{secrets.token_hex(16)}",
    )  # fmt: skip


def claim_export(at: datetime | None = None) -> ExportJob | None:
    """Claim the oldest export that nobody makes, from its beginning; None where there is none."""
    now = at or timezone.now()
    while exports_to_make(now).exists():  # outside the transaction: an idle worker takes no lock
        free, job = _claim_next(now)
        if job is not None or not free:
            return job
    return None


@transaction.atomic
def _claim_next(now: datetime) -> tuple[bool, ExportJob | None]:
    """Whether one was free, and the one that was claimed; None where it has had all its attempts."""
    job = exports_to_make(now).select_for_update(skip_locked=True, of=("self",)).select_related("account").first()
    if job is None:
        return False, None
    if job.attempts >= ATTEMPTS:
        default_storage.delete(job.stored)
        _end(job, ExportState.FAILED, now, error=INTERRUPTED)
        return True, None
    job.attempts += 1
    job.state, job.done, job.claimed_until = ExportState.RUNNING.value, 0, now + LEASE
    job.sight = sight_of(job.account)  # before anything is read: what changes meanwhile makes the file untakable
    job.save(update_fields=["attempts", "state", "done", "claimed_until", "sight"])
    return True, job


def keep_claim(job: ExportJob, done: int, total: int, at: datetime | None = None) -> bool:
    """Put down how far it is, and extend the claim; False where another worker has it by now."""
    until = (at or timezone.now()) + LEASE
    total = max(total, done) if total else 0
    return bool(_claimed(job).update(done=done, total=total, claimed_until=until))


def give_back(job: ExportJob) -> None:
    """Leave the export to the next worker, as if it had not been begun."""
    _claimed(job).update(
        state=ExportState.WAITING.value, claimed_until=None, attempts=job.attempts - 1, done=0
    )  # fmt: skip


def finish_export(
    job: ExportJob, content: "File[bytes]", name: str, facts: dict[str, Any], at: datetime | None = None
) -> bool:  # fmt: skip
    """Store the file, and only then offer it; False where another worker has the export by now."""
    now = at or timezone.now()
    if not _claimed(job).exists():
        return False
    default_storage.delete(job.stored)
    default_storage.save(job.stored, content)
    return _end(
        job, ExportState.READY, now, name=name, facts=facts, size=content.size, delete_at=now + KEPT
    )  # fmt: skip


def fail_export(job: ExportJob, at: datetime | None = None, error: str = FAILED) -> None:
    """Say why it could not be made; the file of another worker, who has it by now or has made it, stays."""
    if _end(job, ExportState.FAILED, at or timezone.now(), error=error):
        default_storage.delete(job.stored)


def _end(job: ExportJob, state: ExportState, now: datetime, **columns: Any) -> bool:
    return bool(_claimed(job).update(state=state.value, ended_at=now, claimed_until=None, **columns))


def _claimed(job: ExportJob) -> Any:
    return ExportJob.objects.filter(pk=job.pk, attempts=job.attempts, ended_at=None)


@transaction.atomic
def record_export(job: ExportJob, *, by: Account) -> None:
    """Put down in the audit log that the file is taken: for case files one by one, and each contact that is in full."""
    common = {name: value for name, value in job.facts.items() if name != "cases"}
    cases = Complaint.objects.select_related("person").in_bulk([pk for pk, _whole in job.facts.get("cases", ())])
    if not cases:
        record_event(AuditKind.EXPORT, by=by, facts=common)
    for pk, whole in job.facts.get("cases", ()):
        record_event(AuditKind.EXPORT, by=by, complaint=cases[pk], facts={"data": AuditedData.CASE_FILE.value})
        if whole and cases[pk].contact:
            record_reveal(by=by, complaint=cases[pk], person=cases[pk].person)


def delete_old_exports(at: datetime | None = None, delete: Callable[[str], None] = default_storage.delete) -> int:
    """Delete the files whose time is over, and rows that are older still; return how many files."""
    now = at or timezone.now()
    old = list(ExportJob.objects.filter(delete_at__lte=now)[:BATCH])
    for job in old:
        delete(job.stored)
        ExportJob.objects.filter(pk=job.pk).update(state=ExportState.DELETED.value, delete_at=None)
    forgotten = ExportJob.objects.filter(ended_at__lte=now - REMEMBERED, delete_at=None)
    if forgotten.exists():
        forgotten.delete()
    return len(old)
