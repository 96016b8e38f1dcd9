"""The gate: a guard's shifts, who answers the telephone now, and what is open there (R41, R87)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.process.roles import AT_GATE, SEES_ALL
from heed.process.rota import DutyPeriod
from heed.process.words import ENDED, Role
from heed.queries.access import access_of, holds, projects_of, without_conflicts_of
from heed.queries.policies import current_policy
from heed.queries.reception import desk_projects
from heed.queries.rota.on_duty import rota_of
from heed.records.models import Account, Call, Complaint, Duty, GateShift, Person, Project

#: So long a complaint stays on the list of open matters of the guard who took it in.
KEPT = timedelta(days=14)
_ENDED = [stage.value for stage in ENDED]


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers the telephone until when, by the rota."""

    account: Account
    until: datetime


@dataclass(frozen=True, slots=True)
class TelephoneDuty:
    """Who answers the telephone now, and when it is the reader's turn next (None: on no rota ahead)."""

    now: tuple[Answering, ...]
    mine_until: datetime | None
    mine_next: datetime | None


def works_at_gate(account: Account) -> bool:
    """Return whether the account is a guard somewhere."""
    return holds(account, AT_GATE)


def gate_projects(account: Account) -> QuerySet[Project]:
    """Return the projects at whose gate the account works."""
    return projects_of(account, AT_GATE).order_by("code")


def telephone_duty(project: Project, account: Account, now: datetime) -> TelephoneDuty:
    """Return who answers the telephone by the rota, now and next (R41)."""
    roles = current_policy().telephone.answered_by
    found = rota_of(project, roles, now.astimezone(ZoneInfo(project.timezone)).date(), 8)
    turns = [turn for turn in found.of(roles) if _is_ahead(turn, now)]
    running = [turn for turn in turns if turn.span.holds(now)]
    mine = [turn.span for turn in turns if turn.account_id == account.pk]
    return TelephoneDuty(
        tuple(Answering(found.accounts[turn.account_id], turn.span.ends_at) for turn in running),
        min((span.ends_at for span in mine if span.holds(now)), default=None),
        min((span.starts_at for span in mine if span.starts_at > now), default=None),
    )


def _is_ahead(turn: DutyPeriod, now: datetime) -> bool:
    return turn.counts and turn.span.ends_at > now


def next_at_gate(project: Project, account: Account, now: datetime) -> Account | None:
    """Return who answers the telephone next after the account, by the rota; None where nobody is planned."""
    roles = current_policy().telephone.answered_by
    found = rota_of(project, roles, now.astimezone(ZoneInfo(project.timezone)).date(), 2)
    coming = [turn for turn in found.of(roles) if _comes_after(turn, account, now)]
    soonest = min(coming, key=lambda turn: max(turn.span.starts_at, now), default=None)
    return found.accounts[soonest.account_id] if soonest is not None else None


def _comes_after(turn: DutyPeriod, account: Account, now: datetime) -> bool:
    return turn.account_id != account.pk and _is_ahead(turn, now)


def may_take_over(project: Project, but: Account) -> QuerySet[Account]:
    """Return who may take a shift over: those who answer the telephone at the project (R41)."""
    roles = [role.value for role in (*current_policy().telephone.answered_by, *AT_GATE)]
    here = Duty.objects.filter(account=OuterRef("pk"), role__in=roles, project=project)
    return Account.objects.filter(Exists(here), is_active=True).exclude(pk=but.pk).order_by("name")


def open_shift(account: Account) -> GateShift | None:
    """Return the shift in which the account is now."""
    return GateShift.objects.filter(account=account, ended_at__isnull=True).select_related("project").first()


def may_call_back(account: Account, project: Project) -> bool:
    """Return whether the account may call back a caller of this project: at its desk, or in a shift at its gate."""
    if desk_projects(account).filter(pk=project.pk).exists():
        return True
    shift = open_shift(account)
    return shift is not None and shift.project_id == project.pk


