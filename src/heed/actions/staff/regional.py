"""Regional managers: each reads the projects of a region, as they are at any time (R149, R150)."""

from django.db import transaction

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind, Role
from heed.queries.regions import projects_within
from heed.queries.setup_access import setup_access_of
from heed.records.models import Account, Duty, Region, RegionalDuty

_NOT_YOURS = N_("You may not give this duty.")


@transaction.atomic
def give_region(account: Account, region: Region, *, by: Account | None) -> RegionalDuty:
    """Let the account manage a region: it reads the projects there. Raises Refused where `by` may not give that."""
    if account.by_link or (by is not None and not setup_access_of(by).rules):
        raise Refused([Refusal(_NOT_YOURS, "role")])
    held, is_new = RegionalDuty.objects.get_or_create(account=account, region=region)
    if is_new:
        _spread(held)
        _record(AuditKind.DUTY_GIVEN, held, by)
    return held


@transaction.atomic
def take_region(held: RegionalDuty, *, by: Account) -> None:
    """Take the region away, with the duties that follow from it. Raises Refused where `by` may not."""
    if not setup_access_of(by).rules:
        raise Refused([Refusal(N_("You may not remove this duty."))])
    _record(AuditKind.DUTY_REMOVED, held, by)
    held.delete()


@transaction.atomic
def spread_regional_duties() -> None:
    """Let the duties of regional managers follow the projects and regions as they are now; also the way back."""
    for held in RegionalDuty.objects.select_for_update().order_by("pk"):
        _spread(held)


def _spread(held: RegionalDuty) -> None:
    wanted = set(projects_within(held.region_id))
    known = dict(held.duties.values_list("project_id", "pk"))
    Duty.objects.filter(pk__in=[pk for project, pk in known.items() if project not in wanted]).delete()
    role = Role.REGIONAL.value
    Duty.objects.bulk_create(
        Duty(account_id=held.account_id, role=role, project_id=project, regional=held)
        for project in sorted(wanted - known.keys())
    )


def _record(kind: AuditKind, held: RegionalDuty, by: Account | None) -> None:
    facts = {"role": Role.REGIONAL.value, "region": held.region.name}
    record_event(kind, by=by, account=held.account, facts=facts)
