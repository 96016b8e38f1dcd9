"""Importing complaints from before Heed: batch by batch, shown all at once, removed list by list.

They are history. No clock starts, no notice goes out, no number is given, and no rate counts them.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.old_index import index_old, unindex_old
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.residents.old_list_preview import OldListPlan
from heed.records.models import Account, OldComplaint, OldList, Project

#: Rows of one transaction: short enough for nobody to wait.
BATCH = 500
#: An import that has not ended after so long broke off, and goes with the next one.
BROKEN_OFF = timedelta(hours=1)


def import_old_complaints(
    plans: Mapping[Project, OldListPlan], file_name: str, *, by: Account | None
) -> dict[Project, OldList]:
    """Write the complaints of each project as a list of its own; all are shown at once or none. Raises Refused.

    Each batch is a transaction of its own. Until the last one sets `ready_at`, no page shows any of them.
    """
    projects = [project.pk for project in plans]
    broken_off = OldList.objects.filter(
        project__in=projects, ready_at__isnull=True, started_at__lt=timezone.now() - BROKEN_OFF
    )
    for old_list in broken_off:
        remove_old_list(old_list)
    before = _ready(projects)
    now = timezone.now()
    made = {
        project: OldList.objects.create(project=project, file_name=file_name[:200], started_at=now, imported_by=by)
        for project, plan in plans.items()
        if plan.rows
    }
    try:
        for project, old_list in made.items():
            _write(old_list, plans[project].rows)
        _show(made, projects, before)
    except BaseException:
        for old_list in made.values():
            remove_old_list(old_list)
        raise
    return made


@transaction.atomic
def _show(made: Mapping[Project, OldList], projects: list[int], before: set[int]) -> None:
    """Show all of them, unless another list has come in since the rows were compared. Raises Refused."""
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=projects).order_by("pk"))
    if _ready(projects) != before:
        raise Refused([Refusal(N_("Another list came in at the same time. Please choose the file again."))])
    OldList.objects.filter(pk__in=[old_list.pk for old_list in made.values()]).update(ready_at=timezone.now())


def remove_old_list(old_list: OldList) -> int:
    """Remove a list with its complaints, batch by batch; return how many complaints there were."""
    OldList.objects.filter(pk=old_list.pk).update(ready_at=None)
    removed = 0
    while batch := list(OldComplaint.objects.filter(old_list=old_list)[:BATCH]):
        with transaction.atomic():
            unindex_old(batch)
            removed += OldComplaint.objects.filter(pk__in=[row.pk for row in batch]).delete()[0]
    old_list.delete()
    return removed


def _ready(projects: list[int]) -> set[int]:
    return set(OldList.objects.filter(project__in=projects, ready_at__isnull=False).values_list("pk", flat=True))


def _write(old_list: OldList, rows: list[OldComplaint]) -> None:
    """Write the rows, the earliest first: a search gives the last ones written first."""
    ordered = sorted(rows, key=lambda row: row.received_on)
    for row in ordered:
        row.old_list = old_list
    for start in range(0, len(ordered), BATCH):
        with transaction.atomic():
            index_old(OldComplaint.objects.bulk_create(ordered[start : start + BATCH]))
