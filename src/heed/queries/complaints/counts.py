"""The counts of waiting work for the sidebar, each up to a hundred, in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from heed.process.holding import STANDSTILL
from heed.process.moves import APPROVERS
from heed.process.roles import RECEIVES
from heed.process.words import OPEN, Stage, WarningState
from heed.queries.access import Access, Projects, access_of, of_projects
from heed.queries.calls import BACK, to_return
from heed.queries.complaints.rows import cases_of, only_open
from heed.queries.complaints.snoozed import awake
from heed.queries.reception import STALE_AFTER, open_summonses, ringing_calls, waiting_visits
from heed.queries.rota.planning import swaps_to_answer
from heed.queries.staff.tasks import approvals_asked, open_orders
from heed.records.models import Account, Call, Complaint, EarlyWarning, Hold, Notice, Project, Promise, Pulse
from heed.records.models.notice import INBOX
from heed.records.prepared import prepared_sql
from heed.records.reading import Written

#: Counting ends here; "99+" is shown.
CAP = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers from 0 to CAP; CAP means that many or more."""

    open: int
    overdue: int
    mine: int
    unverified: int
    visits: int
    watching: int
    orders: int
    approvals: int
    visitors: int
    today: int = 0
    owed: int = 0
    swaps: int = 0
    unread: int = 0
    holds: int = 0
    warnings: int = 0  # early ones
    calls: int = 0
    ringing: int = 0
    summonses: int = 0
    standstill: int = 0  # 1: no worker was at work lately

    def shown(self, name: str) -> str:
        """Return a number as the sidebar shows it: "" for 0, "37", "99+"."""
        count: int = getattr(self, name)
        return f"{CAP - 1}+" if count >= CAP else str(count or "")


def day_ends(now: datetime) -> datetime:
    """Return the midnight at the end of the day of `now`, in the active time zone."""
    here = timezone.localtime(now)
    return here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def counts_for(account: Account, now: datetime | None = None) -> Counts:
    """What waits for the account: its projects' open, overdue, unverified, handled and silent matters and what is
    still due today, its own cases that do not rest, its orders, approvals to give, apologies owed, visitors and
    callers at its desks, calls to return, superiors' calls to it, unread notices, early warnings."""
    now = now or timezone.now()
    yesterday = (now - timedelta(days=1)).date()
    sql, params = _statement(
        access_of(account), now, day_ends(now), now - STANDSTILL, yesterday, now - BACK, now - STALE_AFTER
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return Counts(*cursor.fetchone())


@prepared_sql
def _statement(
    access: Access,
    now: datetime,
    tonight: datetime,
    alive: datetime,
    yesterday: date,
    since: datetime,
    fresh: datetime,
) -> Written:
    """The statement that counts for an account, in the order of the fields."""
    account, projects = Account(pk=access.account_id), access.projects()
    open_here = access.without_own_conflicts(only_open(_at(projects, Complaint.objects.all())))
    desks = _at(access.projects(RECEIVES), Project.objects.filter(is_active=True), "pk")
    sources: dict[str, QuerySet[Any]] = {
        "open": open_here,
        "overdue": open_here.filter(next_due_at__lt=now),
        "today": open_here.filter(next_due_at__gte=now, next_due_at__lt=tonight),
        "mine": cases_of(account).filter(awake(account.pk, now)),
        "unverified": open_here.filter(stage=Stage.RECEIVED.value),
        "visits": open_here.filter(stage=Stage.HANDLED.value),
        "watching": open_here.filter(stage=Stage.WATCHING.value),
        "orders": open_orders(access.orders()),
        "approvals": access.without_own_conflicts(approvals_asked(access.projects(APPROVERS)), "complaint"),
        "owed": access.without_own_conflicts(_at(projects, _owed()), "complaint"),
        "swaps": swaps_to_answer(account, yesterday),
        "unread": Notice.objects.filter(account=account, channel=INBOX, read_at__isnull=True),
        "holds": Hold.objects.filter(released_at__isnull=True),
        "warnings": access.without_own_conflicts(
            _at(access.workplaces, EarlyWarning.objects.filter(owner=account, state=WarningState.OPEN.value)),
            "complaints",
        ),
        "standstill": Pulse.objects.filter(at__lt=alive),
        "calls": _at(projects, to_return(Call.objects.filter(rang_at__gte=since))),
        "visitors": waiting_visits(desks),
        "ringing": ringing_calls(desks),
        "summonses": open_summonses(access.account_id, fresh),
    }
    return counting([sources[field.name] for field in fields(Counts)])


def _owed() -> QuerySet[Promise]:
    return Promise.objects.filter(owed_at__isnull=False, apology__isnull=True, complaint__stage__in=OPEN)


def _at(projects: Projects, found: QuerySet[Any], column: str = "project") -> QuerySet[Any]:
    return of_projects(found, projects, column) if projects is None or projects else found.none()


def counted(sources: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """Return the number of rows of each query up to the cap, in one statement."""
    if not sources:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(*counting(sources.values()))
        return dict(zip(sources, cursor.fetchone() or (), strict=True))


def counting(sources: Iterable[QuerySet[Any]]) -> Written:
    """Return the statement that counts the rows of each query up to the cap."""
    parts: list[str] = []
    params: list[Any] = []
    for source in sources:
        try:
            sql, values = source.order_by().values_list("pk")[:CAP].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
        else:
            parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608  # our own queries, with parameters
            params += values
    return f"SELECT {', '.join(parts)}", tuple(params)
