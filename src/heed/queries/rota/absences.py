"""Who is away when, and who stands in (R35, R41, R68)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.records.models import Absence, Account, Duty, Project


def is_absent(at: datetime, account: str = "account") -> Exists:
    """Whether the account in this column is absent at the instant, as part of another query."""
    return Exists(absences_at(at).filter(account=OuterRef(account)))


def absences_at(at: datetime) -> QuerySet[Absence]:
    """The absences that hold at the instant."""
    return Absence.objects.filter(starts_at__lte=at, ends_at__gt=at)


def absent_among(accounts: Iterable[Account | int], at: datetime) -> set[int]:
    """Which of these accounts are absent at the instant; one query, asked with every move and so in plain SQL."""
    keys = [account.pk if isinstance(account, Account) else account for account in accounts]
    if not keys:
        return set()
    instant = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT account_id FROM {Absence._meta.db_table} "  # noqa: S608  # a name of our own
            f"WHERE starts_at <= %s AND ends_at > %s AND account_id IN ({', '.join(['%s'] * len(keys))})",
            [instant, instant, *keys],
        )
        return {account_id for (account_id,) in cursor.fetchall()}


def stand_ins(accounts: Iterable[Account | int], at: datetime) -> dict[int, Account]:
    """Who stands in for each of these who is away, by the id of the one who is away; a query, two where one is away.

    A stand-in who is away as well, or whose account is closed, stands in for nobody.
    """
    absent = absent_among(accounts, at)
    if not absent:  # as on nearly every day: asked of a narrow row, for every move tells somebody
        return {}
    found = absences_at(at).filter(account__in=absent, stand_in__is_active=True)
    rows = found.exclude(is_absent(at, "stand_in")).select_related("stand_in").order_by("-pk")
    return {row.account_id: row.stand_in for row in rows if row.stand_in is not None}


def with_stand_ins(accounts: Iterable[Account], at: datetime | None = None) -> list[Account]:
    """The accounts, and after them whoever stands in for those who are away: a notice reaches both."""
    found = {account.pk: account for account in accounts}
    if found:
        found |= {account.pk: account for account in stand_ins(found, at or timezone.now()).values()}
    return list(found.values())


def with_duty_at(accounts: Collection[int], project: Project | int, roles: Iterable[str] | None = None) -> set[int]:
    """Which of these accounts have a duty that counts at the project (one of the `roles`, where given); one query."""
    here = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account__in=accounts)
    here = here if roles is None else here.filter(role__in=[str(role) for role in roles])
    return set(here.values_list("account_id", flat=True))
