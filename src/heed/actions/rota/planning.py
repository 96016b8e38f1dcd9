"""Planning the rota: the only writer of the weekly pattern and of dated changes (R35, R41, R150)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process import rota
from heed.process.case import Refusal
from heed.process.intervals import MINUTES_A_DAY
from heed.process.words import N_, Role
from heed.queries.rota.on_duty import rota_of
from heed.queries.rota.planning import holders_of, plans
from heed.records.models import Account, Project, RotaChange, RotaShift

#: A shift of one person: the weekday (0 is Monday), and the minutes of the day at which it starts and ends.
Weekly = tuple[int, int, int]
_WEEK = 7 * MINUTES_A_DAY
_NOT_YOURS = N_("You may not plan the rota of this project.")
_NOT_HERE = N_("%(name)s does not have this duty here.")
PAST = N_("This day has passed.")


def fingerprint(project: Project, role: str) -> str:
    """Return a hash of the weekly pattern, by which a change by another planner is noticed."""
    rows = RotaShift.objects.filter(project=project, role=role).order_by("pk")
    rows_text = repr(list(rows.values_list("pk", "since_on", "until_on")))
    return hashlib.sha256(rows_text.encode()).hexdigest()[:16]


@transaction.atomic
def plan_week(
    project: Project,
    role: Role | str,
    week: Mapping[Account, Sequence[Weekly]],
    *,
    by: Account,
    since_on: date,
    seen: str | None = None,
    at: datetime | None = None,
) -> None:
    """Replace the weekly pattern of a duty from a day on; the days before keep theirs.

    `week` is the whole pattern, `seen` the fingerprint of the pattern that the planner saw. Raises Refused where it
    was changed meanwhile, shifts of one person overlap, the day has passed, or a person does not have the duty.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    _refuse_outsiders(project, role, week, by)
    _refuse_past(project, since_on, at)
    if seen is not None and seen != fingerprint(project, role):
        message = N_("This week was changed in the meantime. Your input is still here: compare, then send again.")
        raise Refused([Refusal(message)])
    for account, shifts in week.items():
        if _overlap(shifts):
            raise Refused(
                [Refusal(N_("The shifts of %(name)s overlap."), f"week.{account.pk}", {"name": account.name})]
            )
    wanted = {(account.pk, *shift) for account, shifts in week.items() for shift in shifts}
    kept = _end_other_shifts(project, role, wanted, since_on)
    RotaShift.objects.bulk_create(
        RotaShift(
            project=project, role=role, account_id=key, weekday=weekday, starts=starts, ends=ends, since_on=since_on
        )
        for key, weekday, starts, ends in sorted(wanted - kept)
    )


def _end_other_shifts(
    project: Project, role: Role | str, wanted: set[tuple[int, int, int, int]], since_on: date
) -> set[tuple[int, int, int, int]]:
    """End the shifts that are not wanted from this day on; return those that stay as they are."""
    kept: set[tuple[int, int, int, int]] = set()
    in_force = Q(until_on__isnull=True) | Q(until_on__gte=since_on)
    for row in RotaShift.objects.filter(in_force, project=project, role=role):
        key = (row.account_id, row.weekday, row.starts, row.ends)
        begun = row.since_on is None or row.since_on <= since_on
        if key in wanted - kept and row.until_on is None and begun:
            kept.add(key)
        elif row.since_on is not None and row.since_on >= since_on:
            row.delete()
        else:
            row.until_on = since_on - timedelta(days=1)
            row.save(update_fields=["until_on"])
    return kept


def _overlap(shifts: Iterable[Weekly]) -> bool:
    """Return whether shifts overlap, also across midnight and from Sunday to Monday."""
    spans = sorted(
        (weekday * MINUTES_A_DAY + starts, weekday * MINUTES_A_DAY + ends) for weekday, starts, ends in shifts
    )
    ring = [*spans, *((spans[0][0] + _WEEK, spans[0][1] + _WEEK) for _ in spans[:1])]
    return any(later[0] < earlier[1] for earlier, later in pairwise(ring))


@transaction.atomic
def add_change(
    project: Project,
    role: Role | str,
    account: Account,
    on: date,
    *,
    is_on: bool,
    by: Account,
    hours: Sequence[tuple[int, int]] = (),
    note: str = "",
    at: datetime | None = None,
) -> list[RotaChange]:
    """Put a person on duty on a day, or off duty, in these minutes; off without minutes: all shifts that start there.

    Raises Refused where the day has passed, there is no such shift, no hours are given, or `by` does not plan here.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    _refuse_outsiders(project, role, [account], by)
    _refuse_past(project, on, at)
    spans = list(hours) or ([] if is_on else shifts_starting_on(project, role, account, on))
    if not spans:
        message = N_("Enter the hours.") if is_on else N_("%(name)s has no shift on this day.")
        raise Refused([Refusal(message, "hours", {"name": account.name})])
    return [
        RotaChange.objects.create(
            project=project, role=role, account=account, on=on, starts=starts, ends=ends, is_on=is_on,
            note=note.strip()[:200], made_by=by, made_at=at or timezone.now(),
        )
        for starts, ends in spans
    ]  # fmt: skip


def shifts_starting_on(project: Project, role: str, account: Account, on: date) -> list[tuple[int, int]]:
    """Return the minutes of the shifts that the person starts on the day."""
    found = rota_of(project, [role], on, 1)
    own = [turn for turn in found.turns[str(role)] if turn.account_id == account.pk and turn.on == on and turn.counts]
    return [rota.minutes_of(found.zone, turn) for turn in own]


@transaction.atomic
def remove_change(change: RotaChange, *, by: Account, at: datetime | None = None) -> None:
    """Remove a dated change. Raises Refused where its day has passed, it is of a swap, or `by` does not plan here."""
    if not plans(by, change.project_id):
        raise Refused([Refusal(_NOT_YOURS)])
    _refuse_past(change.project, change.on, at)
    if change.swap_id is not None:
        raise Refused([Refusal(N_("Two people agreed on this swap. Change the day itself instead."))])
    change.delete()


def _refuse_outsiders(project: Project, role: str, accounts: Iterable[Account], by: Account) -> None:
    if not plans(by, project):
        raise Refused([Refusal(_NOT_YOURS)])
    known = set(holders_of(str(role), project).values_list("pk", flat=True))
    strangers = [account for account in accounts if account.pk not in known]
    if strangers:
        raise Refused([Refusal(_NOT_HERE, "account", {"name": one.name}) for one in strangers])


def _refuse_past(project: Project, on: date, at: datetime | None) -> None:
    if on < (at or timezone.now()).astimezone(ZoneInfo(project.timezone)).date():
        raise Refused([Refusal(PAST, "on")])
