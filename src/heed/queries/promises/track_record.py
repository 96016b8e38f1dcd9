"""How promises were kept over time, by person and by project (R72, R73)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from heed.process.roles import REVIEWS_PROMISES
from heed.process.words import PromiseState
from heed.queries.access import Projects, access_of, of_projects
from heed.records.models import Account, Promise

MONTHS = 12
#: So many people are listed, those who promised most first.
LISTED = 50
_STATES = {state.value: Count("pk", filter=Q(state=state.value)) for state in PromiseState}


@dataclass(frozen=True, slots=True)
class PromiseTally:
    """The outcomes of the promises due in a period. A released promise was neither kept nor broken."""

    made: int = 0
    kept: int = 0
    renegotiated: int = 0
    broken: int = 0
    open: int = 0
    released: int = 0

    @property
    def share(self) -> float | None:
        """The share of kept promises, from 0 to 1, among those kept, renegotiated or broken; None for none."""
        judged = self.kept + self.renegotiated + self.broken
        return self.kept / judged if judged else None

    @property
    def share_shown(self) -> str:
        """The share in percent; a dash for none."""
        return "–" if self.share is None else f"{self.share:.0%}"


@dataclass(frozen=True, slots=True)
class PromiseMonth:
    """The promises due in one month of the active time zone; `on` is its first day."""

    on: date
    tally: PromiseTally


@dataclass(frozen=True, slots=True)
class PersonTally:
    """The promises of a person in the months shown."""

    id: int
    name: str
    tally: PromiseTally


def may_review(account: Account) -> bool:
    """Return whether the account may see somewhere how others keep their promises."""
    projects = access_of(account).projects(REVIEWS_PROMISES)
    return projects is None or bool(projects)


def kept_by_month(
    account: Account, project: int | None = None, person: int | None = None, now: datetime | None = None
) -> tuple[PromiseMonth, ...]:
    """Return the last twelve months, the oldest first, also those without promises; one query besides the duties.

    Promises of others are counted only where the account may review them; elsewhere it sees its own, for any `person`.
    """
    months = _months(now or timezone.now())
    found = _visible_promises(account, project, person)
    rows = (
        _in_months(found, months)
        .annotate(month=TruncMonth("due_at"))
        .values("month")
        .annotate(made=Count("pk"), **_STATES)
    )
    tallies = {timezone.localtime(row["month"]).date(): _tally(row) for row in rows.order_by("month")}
    return tuple(PromiseMonth(on, tallies.get(on, PromiseTally())) for on in months)


def kept_by_person(
    account: Account, project: int | None = None, now: datetime | None = None
) -> tuple[PersonTally, ...]:
    """Return the people who promised in the last twelve months, the most promises first; two queries."""
    found = _in_months(_visible_promises(account, project, None), _months(now or timezone.now()))
    rows = found.values("made_by", name=F("made_by__name")).annotate(made=Count("pk"), **_STATES)
    return tuple(
        PersonTally(row["made_by"], row["name"], _tally(row)) for row in rows.order_by("-made", "made_by")[:LISTED]
    )


def promisers(account: Account) -> QuerySet[Account]:
    """Return the people by whom the account may filter promises, by name."""
    projects = access_of(account).projects()
    found = of_projects(Promise.objects.all(), projects)
    return Account.objects.filter(Exists(found.filter(made_by=OuterRef("pk")))).order_by("name")


def _visible_promises(account: Account, project: int | None, person: int | None) -> QuerySet[Promise]:
    projects: Projects = access_of(account).projects(REVIEWS_PROMISES)
    here = of_projects(Promise.objects.all(), projects) if projects is None or projects else Promise.objects.none()
    own = person == account.pk or (projects is not None and not projects)
    found = Promise.objects.filter(made_by=account) if own else here
    if person and not own:
        found = found.filter(made_by=person)
    return found.filter(project=project) if project else found


def _months(now: datetime) -> tuple[date, ...]:
    here = timezone.localtime(now)
    last = here.year * 12 + here.month - 1
    return tuple(date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1))


def _in_months(found: QuerySet[Promise], months: tuple[date, ...]) -> QuerySet[Promise]:
    """Promises due since the first of these months began, and before the last ends."""
    first, last = months[0], months[-1]
    end = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return found.filter(due_at__gte=_midnight(first), due_at__lt=_midnight(end))


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, datetime.min.time()))


def _tally(row: dict[str, Any]) -> PromiseTally:
    return PromiseTally(row["made"], **{state.value: row[state.value] for state in PromiseState})
