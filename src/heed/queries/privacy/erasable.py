"""What of a person may be erased now, and what stays with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.process.words import ENDED, N_, CompensationState, HeldState, SignUpState, Stage
from heed.queries.privacy.holdings import Holdings
from heed.queries.privacy.holds import held
from heed.records.models import Call, Compensation, Complaint, HeldReport, Occupancy, OldComplaint, Reception, SignUp

R = TypeVar("R")
T = TypeVar("T", Call, Reception)
HELD_BACK = N_("A legal hold is on it")
STILL_OPEN = N_("It is still being handled")
DAY_TO_COME = N_("A seat is kept at a reception day that is still to come: it goes when the owner signs off")
TO_DECIDE = N_("A report that was held still waits for somebody to accept or refuse it")
MONEY_OWED = N_("Compensation is still owed")
LIVES_HERE = N_("Name, contact and home are needed for the property service contract while the person lives here")
ELSEWHERE = N_("It belongs to another estate or another colleague, who has to answer for it")
#: What stays of everything that is erased: message ids, shown with every answer.
ALWAYS_STAYS = (
    N_("Number, days, stages, category and marks, without words or names: the figures rest on them"),
    N_("Sums of compensation that were paid, with their day: the accounting law asks for ten years and more"),
    N_("Who looked at the contact and when: the cyber security law asks for such a log; it holds no words of yours"),
    N_("That it was erased, when, by whom and why"),
)


@dataclass(frozen=True, slots=True)
class Stay:
    """What is not erased: numbers of matters and reports, themes of days (or none), and why, a message id."""

    because: str
    numbers: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What goes and what stays. `record`: whether name, contact and homes go too, or only what needs consent."""

    complaints: tuple[Complaint, ...]
    calls: tuple[Call, ...]
    visits: tuple[Reception, ...]
    seats: tuple[SignUp, ...]
    refused: tuple[HeldReport, ...]
    old: tuple[OldComplaint, ...]
    files: int
    record: bool
    stays: tuple[Stay, ...]


def may_be_erased(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Return those of the complaints that have ended for good and owe nothing; what is held is not asked here."""
    owed = Compensation.objects.filter(complaint=OuterRef("pk"), state=CompensationState.OWED.value)
    ended = Q(stage__in=[stage.value for stage in ENDED if stage is not Stage.MERGED])
    merged = Q(stage=Stage.MERGED.value, merged_into__stage__in=[Stage.CLOSED.value, Stage.WITHDRAWN.value])
    return found.filter(ended | merged, ~Exists(owed), erased_at__isnull=True)


def erasure_plan(found: Holdings, now: datetime | None = None) -> ErasurePlan:
    """Return what of all this may be erased; four queries."""
    at = now or timezone.now()
    on = timezone.localdate(at)
    ids = [complaint.pk for complaint in found.complaints if complaint.erased_at is None]
    these = Complaint.objects.filter(pk__in=ids)
    kept = set(held(these, on).values_list("pk", flat=True)) if not found.holds else set(ids)
    free = set(may_be_erased(these).values_list("pk", flat=True)) - kept
    remaining = [complaint for complaint in found.complaints if complaint.pk in set(ids) - free]
    goes = tuple(complaint for complaint in found.complaints if complaint.pk in free)
    living = _lives_on(on, found.homes)
    coming = seats_to_come(found.seats, at)
    waiting = [one for one in found.held if one.state == HeldState.HELD]
    all_free = not remaining and not coming and not waiting and not found.holds
    return ErasurePlan(
        complaints=goes,
        calls=_unless_held(found, _ended(found.calls)),
        visits=_unless_held(found, _ended(found.visits)),
        seats=_unless_held(found, (one for one in found.seats if one not in coming)),
        refused=_unless_held(found, (one for one in found.held if one not in waiting)),
        old=_unless_held(found, found.old),
        files=sum(file.complaint_id in free for file in found.files),
        record=all_free and not living and not found.hidden,
        stays=tuple(
            _stays(
                found,
                remaining,
                kept,
                {DAY_TO_COME: [one.day.theme for one in coming], TO_DECIDE: [one.number for one in waiting]},
                living=living,
            )
        ),
    )


def _lives_on(on: date, homes: Iterable[Occupancy]) -> bool:
    return any(home.until_on is None or home.until_on >= on for home in homes)


def seats_to_come(seats: Iterable[SignUp], at: datetime) -> list[SignUp]:
    """Return those of the sign-ups whose seat is still kept, or waited for."""
    return [one for one in seats if one.state != SignUpState.CANCELLED and one.day.ends_at >= at]


def _unless_held(found: Holdings, rows: Iterable[R]) -> tuple[R, ...]:
    return () if found.holds else tuple(rows)


def _ended(talks: Iterable[T]) -> Iterable[T]:
    """Those that are over and became no complaint."""
    return (one for one in talks if one.ended_at and one.complaint_id is None)


def _stays(
    found: Holdings, remaining: list[Complaint], kept: set[int], ahead: dict[str, list[str]], *, living: bool
) -> Iterable[Stay]:
    groups: dict[str, list[str]] = {because: [] for because in (HELD_BACK, STILL_OPEN, MONEY_OWED)}
    for one in remaining:
        groups[_because(one, kept)].append(one.number)
    groups |= ahead
    yield from (Stay(because, tuple(numbers)) for because, numbers in groups.items() if numbers)
    if found.holds:
        yield Stay(HELD_BACK, more=found.person.name)
    yield from (Stay(because) for because, holds in ((LIVES_HERE, living), (ELSEWHERE, found.hidden)) if holds)


def _because(complaint: Complaint, kept: set[int]) -> str:
    if complaint.pk in kept:
        return HELD_BACK
    return STILL_OPEN if complaint.is_open or complaint.stage == Stage.MERGED else MONEY_OWED
