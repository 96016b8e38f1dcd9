"""The seal of what stands beside the timeline: written anew at the end of every change (`heed.seal`).

There the complaint is also marked to be counted again in the tallies.
"""

from collections.abc import Sequence

from django.db import connection

from heed.actions.engine import to_tally
from heed.queries.record.sealed import policy_texts, sealed_rows_of
from heed.records.models import Complaint, PolicyVersion
from heed.records.seal_key import seal_keys
from heed.seal.record import HOLDER, POLICY, state_seal

_SEAL = f"UPDATE {HOLDER} SET seal = %s WHERE id = %s"  # noqa: S608


def seal(complaint: Complaint) -> None:
    """Seal where the complaint stands, with its clocks, promises, orders, verdicts and files.

    The caller holds the lock of the complaint and has written everything else: what is written after it shows as
    damage.
    """
    complaint.seal = state_seal(seal_keys().current, sealed_rows_of([complaint.pk])[complaint.pk])
    with connection.cursor() as cursor:
        cursor.execute(_SEAL, [bytes.fromhex(complaint.seal), complaint.pk])
    to_tally.mark([complaint.pk])


def seal_many(complaint_ids: Sequence[int]) -> None:
    """Seal these complaints, some hundreds at most: after rows of theirs were written in bulk."""
    key = seal_keys().current
    seals = [(bytes.fromhex(state_seal(key, rows)), pk) for pk, rows in sealed_rows_of(complaint_ids).items()]
    with connection.cursor() as cursor:
        cursor.executemany(_SEAL, seals)
    to_tally.mark(complaint_ids)


def seal_policy(version: PolicyVersion) -> None:
    """Seal a version of the policy that was just written."""
    version.seal = seal_keys().current.seal(POLICY, policy_texts()[version.number])
    PolicyVersion.objects.filter(pk=version.pk).update(seal=version.seal)
