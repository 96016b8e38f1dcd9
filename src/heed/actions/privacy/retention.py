"""Erasing by time: what the policy keeps no longer goes by itself, some at a time, unless a legal hold is on it.

Each batch is a short transaction that starts from an index of what has ended longest, so that the cost follows what is
due. What is held is passed over, and comes again when the hold ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from heed.actions.complaints.held import erase_refused
from heed.actions.engine.alone import alone
from heed.actions.privacy.erasing import erase_old, erase_record, erase_sign_ups, erase_talks
from heed.actions.record.audit import record_event
from heed.actions.record.erase import erase
from heed.process.words import AuditKind
from heed.queries.policies import current_policy
from heed.queries.privacy.due import (
    calls_due,
    complaints_due,
    old_due,
    people_due,
    refused_due,
    sign_ups_due,
    visits_due,
)
from heed.queries.privacy.holds import people_held
from heed.records.models import Person, PolicyVersion

#: So many of each kind go in one transaction.
BATCH = 20
_LOCK = 0xE2A5E
"""The lock under which one process erases."""
#: Days of a month, as times are written in the policy.
MONTH = timedelta(days=30)
#: What stands on record as the reason.
REASON = "保存期限届满 / retention period over"


@dataclass
class Forgotten:
    """How many complaints, talks, old complaints and residents were erased.

    `talks`: calls, visits, sign-ups and refused reports.
    """

    complaints: int = 0
    talks: int = 0
    old: int = 0
    people: int = 0

    @property
    def any(self) -> bool:
        """Whether anything was erased."""
        return bool(self.complaints or self.talks or self.old or self.people)


def erase_what_is_due(
    now: datetime | None = None, stopping: Callable[[], bool] = lambda: False, most: int = BATCH
) -> Forgotten:
    """Erase everything that is due, batch by batch, and return how much; `stopping` is asked before each batch.

    Nothing is due as long as there is no policy: Heed was not set up yet.
    """
    at, done = now or timezone.now(), Forgotten()
    if not PolicyVersion.objects.exists():
        return done
    for step in (_complaints, _talks, _old, _people):
        while not stopping() and step(at, most, done):
            pass
    return done


@transaction.atomic
def _complaints(now: datetime, most: int, done: Forgotten) -> int:
    if not alone(_LOCK, wait=False):
        return 0
    ended_before = now - MONTH * current_policy().retention.matter_months
    due = complaints_due(ended_before, now, most)
    for complaint in due:
        erase(complaint, by=None, reason=REASON, at=now)
    _record(now, complaints=len(due))
    done.complaints += len(due)
    return len(due)


@transaction.atomic
def _talks(now: datetime, most: int, done: Forgotten) -> int:
    if not alone(_LOCK, wait=False):
        return 0
    before = now - MONTH * current_policy().retention.talk_months
    calls, visits = calls_due(before, now, most), visits_due(before, now, most)
    held = people_held(timezone.localdate(now))
    sign_ups, refused = sign_ups_due(before, held, most), refused_due(before, held, most)
    erase_talks(calls, visits, at=now)
    erase_sign_ups(sign_ups)
    erase_refused(refused, at=now)
    erased = len(calls) + len(visits) + len(sign_ups) + len(refused)
    done.talks += erased
    return erased


@transaction.atomic
def _old(now: datetime, most: int, done: Forgotten) -> int:
    if not alone(_LOCK, wait=False):
        return 0
    due = old_due(now - MONTH * current_policy().retention.old_months, now, most)
    erase_old(due)
    done.old += len(due)
    return len(due)


@transaction.atomic
def _people(now: datetime, most: int, done: Forgotten) -> int:
    if not alone(_LOCK, wait=False):
        return 0
    gone_before = timezone.localdate(now - MONTH * current_policy().retention.resident_months)
    due = people_due(gone_before, now, most)
    for person in Person.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in due]):
        erase_record(person, whole=True, at=now)
    _record(now, people=len(due))
    done.people += len(due)
    return len(due)


def _record(now: datetime, **counts: int) -> None:
    if any(counts.values()):
        record_event(AuditKind.DATA_ERASED, at=now, facts={**counts, "because": "time"})