def shifts_to_take_over(account: Account) -> QuerySet[GateShift]:
    """Return the shifts that were handed over to the account and not taken over yet."""
    waiting = GateShift.objects.filter(handed_to=account, taken_over_at__isnull=True)
    return waiting.select_related("project", "account", "handed_to").order_by("ended_at")


def shifts_visible_to(account: Account) -> QuerySet[GateShift]:
    """Return the shifts that the account had or was handed, and those of its projects (desk, superiors, guards)."""
    projects = access_of(account).projects((*SEES_ALL, Role.GUARD))
    own = Q(account=account) | Q(handed_to=account)
    here = Q() if projects is None else own | Q(project__in=projects)
    return GateShift.objects.filter(here).select_related("project", "account", "handed_to").order_by("-began_at")


def calls_in(shift: GateShift, reader: Account) -> QuerySet[Call]:
    """Return the calls of the shift: those that its guard answered, and those that nobody did; none that is about the
    reader (C3)."""
    mine = Q(account=shift.account) | Q(account__isnull=True, ended_at__isnull=False)
    until = Q(rang_at__lte=shift.ended_at) if shift.ended_at else Q()
    found = Call.objects.filter(mine, until, project=shift.project, rang_at__gte=shift.began_at)
    found = without_conflicts_of(reader, found, "complaint")
    return found.select_related("complaint", "person").order_by("rang_at")


def taken_in_during(shift: GateShift, reader: Account) -> QuerySet[Complaint]:
    """Return the complaints that the guard recorded in the shift; none that is about the reader (C3)."""
    until = Q(received_at__lte=shift.ended_at) if shift.ended_at else Q()
    taken = Complaint.objects.filter(until, project=shift.project, received_by=shift.account)
    found = without_conflicts_of(reader, taken)
    return found.filter(received_at__gte=shift.began_at).select_related("case_owner").order_by("received_at")


def open_at_gate(shift: GateShift, reader: Account | None = None) -> list[Complaint]:
    """Return what is open when the shift ends: what was recorded in it, and what its guard had taken over.

    Nothing that is about the reader (C3); all of it without one, to be handed over.
    """
    handed = GateShift.objects.filter(handed_to=shift.account, taken_over_at__isnull=False, project=shift.project)
    before = handed.order_by("-taken_over_at").values_list("numbers", flat=True).first() or []
    own = Q(received_by=shift.account, received_at__gte=shift.began_at)
    here = Complaint.objects.filter(own | Q(number__in=before), project=shift.project).exclude(stage__in=_ENDED)
    found = without_conflicts_of(reader, here)
    return list(found.select_related("case_owner").order_by("received_at"))


def by_number(numbers: Iterable[str], reader: Account) -> list[Complaint]:
    """Return the complaints of these numbers, as a handover lists them; none that is about the reader (C3)."""
    named = without_conflicts_of(reader, Complaint.objects.filter(number__in=list(numbers)))
    found = named.select_related("case_owner")
    return list(found.order_by("received_at"))


def open_of_caller(account: Account, person_id: int) -> list[Complaint]:
    """Return what the account itself took in from this person and is still open, the latest first (R10)."""
    own = Complaint.objects.filter(received_by=account, person=person_id).exclude(stage__in=_ENDED)
    found = without_conflicts_of(account, own)
    return list(found.order_by("-received_at")[:5])


def residents_at(projects: Iterable[Project]) -> QuerySet[Person]:
    """Return those who live at these projects or complained there; who may be linked to a call at the gate."""
    lives, complained = Q(occupancies__place__project__in=projects), Q(complaints__project__in=projects)
    return Person.objects.filter(lives | complained).distinct()


def calls_at(projects: Iterable[Project]) -> QuerySet[Call]:
    """Return the calls at the gates of these projects."""
    return Call.objects.filter(project__in=projects).select_related("project", "account", "person", "complaint")
