"""What a person who leaves, or loses a duty, would leave open: nobody else would do it (R67, R68, R73).

The open complaints themselves are handed over with the closing; all else is listed, to be handed over first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from heed.process.moves import APPROVERS, VISITORS
from heed.process.words import N_, SwapState
from heed.queries.access import Projects
from heed.queries.staff.open_work import OpenWork, open_work_of
from heed.records.models import Absence, Account, Duty, Place, RotaChange, RotaShift, RotaSwap

ORDERS, PROMISES, APPROVALS = N_("Work orders"), N_("Promises"), N_("Approvals asked for")
VISITS, SHIFTS, SWAPS = N_("Return visits"), N_("Shifts on the rota"), N_("Swaps asked for")
STEWARDS, STAND_INS = N_("Places looked after as steward"), N_("Standing in for a colleague on leave")
#: How many of a kind are named.
NAMED = 12


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """One kind of open work: what it is called (a message id), how many there are, and the names of the first."""

    kind: str
    count: int
    names: tuple[str, ...]


def left_behind_by(account: Account, now: datetime, projects: Projects = None) -> list[LeftBehind]:
    """Return the open work of an account (at these projects) besides its own complaints, by kind.

    A fixed number of queries.
    """
    found: dict[str, list[str]] = {}
    for kind, name in _open(account, now, projects):
        found.setdefault(kind, []).append(name)
    return [LeftBehind(kind, len(names), tuple(dict.fromkeys(names))[:NAMED]) for kind, names in found.items()]


def left_behind_without(duty: Duty, now: datetime) -> list[LeftBehind]:
    """Return what an account could not do any more without this duty, by kind.

    With another duty at the project it keeps its promises and complaints; orders need one of the department, answers
    to requests and return visits a role that gives them, shifts the role of the rota.
    """
    account, projects = duty.account, frozenset({duty.project_id}) if duty.project_id else None
    others = Duty.objects.filter(account=account).exclude(pk=duty.pk)
    left = list(others.filter(Q(project=duty.project_id) | Q(project=None)))
    found = left_behind_by(account, now, projects)
    if not left:
        return found
    lost = {kind for kind, kept in _needs(duty) if not any(map(kept, left))}
    return [one for one in found if one.kind in lost]


def _needs(duty: Duty) -> Iterator[tuple[str, Callable[[Duty], bool]]]:
    """The kinds of work that a duty allows, each with whether another duty allows it as well."""
    yield SHIFTS, lambda other: other.role == duty.role
    if duty.department_id:
        yield ORDERS, lambda other: other.department_id == duty.department_id
    if duty.role in APPROVERS:
        yield APPROVALS, lambda other: other.role in APPROVERS
    if duty.role in VISITORS:
        yield VISITS, lambda other: other.role in VISITORS


def _open(account: Account, now: datetime, projects: Projects) -> Iterator[tuple[str, str]]:
    for work in open_work_of(account, projects):
        yield from ((kind, work.complaint.number) for kind in _kinds(work))
    here = Q() if projects is None else Q(project__in=projects)
    today = now.date()
    yield from ((SHIFTS, name) for name in _shifts(account, today, here))
    swaps = RotaSwap.objects.filter(here, Q(asked_by=account) | Q(asked_of=account), state=SwapState.ASKED.value)
    yield from ((SWAPS, f"{on:%Y-%m-%d}") for on in swaps.filter(on__gte=today).values_list("on", flat=True))
    places = Place.objects.filter(here, steward=account, is_active=True).order_by("path")
    yield from ((STEWARDS, path) for path in places.values_list("path", flat=True))
    if projects is None:
        ahead = Absence.objects.filter(stand_in=account, ends_at__gt=now).order_by("starts_at")
        yield from ((STAND_INS, name) for name in ahead.values_list("account__name", flat=True))


def _kinds(work: OpenWork) -> Iterator[str]:
    yield from (ORDERS for _ in work.orders)
    if work.promise is not None:
        yield PROMISES
    yield from (APPROVALS for _ in work.approvals)
    if work.is_visit:
        yield VISITS


def _shifts(account: Account, today: date, here: Q) -> list[str]:
    """The projects with a shift of this account from today on: by the weekly rota, or by a dated change."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=today)
    weekly = RotaShift.objects.filter(here, lasting, account=account)
    dated = RotaChange.objects.filter(here, account=account, is_on=True, on__gte=today)
    return [name for rows in (weekly, dated) for name in rows.order_by("pk").values_list("project__name", flat=True)]
