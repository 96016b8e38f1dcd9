"""Who is on duty now, and which superior to call (R35, R41, C7)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from heed.process.words import Role
from heed.queries.duties import holders
from heed.records.models import Account, Project, RotaChange, RotaShift

#: The chain of superiors (C7).
LADDER = (Role.DIRECTOR, Role.MANAGER, Role.CENTRE)


def on_duty(role: Role, project: Project, at: datetime) -> list[Account]:
    """Active accounts whose shift for this role at the project covers the instant; a dated change outdoes the week."""
    here = at.astimezone(ZoneInfo(project.timezone))
    minute = here.hour * 60 + here.minute
    covers = {"project": project, "role": role.value, "starts__lte": minute, "ends__gt": minute}
    shifts = RotaShift.objects.filter(weekday=here.weekday(), account__is_active=True, **covers)
    found = {shift.account_id: shift.account for shift in shifts.select_related("account").order_by("pk")}
    changes = RotaChange.objects.filter(on=here.date(), account__is_active=True, **covers)
    for change in changes.select_related("account").order_by("pk"):
        if change.is_on:
            found[change.account_id] = change.account
        else:
            found.pop(change.account_id, None)
    return list(found.values())


def superiors_to_call(project: Project, above: Account, at: datetime) -> list[Account]:
    """Whom `above` may call, the first to call first: by the ladder, those on the rota before the others (R35, C7)."""
    found: dict[int, Account] = {}
    for role in _steps_above(project, above):
        for account in [*on_duty(role, project, at), *holders([role], project)]:
            if account.pk != above.pk:
                found.setdefault(account.pk, account)
    return list(found.values())


def holders_or_above(role: str, project: Project | int) -> list[Account]:
    """Who holds this role at the project or, where it is vacant, the nearest role above it on the ladder (C7)."""
    roles = LADDER[LADDER.index(Role(role)) :] if role in LADDER else (Role(role),)
    found = (list(holders([step], project)) for step in roles)
    return next((accounts for accounts in found if accounts), [])


def _steps_above(project: Project, account: Account) -> Sequence[Role]:
    """The part of the ladder above the account: a director calls the manager, the centre calls the centre."""
    held = {step for step, role in enumerate(LADDER, 1) if holders([role], project).filter(pk=account.pk).exists()}
    return LADDER[min(max(held, default=0), len(LADDER) - 1) :]
