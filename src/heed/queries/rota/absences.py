"""Absences, and the stand-ins of absent people (R35, R41, R68)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.queries.once import answer
from heed.records.models import Absence, Account, Duty, Project


def is_absent(at: datetime, account: str = "account") -> Exists:
    """Return the condition that the account in this column is absent at the instant."""
    return Exists(absences_at(at).filter(account=OuterRef(account)))


def absences_at(at: datetime) -> QuerySet[Absence]:
    """Return the absences at the instant."""
    return Absence.objects.filter(starts_at__lte=at, ends_at__gt=at)


def absent_among(accounts: Iterable[Account | int], at: datetime) -> set[int]:
    """Return which of these accounts are absent at the instant; one query in plain SQL, as every move needs it."""
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
    """Return the stand-in of each absent account, by the id of the absent one; one query, two where one is absent.

    A stand-in who is absent too, or whose account is closed, does not count.
    """
    keys = frozenset(account.pk if isinstance(account, Account) else account for account in accounts)
    return answer(("stand-ins", keys, at), lambda: _stand_ins(keys, at))


def _stand_ins(accounts: Iterable[int], at: datetime) -> dict[int, Account]:
    absent = absent_among(accounts, at)
    if not absent:  # the usual case, which needs no second query
        return {}
    found = absences_at(at).filter(account__in=absent, stand_in__is_active=True)
    rows = found.exclude(is_absent(at, "stand_in")).select_related("stand_in").order_by("-pk")
    return {row.account_id: row.stand_in for row in rows if row.stand_in is not None}


def with_stand_ins(accounts: Iterable[Account], at: datetime | None = None) -> list[Account]:
    """Return the accounts and the stand-ins of the absent ones: both get a notice."""
    found = {account.pk: account for account in accounts}
    if found:
        found |= {account.pk: account for account in stand_ins(found, at or timezone.now()).values()}
    return list(found.values())


def with_duty_at(accounts: Collection[int], project: Project | int, roles: Iterable[str] | None = None) -> set[int]:
    """Return which of these accounts have a duty at the project (one of `roles`, where given); one query."""
    here = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account__in=accounts)
    here = here if roles is None else here.filter(role__in=[str(role) for role in roles])
    return set(here.values_list("account_id", flat=True))
