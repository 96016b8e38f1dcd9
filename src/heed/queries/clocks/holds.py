"""Whether the clockwork is held, why, and what would happen if it were let go."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from heed.process.policy import HoldTerms
from heed.process.words import ClockKind, HoldReason
from heed.queries.policies import current_policy
from heed.records.models import Clock, Complaint, Hold, Notice, PolicyVersion, Pulse

#: Holds after which a letter that waits may have gone out already.
PERHAPS_SENT = (HoldReason.RESTORED.value,)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """What would happen at once: clocks that act, matters that close by silence, letters that go out."""

    clocks: int
    closing: int
    closed_first: tuple[Complaint, ...]
    letters: int
    perhaps_sent: int


def open_holds() -> list[Hold]:
    """The holds that stand, the oldest first."""
    return list(Hold.objects.filter(released_at__isnull=True).order_by("pk"))


def terms_in_force() -> HoldTerms:
    """When the clockwork waits for an administrator: by the policy, which a new Heed may not have yet."""
    return current_policy().hold if PolicyVersion.objects.exists() else HoldTerms()


def is_held() -> bool:
    """Whether nothing may go out, close or escalate."""
    return Hold.objects.filter(released_at__isnull=True).exists()


def last_pulse() -> datetime | None:
    """When a worker was last at work; None: never yet."""
    return Pulse.objects.filter(pk=1).values_list("at", flat=True).first()


def last_release() -> datetime | None:
    """When the clockwork was last let go."""
    return Hold.objects.filter(released_at__isnull=False).order_by("-released_at").values_list(
        "released_at", flat=True
    ).first()  # fmt: skip


def overdue(before: datetime, after: datetime | None) -> tuple[int, int]:
    """How many clocks should have acted `before` then and since the instant `after`, and how many run."""
    running = Clock.objects.filter(stopped_at__isnull=True, next_action_at__isnull=False)
    late = running.filter(next_action_at__lt=before)
    if after is not None:
        late = late.filter(next_action_at__gt=after)
    return late.count(), running.count()


def letters_before(since: datetime) -> QuerySet[Notice]:
    """The letters that wait and were written before this instant."""
    return Notice.objects.filter(made_at__lte=since, sent_at__isnull=True, failed_at__isnull=True)


def waiting_at(now: datetime, holds: list[Hold]) -> Waiting:
    """What would happen at once if these holds were released."""
    due = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=now)
    silent = due.filter(kind=ClockKind.SILENCE.value, limit_at__lte=now).order_by("limit_at")
    first = silent.select_related("complaint__project")[:SHOWN]
    letters = Notice.objects.filter(sent_at__isnull=True, failed_at__isnull=True, carried_by__isnull=True)
    restored = [held.since for held in holds if held.reason in PERHAPS_SENT]
    return Waiting(
        clocks=due.count(),
        closing=silent.count(),
        closed_first=tuple(clock.complaint for clock in first if clock.complaint is not None),
        letters=letters.filter(due_at__lte=now).count(),
        perhaps_sent=letters_before(max(restored)).count() if restored else 0,
    )
