"""Who is on duty now, and which superior to call (R35, R41, C7)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Exists, Manager, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.process import rota
from heed.process.policy import Policy
from heed.process.roles import CALLED_TO_HELP, SUPERIORS
from heed.process.rota import Alteration, Away, DutyPeriod, Shift, Span
from heed.process.words import Role
from heed.queries.once import answer
from heed.queries.rota.absences import absent_among, is_absent, stand_ins
from heed.queries.staff.duties import crew
from heed.records.models import Absence, Account, Duty, Project, RotaChange, RotaShift
from heed.records.prepared import prepared

R = TypeVar("R", RotaShift, RotaChange)


@dataclass(frozen=True, slots=True)
class Rota:
    """The shifts of some days at a project, by the code of the role, and the accounts by their ids."""

    zone: ZoneInfo
    turns: dict[str, tuple[DutyPeriod, ...]]
    accounts: dict[int, Account]
    notes: dict[int, str] = field(default_factory=dict)  # of dated changes, by their numbers

    def of(self, roles: Iterable[str]) -> list[DutyPeriod]:
        """Return the shifts of these roles together."""
        return [turn for role in roles for turn in self.turns.get(str(role), ())]


def rota_of(project: Project, roles: Iterable[str], first: date, days: int) -> Rota:
    """Return the rota of so many days from `first` on; three queries.

    Closed accounts, and accounts without the duty, are left out.
    """
    codes, zone = [str(role) for role in roles], ZoneInfo(project.timezone)
    last = first + timedelta(days=days - 1)
    shifts = _shifts_in_force(project.pk, tuple(codes), first - rota.DAY, last)
    changes = _changes_within(project.pk, tuple(codes), first - rota.DAY, last)
    accounts = {row.account_id: row.account for row in shifts} | {row.account_id: row.account for row in changes}
    within = Span(rota.instant(zone, first - rota.DAY, 0), rota.instant(zone, last, 2880))
    absent = absences_within(accounts, within)
    turns = {
        code: rota.turns(
            zone,
            first,
            days,
            [shift_of(row) for row in shifts if row.role == code],
            [alteration_of(row) for row in changes if row.role == code],
            absent,
        )
        for code in codes
    }
    return Rota(zone, turns, accounts, {row.pk: row.note for row in changes if row.note})


def absences_within(accounts: Iterable[int], span: Span) -> list[Away]:
    """Return when these accounts are absent within the span; one query."""
    found = _absences_of(tuple(accounts), span.starts_at, span.ends_at)
    return [Away(account, Span(starts_at, ends_at)) for account, starts_at, ends_at in found]


@prepared
def _absences_of(accounts: tuple[int, ...], after: datetime, before: datetime) -> QuerySet[Absence, tuple[Any, ...]]:
    found = Absence.objects.filter(account__in=accounts, starts_at__lt=before, ends_at__gt=after)
    return found.order_by("starts_at", "pk").values_list("account_id", "starts_at", "ends_at")


def shift_of(row: RotaShift) -> Shift:
    """Return a row of the weekly pattern as `process.rota` needs it."""
    return Shift(row.account_id, row.weekday, row.starts, row.ends, row.since_on, row.until_on)


def alteration_of(row: RotaChange) -> Alteration:
    """Return a dated change as `process.rota` needs it."""
    return Alteration(row.account_id, row.on, row.starts, row.ends, row.is_on, row.pk, row.swap_id is not None)


@prepared
def _shifts_in_force(project: int, codes: tuple[str, ...], first: date, last: date) -> QuerySet[RotaShift]:
    begun = Q(since_on__isnull=True) | Q(since_on__lte=last)
    lasts = Q(until_on__isnull=True) | Q(until_on__gte=first)
    return _here(RotaShift.objects, project, codes).filter(begun, lasts)


@prepared
def _changes_within(project: int, codes: tuple[str, ...], first: date, last: date) -> QuerySet[RotaChange]:
    return _here(RotaChange.objects, project, codes).filter(on__range=(first, last))


def _here(rows: Manager[R], project: int, codes: tuple[str, ...]) -> QuerySet[R]:
    duty = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account=OuterRef("account"))
    holds = Exists(duty.filter(role=OuterRef("role")))
    found = rows.filter(holds, project=project, role__in=codes, account__is_active=True)
    return found.select_related("account").order_by("pk")


def on_duty(role: Role, project: Project, at: datetime) -> list[Account]:
    """Return the accounts on duty in this role at the instant: by dated changes, else by the week."""
    return _on_duty([role], project, at).get(role.value, [])


def _on_duty(roles: Sequence[Role], project: Project, at: datetime) -> dict[str, list[Account]]:
    """Return the same for several roles, by the code of the role; three queries."""
    found = rota_of(project, roles, at.astimezone(ZoneInfo(project.timezone)).date(), 1)
    return {
        role.value: [found.accounts[key] for key in rota.on_duty(found.turns[role.value], at.astimezone(UTC))]
        for role in roles
    }


def on_duty_now(project: Project, at: datetime) -> set[int]:
    """Return the ids of everybody on duty at the instant, in whichever role; three queries."""
    return {account.pk for found in _on_duty(list(Role), project, at).values() for account in found}


def people_to_help(project: Project, policy: Policy, category: str, at: datetime) -> list[Account]:
    """Return who is called where people are in danger: all on duty by the rota, and the category's department.

    Who is on leave is not called, but the stand-in is. Where that leaves nobody, the director, or the nearest superior
    there is.
    """
    on_rota = [account for found in _on_duty(CALLED_TO_HELP, project, at).values() for account in found]
    code = policy.leaf(category).department if category else ""
    department = project.departments.filter(code=code, is_active=True).first()
    crews = [*crew(department)] if department is not None else []
    found = {account.pk: account for account in (*on_rota, *crews)}
    absent = absent_among(found.values(), at)
    found |= {account.pk: account for account in stand_ins(absent, at).values()}
    present = [account for key, account in found.items() if key not in absent]
    return present or holders_or_above(Role.DIRECTOR, project, at=at)


@dataclass(frozen=True, slots=True)
class _Staffing:
    """The duties of some roles at a project, each marked as `is_away` or not, and the stand-ins by the absent."""

    duties: Sequence[Any]
    stand_ins: Mapping[int, Account]

    def holders(self, role: str) -> list[Account]:
        """Return the holders of a role, present or not."""
        return [duty.account for duty in self.duties if duty.role == role]

    def present(self, role: str) -> list[Account]:
        """Return the holders of a role who are present."""
        return [duty.account for duty in self.duties if duty.role == role and not duty.is_away]

    def standing_in(self, role: str) -> list[Account]:
        """Return the stand-ins of the holders who are absent."""
        absent = (duty.account_id for duty in self.duties if duty.role == role and duty.is_away)
        return [self.stand_ins[key] for key in absent if key in self.stand_ins]

    def acting(self, role: str) -> list[Account]:
        """Return who does the duty of each holder: the holder, or a stand-in, in the order of the holders."""
        found = (
            self.stand_ins.get(duty.account_id) if duty.is_away else duty.account
            for duty in self.duties
            if duty.role == role
        )
        return [account for account in found if account is not None]


def _staffing(roles: Iterable[str], project: Project | int, at: datetime, but: Collection[int] = ()) -> _Staffing:
    """Return the staffing of these roles, without the accounts in `but`; two queries at most."""
    here = project if isinstance(project, int) else project.pk
    duties: Sequence[Any] = _duties_in(here, tuple(map(str, roles)), at, frozenset(but))
    absent = [duty.account_id for duty in duties if duty.is_away]
    found = stand_ins(absent, at) if absent else {}
    return _Staffing(duties, {key: account for key, account in found.items() if account.pk not in but})


@prepared
def _duties_in(project: int, roles: tuple[str, ...], at: datetime, but: frozenset[int]) -> QuerySet[Duty]:
    here = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role__in=roles, account__is_active=True)
    found = here.exclude(account__in=but).select_related("account")
    return found.annotate(is_away=is_absent(at)).order_by("account")


def superiors_to_call(project: Project, above: Account, at: datetime) -> list[Account]:
    """Return the superiors whom `above` may call, by the ladder, those on the rota before the others (R35, C7)."""
    return list(roles_to_call(project, above, at))


def roles_to_call(project: Project, above: Account, at: datetime) -> dict[Account, str]:
    """Return the same superiors, each with the role by whose title the desk speaks of them (C18).

    An absent superior is represented by the stand-in; the absent themselves are named only where nobody can come.
    """
    staffing = _staffing(SUPERIORS, project, at)
    on_rota = _on_duty(SUPERIORS, project, at)
    steps = _steps_above(staffing.duties, above)
    present = [
        account
        for role in steps
        for account in (*on_rota[role.value], *staffing.present(role), *staffing.standing_in(role))
    ]
    found = _others(present, above) or _others([one for role in steps for one in staffing.holders(role)], above)
    return {account: _role_among(staffing, account) for account in found}


def superior_role(account: Account, project: Project, at: datetime) -> str:
    """Return the lowest superior's role that the account holds or stands in for at the project; "" where none (C18)."""
    return _role_among(_staffing(SUPERIORS, project, at), account)


