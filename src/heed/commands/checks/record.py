"""The record: its key, the fences of the database, the seals of everything, the stored files, the checkpoints."""

from collections.abc import Generator, Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from heed.commands.checks import Finding, ok, warn, wrong
from heed.commands.checks.database import has_file
from heed.commands.progress import ProgressBar
from heed.queries.record import checkpoints
from heed.queries.record.integrity import (
    Damaged,
    changed_audit_events,
    changed_policies,
    days_with_gaps,
    lost_audit_events,
    verify_all,
)
from heed.queries.reports.soundness import wrong_reports, wrong_states
from heed.queries.tallies.soundness import wrong_sums, wrongly_counted
from heed.records import triggers
from heed.records.models import Checkpoint, CheckpointCopy, Complaint, MonthReport
from heed.records.seal_key import seal_keys
from heed.seal.checkpoint import SignedCheckpoint, differences, sums_by_number

LISTED = 20
"""How many damaged complaints are named one by one."""


def protection() -> Iterator[Finding]:
    """Whether there is a key to seal with, and whether the database refuses what is never done to a record."""
    if not is_made():
        yield warn("There is no record yet.")
        return
    try:
        key = seal_keys().current
    except ImproperlyConfigured as problem:
        yield wrong(str(problem))
        return
    yield ok(f"The record is sealed with the key {key.name}.")
    if missing := triggers.missing(connection):
        yield wrong(
            f"The database no longer refuses changes of the record: {', '.join(missing[:3])} "
            f"({len(missing)} of its triggers) are missing or changed. Find out who did it; `heed renew-triggers` "
            "makes them anew."
        )
    else:
        yield ok("The database refuses to change or delete what is on record.")


def whole_record(kept: Path | None = None) -> Iterator[Finding]:
    """Read the whole record with its files, and hold it against its seals and the checkpoints; `kept` are others."""
    if not is_made():
        return
    ours = checkpoints.recorded()
    yield from _checkpoints(ours)
    read = list(ours.read)
    for folder in filter(None, (settings.HEED_CHECKPOINT_FOLDER, kept)):
        read += yield from _compared(ours, folder)
    yield from _records(read)
    if policies := changed_policies(read):
        yield wrong(f"The policy was changed after it was written: version {', '.join(map(str, policies))}.")
    yield from _audit_log(read)
    yield from _tallies()
    yield from _month_reports()
    if gaps := days_with_gaps():
        yield wrong(f"Complaints are missing: their numbers have gaps ({'; '.join(gaps[:LISTED])}).")


def is_made() -> bool:
    """Whether the tables of the record are there."""
    return has_file() and Complaint._meta.db_table in connection.introspection.table_names()


def _checkpoints(ours: checkpoints.Checkpoints) -> Iterator[Finding]:
    for fault in ours.faults:
        yield wrong(fault)
    last = Checkpoint.objects.order_by("-number").first()
    if last is None:
        if Complaint.objects.exists():
            yield warn("There is no checkpoint of the record yet: the worker makes them, and `heed checkpoint` does.")
    elif not ours.faults:
        yield ok(f"{last.number} checkpoints are signed and whole, the last of {last.made_at:%Y-%m-%d %H:%M} UTC.")
    for copy in CheckpointCopy.objects.filter(kept_at__isnull=True, tries__gt=0).order_by("checkpoint_id")[:LISTED]:
        yield warn(f"Checkpoint {copy.checkpoint_id} could not be kept ({copy.place}): {copy.error}")


def _compared(ours: checkpoints.Checkpoints, folder: Path) -> Generator[Finding, None, list[SignedCheckpoint]]:
    """What the checkpoints in a folder say of those of the database."""
    if not folder.is_dir():
        if ours.read:
            yield warn(f"There are no checkpoints in {folder}.")
        return []
    kept = checkpoints.kept_in(folder)
    faults = [*kept.faults, *differences(ours.read, kept.read)]
    for fault in faults:
        yield wrong(f"{folder}: {fault}")
    if not faults and kept.read:
        yield ok(f"The {len(kept.read)} checkpoints in {folder} are those of the database.")
    return kept.read


def _records(read: list[SignedCheckpoint]) -> Iterator[Finding]:
    total, damaged = Complaint.objects.count(), list[Damaged]()
    bar = ProgressBar("  reading the record")
    done = 0
    for done, found in verify_all(sums_by_number(read)):
        damaged += found
        bar(done / total if total else 1.0)
    for one in damaged[:LISTED]:
        yield wrong(f"{one.number} is not as it was written: {_words(one)}.")
    if len(damaged) > LISTED:
        yield wrong(f"So are {len(damaged) - LISTED} more.")
    if not damaged:
        yield ok(f"The record is intact: {done} complaints with all that belongs to them, and their files.")


def _tallies() -> Iterator[Finding]:
    """Whether the numbers of the reports are those of the record."""
    wrongs = [*wrong_sums(), *wrongly_counted()]
    for one in wrongs[:LISTED]:
        yield wrong(f"A number of the reports is not that of the record: {one}. `heed tallies --rebuild` counts anew.")
    if len(wrongs) > LISTED:
        yield wrong(f"So are {len(wrongs) - LISTED} more.")
    if not wrongs:
        yield ok("The numbers of the reports are those of the record.")


def _month_reports() -> Iterator[Finding]:
    """Whether the reports of months are those that were submitted and answered."""
    wrongs = [*wrong_reports(), *wrong_states()]
    for one in wrongs[:LISTED]:
        yield wrong(f"A report of a month was changed behind Heed's back: {one}. Find out who did it.")
    if len(wrongs) > LISTED:
        yield wrong(f"So are {len(wrongs) - LISTED} more.")
    if not wrongs and (count := MonthReport.objects.count()):
        yield ok(f"The reports of months are as they were submitted: {count} versions.")


def _audit_log(read: list[SignedCheckpoint]) -> Iterator[Finding]:
    changed, lost = changed_audit_events(), lost_audit_events(read)
    if changed:
        listed = ", ".join(map(str, changed[:LISTED]))
        yield wrong(f"The audit log was changed, or events are missing before these: {listed}.")
    if lost:
        yield wrong(f"The audit log lacks events that checkpoint {lost[0]} names.")
    if not changed and not lost:
        yield ok("The audit log is as it was written.")


def _words(damaged: Damaged) -> str:
    return "; ".join(
        (f"entry {fault.seq}: " if fault.seq else "") + fault.damage.label[:1].lower() + fault.damage.label[1:]
        for fault in damaged.faults
    )
