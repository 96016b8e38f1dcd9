"""Looking for warnings: at complaints that changed, and at those whose silence or clock tells by now (R148).

A complaint that was counted in the tallies leaves a mark (`mark`), with the sums already anew. The mark goes in the
transaction in which the complaint is looked at: a worker that is killed leaves it. Nothing is read but what stands
next to these complaints within some weeks, and the kept sums. One process looks at a time.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

from django.db import connection, transaction
from django.utils import timezone

from heed.actions.engine.alone import alone
from heed.actions.warnings.raising import end_over, raise_or_renew
from heed.process.words import WarningKind
from heed.queries.policies import current_policy
from heed.queries.warnings.gathering import Gathering, hot_spots
from heed.queries.warnings.lateness import Paces, lates
from heed.queries.warnings.leaving import leavings, silences_ahead
from heed.queries.warnings.promised import slides
from heed.queries.warnings.repeating import manners, repeats
from heed.queries.warnings.surging import surges
from heed.queries.warnings.watched import Known, WarningCandidate, WatchedComplaint, known_of, watched_of
from heed.records.models import Clock, Complaint, ComplaintToWatch

BATCH = 50
"""Complaints in one transaction, which keeps other writers to SQLite waiting for some hundredths of a second."""
FRESH = timedelta(days=8)
"""What last changed longer ago is history: counting it again, as all tallies are, warns of nothing."""
_LOCK = 0x3A7C4
_MARK = (
    f"INSERT INTO {ComplaintToWatch._meta.db_table} (complaint_id, due_at) "  # noqa: S608  # names of our own
    f"SELECT id, %s FROM {Complaint._meta.db_table} WHERE id = %s AND moved_at > %s"
)


def mark(complaint_ids: Iterable[int], now: datetime | None = None) -> None:
    """Mark those of these complaints that changed of late, in the caller's transaction."""
    at = now or timezone.now()
    adapt = connection.ops.adapt_datetimefield_value
    rows = [(adapt(at), pk, adapt(at - FRESH)) for pk in complaint_ids]
    with connection.cursor() as cursor:
        cursor.executemany(_MARK, rows)


@dataclass
class Watcher:
    """The eye of one worker, with what it remembers of the paces of estates, of rare words and compared complaints."""

    paces: Paces = field(default_factory=Paces)
    gathering: Gathering = field(default_factory=Gathering)

    def look(self, now: datetime | None = None, most: int = BATCH) -> int:
        """Look at the complaints whose marks are due, at most so many marks; return how many marks were done."""
        with transaction.atomic():
            done = self._look(now or timezone.now(), most)
        self.gathering.keep()
        return done

    def _look(self, at: datetime, most: int) -> int:
        if not alone(_LOCK, wait=False):
            return 0
        due = ComplaintToWatch.objects.filter(due_at__lte=at).order_by("due_at", "pk")
        marks = list(due.values_list("pk", "complaint_id")[:most])
        if not marks:
            return 0
        ids = {complaint for _pk, complaint in marks}
        # What is read comes after these marks; a change that is counted meanwhile leaves one that stays.
        later = ComplaintToWatch.objects.filter(complaint__in=ids, due_at__gt=at)
        done = [pk for pk, _complaint in marks] + list(later.values_list("pk", flat=True))
        ahead = self._warned(ids, at)
        ComplaintToWatch.objects.filter(pk__in=done).delete()
        ComplaintToWatch.objects.bulk_create(ComplaintToWatch(complaint_id=pk, due_at=due) for pk, due in ahead)
        return len(marks)

    def _warned(self, ids: Collection[int], at: datetime) -> list[tuple[int, datetime]]:
        """Raise what there is to warn of; return which of them are to be looked at again, and when."""
        watched = watched_of(ids)
        clocks = Clock.objects.filter(complaint__in=ids, stopped_at__isnull=True, breached_at__isnull=True)
        running = {str(pk): kind for pk, kind in clocks.values_list("pk", "kind")}
        terms = current_policy().warnings
        known = known_of(terms, {one.project_id for one in watched}, _keys(watched, running), at)
        ahead = list(silences_ahead(watched, terms.leaving, at))
        candidates: list[WarningCandidate] = []
        held: dict[WarningKind, set[str]] = {WarningKind.LEAVING: set(), WarningKind.LATE: set()}
        for found in self._found(watched, known, at):
            if isinstance(found, WarningCandidate):
                held.get(found.kind, set()).add(found.key)
                if found.joins is not None or found.subject not in known.quiet:
                    candidates.append(found)
            else:
                ahead.append(found)
        raise_or_renew(candidates, at)
        end_over(ids, held, at)
        return ahead

    def _found(
        self, watched: list[WatchedComplaint], known: Known, at: datetime
    ) -> Iterator[WarningCandidate | tuple[int, datetime]]:
        return chain(
            hot_spots(watched, known.terms, at, self.gathering),
            surges(watched, known, at),
            repeats(watched, known, at),
            manners(watched, known, at),
            slides(watched, known, at),
            leavings(watched, known, at),
            lates(watched, known, at, self.paces),
        )


def _keys(watched: Iterable[WatchedComplaint], clocks: Iterable[str]) -> set[str]:
    """The keys under which earlier warnings may stand."""
    accused = Complaint.accused.through._default_manager.filter(complaint__in=[one.id for one in watched])
    keys = {"", *clocks, *(str(account) for account in accused.values_list("account", flat=True))}
    for one in watched:
        keys |= {one.category, str(one.id), str(one.person_id), str(one.home)}
    return keys
