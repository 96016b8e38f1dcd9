"""Reading owner reception days: the coming and the past ones, who signed up, what was raised, the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from heed.process.words import ClockKind, DayState, SignUpState
from heed.queries.access import Projects, complaints_visible_to, of_projects
from heed.queries.paging import Page, newest_first
from heed.records.models import Account, Clock, DayMatter, Project, Promise, ReceptionDay, SignUp
from heed.records.owner_keys import link_hash_of
from heed.records.prepared import prepared

#: So many days that are still to come are shown at most.
MOST_COMING = 100
#: So many past days of an estate stand on its page for owners, with their minutes.
FEW_PAST = 6
_GUESTS = (SignUpState.SEATED.value, SignUpState.WAITING.value, SignUpState.WALKED_IN.value)


@dataclass(frozen=True, slots=True)
class ReceptionDayFigures:
    """Persons and matters of a day: seats, signed up, waiting, came; raised there, and of these answered."""

    seats: int
    signed_up: int
    waiting: int
    came: int
    raised: int
    answered: int


def days_in(projects: Projects) -> QuerySet[ReceptionDay]:
    """Return the days of these projects."""
    return of_projects(ReceptionDay.objects.select_related("project"), projects)


def coming_days(projects: Projects, now: datetime) -> QuerySet[ReceptionDay]:
    """Return the days that have not ended, the next first."""
    return days_in(projects).filter(ends_at__gte=now).order_by("begins_at", "pk")[:MOST_COMING]


def past_days(projects: Projects, now: datetime, after: str) -> Page[ReceptionDay]:
    """Return a page of the days that have ended, the one planned last first."""
    return newest_first(days_in(projects).filter(ends_at__lt=now), after)


def invited_days(project: Project, now: datetime) -> QuerySet[ReceptionDay]:
    """Return what owners of the project are invited to, the next first; also a day that was cancelled."""
    told = (DayState.OPEN.value, DayState.CANCELLED.value)
    found = ReceptionDay.objects.filter(project=project, ends_at__gte=now, state__in=told, opened_at__isnull=False)
    return found.order_by("begins_at", "pk")[:MOST_COMING]


def days_with_minutes(project: Project, now: datetime) -> QuerySet[ReceptionDay]:
    """Return the last days of the project whose minutes are published."""
    found = ReceptionDay.objects.filter(project=project, ends_at__lt=now, published_at__isnull=False)
    return found.order_by("-begins_at", "-pk")[:FEW_PAST]


def day_for_owners(project: Project, pk: int) -> ReceptionDay | None:
    """Return a day of the project to which owners were invited; None for any other."""
    found = ReceptionDay.objects.select_related("project").exclude(state=DayState.DRAFT.value)
    return found.filter(project=project, pk=pk, opened_at__isnull=False).first()


def sign_up_of_secret(secret: str) -> SignUp | None:
    """Return the sign-up that this secret link opens; None for an unknown secret."""
    found = SignUp.objects.select_related("day__project")
    return found.filter(link_hash=link_hash_of(secret), day__project__is_active=True).first()


def sign_ups_of(day: ReceptionDay) -> Sequence[SignUp]:
    """Return all who signed up or came, in the order in which they did; those who signed off last."""
    found = list(day.sign_ups.select_related("made_by").order_by("pk"))
    order = (SignUpState.SEATED, SignUpState.WALKED_IN, SignUpState.WAITING, SignUpState.CANCELLED)
    return sorted(found, key=lambda one: order.index(SignUpState(one.state)))


def matters_of(day: ReceptionDay, reader: Account) -> QuerySet[DayMatter]:
    """Return what was raised at the day and the reader may see, each with its promises."""
    promises = Prefetch("complaint__promises", Promise.objects.select_related("made_by").order_by("pk"))
    seen = complaints_visible_to(reader).values("pk")
    found = day.matters.filter(complaint__in=seen).select_related("complaint__case_owner", "sign_up")
    return found.prefetch_related(promises).order_by("pk")


def published_matters(day: ReceptionDay) -> QuerySet[DayMatter]:
    """Return what the minutes say of each matter, with its promises; those without a line are left out."""
    found = day.matters.exclude(minute="").select_related("complaint")
    return found.prefetch_related("complaint__promises").order_by("pk")


def figures_of(day: ReceptionDay) -> ReceptionDayFigures:
    """Return the figures of the day; two queries."""
    sums = day.sign_ups.filter(state__in=_GUESTS).aggregate(
        waiting=Sum("people", filter=Q(state=SignUpState.WAITING.value)), came=Sum("came")
    )
    answered = Clock.objects.filter(
        complaint=OuterRef("complaint"), kind=ClockKind.ANSWER.value, stopped_at__isnull=False
    )
    matters = day.matters.aggregate(raised=Count("pk"), answered=Count("pk", filter=Exists(answered)))
    return ReceptionDayFigures(
        day.seats, day.taken, sums["waiting"] or 0, sums["came"] or 0, matters["raised"], matters["answered"]
    )


def has_invitation(project: Project, now: datetime) -> bool:
    """Whether the page of the estate has a day to show: one to come, or minutes of the last year."""
    return bool(_invitation(project.pk, now, now - timedelta(days=365)))


@prepared
def _invitation(project: int, now: datetime, year_ago: datetime) -> QuerySet[ReceptionDay, int]:
    coming = Q(state=DayState.OPEN.value, ends_at__gte=now)
    lately = Q(published_at__gte=year_ago)
    return ReceptionDay.objects.filter(coming | lately, project=project).values_list("pk", flat=True)[:1]
