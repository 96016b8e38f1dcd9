"""Whether the record is as it was written, one complaint or all of them (`heed.seal` says what that means)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import Count, Max

from heed.queries.record.sealed import audit_texts, policy_sums, policy_texts, sealed_records
from heed.records.models import AuditEvent, Complaint, DayNumber, PolicyVersion
from heed.records.seal_key import seal_keys
from heed.seal.checkpoint import SignedCheckpoint
from heed.seal.record import POLICY, Damage, changed_events
from heed.seal.verify import CheckpointSums, RecordFault, record_faults

BATCH = 200


@dataclass(frozen=True, slots=True)
class Damaged:
    """A complaint whose record has faults, by its number."""

    number: str
    faults: tuple[RecordFault, ...]


def verify_record(complaint: Complaint) -> list[RecordFault]:
    """Every fault of the complaint's record, as the database holds it now; empty: intact. Stored files are not read."""
    return record_faults(sealed_records([complaint.pk])[0], seal_keys())


def verify_all(checkpoint_sums: Mapping[str, CheckpointSums]) -> Iterator[tuple[int, list[Damaged]]]:
    """Verify every complaint with its stored files, against what checkpoints say (`checkpoint_sums`, by number).

    Gives, after each batch, how many are done so far and the damaged ones among them.
    """
    done, last = 0, 0
    seen: set[str] = set()
    while ids := list(Complaint.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        found = []
        for record in sealed_records(ids):
            seen.add(record.number)
            known = checkpoint_sums.get(record.number)
            faults = record_faults(record, seal_keys(), checkpoint_sums=known, file_digest=stored_digest)
            if faults:
                found.append(Damaged(record.number, tuple(faults)))
        done, last = done + len(ids), ids[-1]
        yield done, found
    yield done, [Damaged(number, (RecordFault(0, Damage.GONE),)) for number in sorted(checkpoint_sums.keys() - seen)]


def stored_digest(name: str) -> str | None:
    """SHA-256, in hex, of the file stored under this name; None where it cannot be read."""
    try:
        with default_storage.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def days_with_gaps() -> list[str]:
    """The days on which numbers are missing: as `project code, day`. A number is given out once, and each is used."""
    given = DayNumber.objects.values_list("project_id", "project__code", "on", "last")
    counted = Complaint.objects.values("project_id", "received_on").annotate(count=Count("pk"), last=Max("serial"))
    found = {(day["project_id"], day["received_on"]): (day["count"], day["last"]) for day in counted}
    return [f"{code}, {on}" for project_id, code, on, last in given if found.get((project_id, on)) != (last, last)]


def changed_policies(checkpoints: Sequence[SignedCheckpoint] = ()) -> list[int]:
    """The numbers of the policy versions that are missing, or not as they were sealed or stand in a checkpoint."""
    texts, sums = policy_texts(), policy_sums()
    noted = [(int(number), total) for one in checkpoints for number, total in one.header.policies.items()]
    changed = {number for number, total in noted if sums.get(str(number)) != total}
    seals = dict(PolicyVersion.objects.values_list("number", "seal"))
    for number in range(1, max(texts, default=0) + 1):
        if number not in texts or not seal_keys().fits(seals[number], POLICY, texts[number]):
            changed.add(number)
    return sorted(changed)


def changed_audit_events() -> list[int]:
    """The ids of the events of the audit log that are not as they were sealed, or before which one is missing."""
    return changed_events(seal_keys(), audit_texts())


def lost_audit_events(checkpoints: Sequence[SignedCheckpoint]) -> list[int]:
    """The numbers of the checkpoints whose newest event of the audit log is not on record any more."""
    noted = {one.header.audit: one.header.number for one in checkpoints if one.header.audit}
    seals = list(noted)
    for first in range(0, len(seals), BATCH):
        found = AuditEvent.objects.filter(seal__in=seals[first : first + BATCH]).values_list("seal", flat=True)
        for seal in found:
            del noted[seal]
    return sorted(noted.values())