def _role_among(staffing: _Staffing, account: Account) -> str:
    held = next((role.value for role in SUPERIORS if account in staffing.holders(role)), "")
    return held or next((role.value for role in SUPERIORS if account in staffing.standing_in(role)), "")


def _others(accounts: Iterable[Account], than: Account) -> list[Account]:
    """Return the accounts, each once, without this one."""
    return list({account.pk: account for account in accounts if account.pk != than.pk}.values())


def holders_or_above(
    role: str, project: Project | int, but: Collection[int] = (), at: datetime | None = None
) -> list[Account]:
    """Return the holders of this role at the project, or of the nearest role above it that has some (C7).

    `but`: ids of accounts that are left out. An absent holder (at the instant; now) is represented by the stand-in;
    a role without anybody present counts as vacant. Where all are vacant, absent holders are named. Two queries.
    """
    roles = SUPERIORS[SUPERIORS.index(Role(role)) :] if role in SUPERIORS else (Role(role),)
    now = at or timezone.now()
    question = ("staffing", roles, getattr(project, "pk", project), frozenset(but), now)
    staffing = answer(question, lambda: _staffing(roles, project, now, but))
    acting, holders = map(staffing.acting, roles), map(staffing.holders, roles)
    found = next(filter(None, acting), None) or next(filter(None, holders), [])
    return list({account.pk: account for account in found}.values())


def _steps_above(duties: Sequence[Duty], account: Account) -> Sequence[Role]:
    """Return the roles above the account: a director calls the manager, the centre calls the centre."""
    roles = {duty.role for duty in duties if duty.account_id == account.pk}
    held = [step for step, role in enumerate(SUPERIORS, 1) if role.value in roles]
    return SUPERIORS[min(max(held, default=0), len(SUPERIORS) - 1) :]
