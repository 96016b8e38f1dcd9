"""What of a person may be erased now, and what stays with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.process.words import ENDED, N_, CompensationState, Stage
from heed.queries.privacy.holdings import Holdings
from heed.queries.privacy.holds import held
from heed.records.models import Call, Compensation, Complaint, OldComplaint, Reception

HELD_BACK = N_("A legal hold is on it")
STILL_OPEN = N_("It is still being handled")
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
    """What is not erased: numbers of matters (or none), and why, a message id."""

    because: str
    numbers: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What goes and what stays. `record`: whether name, contact and homes go too, or only what needs consent."""

    complaints: tuple[Complaint, ...]
    calls: tuple[Call, ...]
    visits: tuple[Reception, ...]
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
    on = timezone.localdate(now)
    ids = [complaint.pk for complaint in found.complaints if complaint.erased_at is None]
    these = Complaint.objects.filter(pk__in=ids)
    kept = set(held(these, on).values_list("pk", flat=True)) if not found.holds else set(ids)
    free = set(may_be_erased(these).values_list("pk", flat=True)) - kept
    remaining = [complaint for complaint in found.complaints if complaint.pk in set(ids) - free]
    goes = tuple(complaint for complaint in found.complaints if complaint.pk in free)
    living = [home for home in found.homes if home.until_on is None or home.until_on >= on]
    all_free = not remaining and not found.holds
    return ErasurePlan(
        complaints=goes,
        calls=() if found.holds else tuple(call for call in found.calls if call.ended_at and call.complaint_id is None),
        visits=() if found.holds else tuple(one for one in found.visits if one.ended_at and one.complaint_id is None),
        old=() if found.holds else tuple(found.old),
        files=sum(file.complaint_id in free for file in found.files),
        record=all_free and not living and not found.hidden,
        stays=tuple(_stays(found, remaining, kept, living=bool(living))),
    )


def _stays(found: Holdings, remaining: list[Complaint], kept: set[int], *, living: bool) -> Iterable[Stay]:
    groups = (
        (HELD_BACK, [one.number for one in remaining if one.pk in kept]),
        (STILL_OPEN, [one.number for one in remaining if one.pk not in kept and _goes_on(one)]),
        (MONEY_OWED, [one.number for one in remaining if one.pk not in kept and not _goes_on(one)]),
    )
    yield from (Stay(because, tuple(numbers)) for because, numbers in groups if numbers)
    if found.holds:
        yield Stay(HELD_BACK, more=found.person.name)
    if living:
        yield Stay(LIVES_HERE)
    if found.hidden:
        yield Stay(ELSEWHERE)


def _goes_on(complaint: Complaint) -> bool:
    return complaint.is_open or complaint.stage == Stage.MERGED
