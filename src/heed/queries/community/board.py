"""The board of open repairs at common places: which, since when, promised until when; nothing personal (C15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from heed.insight.filetypes import PICTURES
from heed.process.words import (
    ORDER_DONE,
    ORDER_OPEN,
    ClockKind,
    PlaceKind,
    PromiseKind,
    PromiseState,
    RepairStep,
    Stage,
)
from heed.queries.policies import current_policy
from heed.records.models import Attachment, Clock, Complaint, Order, Project, Promise

#: So many open complaints of an estate are looked through, and so many of their pictures shown to staff.
MOST, MOST_PHOTOS = 300, 200
#: How far back the board looks to say how long a kind of repair takes.
LOOKS_BACK = timedelta(days=365)
_STEPS = {
    Stage.VERIFIED: RepairStep.LOOKED_AT, Stage.PROMISED: RepairStep.LOOKED_AT,
    Stage.INVESTIGATING: RepairStep.LOOKED_AT, Stage.PROPOSED: RepairStep.LOOKED_AT,
    Stage.HANDLING: RepairStep.WORK, Stage.HANDLED: RepairStep.CHECKED,
}  # fmt: skip
_ORDER = tuple(RepairStep)


@dataclass(slots=True)
class OpenRepair:
    """One kind of fault at one common place, however many owners told of it; `until_at` is the last day promised."""

    place: str
    category: str
    since_at: datetime
    step: RepairStep
    complaints: list[int]
    until_at: datetime | None = None
    photos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UsualTime:
    """How long a kind of repair took on average, from the report until the result was told, and of how many."""

    category: str
    days: float
    count: int


def open_repairs(project: Project) -> list[OpenRepair]:
    """Return the open repairs, the longest open first; four queries.

    A repair is work that was given out. Left out: what is at a home, about a person's manner, or merged into another.
    """
    found: dict[tuple[str, str], OpenRepair] = {}
    for row in _open(project).values_list("pk", "place__path", "category", "received_at", "stage")[:MOST]:
        pk, place, category, since_at, stage = row
        one = found.setdefault((place, category), OpenRepair(place, category, since_at, _STEPS[Stage(stage)], []))
        one.complaints.append(pk)
        one.step = max(one.step, _STEPS[Stage(stage)], key=_ORDER.index)
    repairs = list(found.values())
    _add_promises(repairs)
    _add_photos(repairs)
    return repairs


def usual_times(project: Project, now: datetime) -> list[UsualTime]:
    """Return how long each kind of repair took, where a year has enough of it; the longest first. One query.

    What was settled by words alone is no repair.
    """
    took = ExpressionWrapper(F("handled_at") - F("received_at"), DurationField())
    done = Order.objects.filter(complaint=OuterRef("pk"), state__in=ORDER_DONE)
    closed = _public(
        Complaint.objects.filter(
            Exists(done), project=project, closed_at__gte=now - LOOKS_BACK, handled_at__isnull=False
        )
    )
    counted = closed.order_by().values("category").annotate(many=Count("pk"), mean=Avg(took))
    fewest = current_policy().public.board_fewest
    times = [
        UsualTime(row["category"], row["mean"] / timedelta(days=1), row["many"])
        for row in counted if row["many"] >= fewest
    ]  # fmt: skip
    return sorted(times, key=lambda one: (-one.days, one.category))


def photos_of(repairs: Iterable[OpenRepair]) -> dict[int, list[Attachment]]:
    """Return the newest pictures by the complaint they are from; one query."""
    keys = [pk for one in repairs for pk in one.complaints]
    found = Attachment.objects.filter(complaint__in=keys, mime__in=PICTURES).select_related("complaint")
    by_complaint: dict[int, list[Attachment]] = {}
    for photo in found.order_by("-pk")[:MOST_PHOTOS]:
        by_complaint.setdefault(photo.complaint_id, []).append(photo)
    return by_complaint


def released_photo(project: Project, key: int) -> Attachment | None:
    """Return a picture that was released and whose repair is still on the board; None where there is none."""
    if not current_policy().public.board:
        return None
    found = Attachment.objects.filter(pk=key, released__isnull=False, mime__in=PICTURES)
    return found.filter(complaint__in=_open(project).values("pk")).first()


def picture_on_board(project: Project, key: int) -> Attachment | None:
    """Return a picture of an open repair of this project, released or not; None where there is none."""
    found = Attachment.objects.filter(pk=key, mime__in=PICTURES, complaint__in=_open(project).values("pk"))
    return found.first()


def _open(project: Project) -> QuerySet[Complaint]:
    work = Order.objects.filter(complaint=OuterRef("pk"), state__in=(*ORDER_OPEN, *ORDER_DONE))
    here = Complaint.objects.filter(Exists(work), project=project, stage__in=list(_STEPS), merged_into=None)
    return _public(here).order_by("received_at", "pk")


def _public(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Those at a common place and of a kind that may be told to everybody."""
    about_staff = [leaf.code for leaf in current_policy().leaves() if leaf.about_conduct]
    found = found.filter(place__isnull=False).exclude(place__kind=PlaceKind.UNIT.value)
    return found.exclude(category="").exclude(category__in=about_staff)


def _add_promises(repairs: Sequence[OpenRepair]) -> None:
    """Add the last time that an owner was promised the finished work, else the last day agreed for it."""
    by_complaint = {pk: one for one in repairs for pk in one.complaints}
    promised = Promise.objects.filter(
        complaint__in=by_complaint, state=PromiseState.OPEN.value, kind=PromiseKind.COMPLETION.value
    )
    agreed = Clock.objects.filter(
        complaint__in=by_complaint, kind=ClockKind.FINISH.value, stopped_at__isnull=True, due_at__isnull=False
    )
    for dates in (agreed, promised):
        latest = dict[int, datetime | None]()
        for pk, due_at in dates.order_by("due_at").values_list("complaint", "due_at"):
            latest[id(by_complaint[pk])] = due_at
        for repair in repairs:
            repair.until_at = latest.get(id(repair), repair.until_at)


def _add_photos(repairs: Iterable[OpenRepair]) -> None:
    by_complaint = {pk: one for one in repairs for pk in one.complaints}
    released = Attachment.objects.filter(complaint__in=by_complaint, released__isnull=False).order_by("pk")
    for pk, key in released.values_list("complaint", "pk"):
        by_complaint[pk].photos += (key,)
