"""Who is on duty now, and which superior to call (R35, R41, C7)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Exists, Manager, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.process import rota
from heed.process.roles import SUPERIORS
from heed.process.rota import Alteration, Away, DutyPeriod, Shift, Span
from heed.process.words import Role
from heed.queries.rota.absences import away, stand_ins
from heed.records.models import Absence, Account, Duty, Project, RotaChange, RotaShift

R = TypeVar("R", RotaShift, RotaChange)


@dataclass(frozen=True, slots=True)
class Rota:
    """The turns of some days at a project, by the code of the role, and the accounts by their ids."""

    zone: ZoneInfo
    turns: dict[str, tuple[DutyPeriod, ...]]
    accounts: dict[int, Account]
    notes: dict[int, str] = field(default_factory=dict)  # of dated changes, by their numbers

    def of(self, roles: Iterable[str]) -> list[DutyPeriod]:
        """The turns of these roles together."""
        return [turn for role in roles for turn in self.turns.get(str(role), ())]


def rota_of(project: Project, roles: Iterable[str], first: date, days: int) -> Rota:
    """The rota of so many days from `first` on, as it stands: three queries however long it is.

    Whoever has no such duty there any longer, or whose account is closed, is left out.
    """
    codes, zone = [str(role) for role in roles], ZoneInfo(project.timezone)
    last = first + timedelta(days=days - 1)
    shifts = list(_here(RotaShift.objects, project, codes).filter(_in_force(first, last)))
    changes = list(_here(RotaChange.objects, project, codes).filter(on__range=(first - rota.DAY, last)))
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
    """When these accounts are away within the span; one query."""
    found = Absence.objects.filter(account__in=list(accounts), starts_at__lt=span.ends_at, ends_at__gt=span.starts_at)
    return [Away(row.account_id, Span(row.starts_at, row.ends_at)) for row in found.order_by("starts_at", "pk")]


def shift_of(row: RotaShift) -> Shift:
    """A row of the weekly pattern as the law of the rota has it."""
    return Shift(row.account_id, row.weekday, row.starts, row.ends, row.since_on, row.until_on)


def alteration_of(row: RotaChange) -> Alteration:
    """A dated change, likewise."""
    return Alteration(row.account_id, row.on, row.starts, row.ends, row.is_on, row.pk, row.swap_id is not None)


def _in_force(first: date, last: date) -> Q:
    begun = Q(since_on__isnull=True) | Q(since_on__lte=last)
    return begun & (Q(until_on__isnull=True) | Q(until_on__gte=first - rota.DAY))


def _here(rows: Manager[R], project: Project, codes: list[str]) -> QuerySet[R]:
    duty = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account=OuterRef("account"))
    holds = Exists(duty.filter(role=OuterRef("role")))
    found = rows.filter(holds, project=project, role__in=codes, account__is_active=True)
    return found.select_related("account").order_by("pk")


def on_duty(role: Role, project: Project, at: datetime) -> list[Account]:
    """Active accounts whose shift for this role at the project covers the instant; a dated change outdoes the week,
    and whoever is away is not on duty."""
    return _on_duty([role], project, at).get(role.value, [])


def _on_duty(roles: Sequence[Role], project: Project, at: datetime) -> dict[str, list[Account]]:
    """The same for several roles, by the role's code: three queries."""
    found = rota_of(project, roles, at.astimezone(ZoneInfo(project.timezone)).date(), 1)
    return {
        role.value: [found.accounts[key] for key in rota.on_duty(found.turns[role.value], at.astimezone(UTC))]
        for role in roles
    }


def superiors_to_call(project: Project, above: Account, at: datetime) -> list[Account]:
    """Whom `above` may call, the first to call first: by the ladder, those on the rota before the others (R35, C7).

    For a superior who is away their stand-in is called; nobody who is away is, while somebody else can come.
    """
    duties = list(
        Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role__in=[role.value for role in SUPERIORS])
        .filter(account__is_active=True)
        .select_related("account")
        .annotate(is_away=away(at))
        .order_by("account")
    )
    on_rota = _on_duty(SUPERIORS, project, at)
    absent = [duty.account_id for duty in duties if duty.is_away]
    instead = stand_ins(absent, at) if absent else {}
    steps = _steps_above(duties, above)
    found: dict[int, Account] = {}
    for role in steps:
        here = [duty for duty in duties if duty.role == role]
        present = [duty.account for duty in here if not duty.is_away]
        acting = [instead[duty.account_id] for duty in here if duty.account_id in instead]
        for account in [*on_rota[role.value], *present, *acting]:
            if account.pk != above.pk:
                found.setdefault(account.pk, account)
    return list(found.values()) or [
        duty.account for role in steps for duty in duties if duty.role == role and duty.account_id != above.pk
    ]


def holders_or_above(
    role: str, project: Project | int, but: Collection[int] = (), at: datetime | None = None
) -> list[Account]:
    """Who holds this role at the project, `but` none of these; where nobody does, the nearest role above it (C7).

    A role whose holders are all away (at the instant; now) is in the hands of their stand-ins, else it is vacant; but
    where nobody is there at all, those who are away are named. At most two queries.
    """
    roles = [step.value for step in (SUPERIORS[SUPERIORS.index(Role(role)) :] if role in SUPERIORS else (Role(role),))]
    now = at or timezone.now()
    duties = list(
        Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role__in=roles, account__is_active=True)
        .exclude(account__in=but)
        .select_related("account")
        .annotate(is_away=away(now))
        .order_by("account")
    )
    absent = [duty.account_id for duty in duties if duty.is_away]
    instead = stand_ins(absent, now) if absent else {}
    instead = {key: account for key, account in instead.items() if account.pk not in but}
    steps = [[duty for duty in duties if duty.role == step] for step in roles]
    acting = ([_acting(duty, instead) for duty in step] for step in steps)
    there = ([account for account in step if account is not None] for step in acting)
    found = next(filter(None, there), None) or next(([duty.account for duty in step] for step in steps if step), [])
    return list({account.pk: account for account in found}.values())


def _acting(duty: Any, instead: dict[int, Account]) -> Account | None:
    """Who does the duty: its holder, or the stand-in of one who is away."""
    account: Account = duty.account
    return instead.get(account.pk) if duty.is_away else account


def _steps_above(duties: Sequence[Duty], account: Account) -> Sequence[Role]:
    """The part of the ladder above the account: a director calls the manager, the centre calls the centre."""
    roles = {duty.role for duty in duties if duty.account_id == account.pk}
    held = [step for step, role in enumerate(SUPERIORS, 1) if role.value in roles]
    return SUPERIORS[min(max(held, default=0), len(SUPERIORS) - 1) :]
