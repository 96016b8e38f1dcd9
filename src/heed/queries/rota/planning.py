"""Reading the rota for its pages: who sees and plans it, its gaps, and the shifts of a person (R35, R41, R150)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from heed.process import rota
from heed.process.policy import Policy
from heed.process.roles import APART_FROM_CASES, PLANS_ROTA
from heed.process.rota import Alteration, Away, DutyPeriod, Shift, Span
from heed.process.words import Role, SwapState
from heed.queries.access import access_of, of_projects, projects_of
from heed.queries.rota.on_duty import absences_within, alteration_of, rota_of, shift_of
from heed.records.models import Absence, Account, Duty, Project, RotaChange, RotaShift, RotaSwap

#: Duties that have a rota, as they are listed.
ON_ROTA = tuple(role for role in Role if role not in APART_FROM_CASES)
#: So many days ahead gaps are searched and own shifts are shown.
AHEAD = 14


def rota_projects(account: Account) -> QuerySet[Project]:
    """Return the projects whose rota the account sees: where it has any duty."""
    return projects_of(account, tuple(Role)).order_by("code")


def planned_projects(account: Account) -> QuerySet[Project]:
    """Return the projects whose rota the account plans."""
    return projects_of(account, PLANS_ROTA).order_by("code")


def plans(account: Account, project: Project | int) -> bool:
    """Return whether the account plans the rota of this project."""
    projects = access_of(account).projects(PLANS_ROTA)
    return projects is None or getattr(project, "pk", project) in projects


def colleagues(account: Account) -> QuerySet[Account]:
    """Return the people whose leave the account enters: those with a duty at a project that it plans."""
    projects = access_of(account).projects(PLANS_ROTA)
    here = of_projects(Duty.objects.all(), projects)
    return Account.objects.filter(is_active=True, pk__in=here.values("account")).order_by("name", "pk")


def stand_ins_for(account: Account) -> QuerySet[Account]:
    """Return who may stand in: people with a duty at one of the account's projects, or for the whole company."""
    held = access_of(account).duties
    here = Q(project__in={project for _, project, _ in held if project is not None}) | Q(project__isnull=True)
    duties = Duty.objects.all() if any(project is None for _, project, _ in held) else Duty.objects.filter(here)
    found = Account.objects.filter(is_active=True, pk__in=duties.exclude(role__in=APART_FROM_CASES).values("account"))
    return found.exclude(pk=account.pk).order_by("name", "pk")


def roles_at(project: Project) -> list[Role]:
    """Return the duties that have a holder at the project, in their usual order; one query."""
    here = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account__is_active=True)
    held = set(here.values_list("role", flat=True))
    return [role for role in ON_ROTA if role.value in held]


def holders_of(role: str, project: Project) -> QuerySet[Account]:
    """Return the people who may be on the rota of this duty, by name."""
    duties = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role=role)
    return Account.objects.filter(is_active=True, pk__in=duties.values("account")).order_by("name", "pk")


def gaps_ahead(project: Project, policy: Policy, now: datetime) -> tuple[Span, ...] | None:
    """Return when nobody answers the telephone in the coming days (R41); None where there is no rota. Three queries."""
    zone = ZoneInfo(project.timezone)
    today = now.astimezone(zone).date()
    found = rota_of(project, policy.telephone.answered_by, today, AHEAD + 1).of(policy.telephone.answered_by)
    if not found:
        return None
    return rota.gaps(found, Span(now, max(now, rota.instant(zone, today + timedelta(days=AHEAD), 0))))


@dataclass(frozen=True, slots=True)
class OwnShift:
    """A shift of a person: where, in which role, and the minutes of its day at which it starts and ends."""

    project: Project
    role: str
    turn: DutyPeriod
    starts: int
    ends: int

    @property
    def key(self) -> str:
        """The value of the shift in a form."""
        return f"{self.project.pk}.{self.role}.{self.turn.on:%Y-%m-%d}.{self.starts}.{self.ends}"


def shifts_of(accounts: Iterable[Account], now: datetime, days: int = AHEAD) -> dict[int, list[OwnShift]]:
    """Return the coming shifts of these people at every project, by the ids of the people; three queries."""
    keys = [account.pk for account in accounts]
    first, last = (now - timedelta(days=1)).date(), (now + timedelta(days=days + 1)).date()
    shifts = RotaShift.objects.filter(account__in=keys, project__is_active=True).select_related("project")
    changes = RotaChange.objects.filter(account__in=keys, on__range=(first, last), project__is_active=True)
    absent = absences_within(keys, Span(now - 2 * rota.DAY, now + timedelta(days=days + 2)))
    patterns: dict[tuple[Project, str], _Pattern] = {}
    for row in shifts:
        patterns.setdefault((row.project, row.role), _Pattern()).shifts.append(shift_of(row))
    for change in changes.select_related("project").order_by("pk"):
        patterns.setdefault((change.project, change.role), _Pattern()).changes.append(alteration_of(change))
    found: dict[int, list[OwnShift]] = {key: [] for key in keys}
    for (project, role), pattern in patterns.items():
        for shift in _coming(project, role, pattern, absent, now, days):
            found[shift.turn.account_id].append(shift)
    return {key: sorted(own, key=lambda shift: shift.turn.span) for key, own in found.items()}


@dataclass(slots=True)
class _Pattern:
    """The weekly shifts and the dated changes of one duty at one project."""

    shifts: list[Shift] = field(default_factory=list)
    changes: list[Alteration] = field(default_factory=list)


def _coming(
    project: Project, role: str, pattern: _Pattern, absent: list[Away], now: datetime, days: int
) -> Iterator[OwnShift]:
    zone = ZoneInfo(project.timezone)
    for turn in rota.turns(zone, now.astimezone(zone).date(), days, pattern.shifts, pattern.changes, absent):
        if turn.counts and turn.span.ends_at > now:
            yield OwnShift(project, role, turn, *rota.minutes_of(zone, turn))


def swaps_of(account: Account, today: date) -> list[RotaSwap]:
    """Return the coming swaps that the account requested or has to answer, the next first; one query."""
    mine = Q(asked_by=account) | Q(asked_of=account)
    found = RotaSwap.objects.filter(mine, on__gte=today).exclude(state=SwapState.WITHDRAWN.value)
    return list(found.select_related("project", "asked_by", "asked_of").order_by("on", "starts", "pk"))


def swaps_to_answer(account: Account, today: date) -> QuerySet[RotaSwap]:
    """Return the swaps that wait for the account's answer."""
    return RotaSwap.objects.filter(asked_of=account, state=SwapState.ASKED.value, on__gte=today)


def absences_at(project: Project, span: Span) -> list[Absence]:
    """Return the absences of the project's staff within the span; one query."""
    here = Duty.objects.filter(Q(project=project) | Q(project__isnull=True))
    within = Absence.objects.filter(starts_at__lt=span.ends_at, ends_at__gt=span.starts_at)
    found = within.filter(account__in=here.values("account"), account__is_active=True)
    return list(found.select_related("account", "stand_in").order_by("starts_at", "pk"))
