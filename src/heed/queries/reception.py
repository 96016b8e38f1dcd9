"""The counter and the telephone as the desk sees them: who waits, who is in hand, who was called (R33 to R46)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Value

from heed.process.policy import Policy
from heed.process.roles import RECEIVES, SUPERIORS, TAKES_IN
from heed.process.words import Channel
from heed.queries.access import holds, projects_of
from heed.records.models import Account, Call, Complaint, Project, Reception, Summons

Meeting = Reception | Call
#: A page that nobody looked at leaves the banner after this long; it stays on record.
STALE_AFTER = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class RingCount:
    """How many rings a call took, and how good that is: `good` up to the target, `warn` to the limit, then `hot`."""

    count: int
    tone: str


def rings_of(call: Call, policy: Policy, now: datetime) -> RingCount:
    """The rings until the answer, or until now while it rings, at the policy's seconds a ring (R40, C1)."""
    terms = policy.telephone
    seconds = ((call.answered_at or call.ended_at or now) - call.rang_at).total_seconds()
    count = max(1, math.ceil(seconds / terms.ring_seconds))
    if count <= terms.target_rings:
        return RingCount(count, "good")
    return RingCount(count, "warn" if count <= terms.limit_rings else "hot")


def desk_projects(account: Account) -> QuerySet[Project]:
    """The projects at whose desk the account may receive."""
    return projects_of(account, RECEIVES)


def may_do_intake(account: Account) -> bool:
    """Whether the account takes matters in somewhere: at a desk, or at the gate (R87)."""
    return holds(account, TAKES_IN)


def visits_visible_to(account: Account) -> QuerySet[Reception]:
    """Visits at the desks where the account receives."""
    return Reception.objects.filter(project__in=desk_projects(account)).select_related("project", "account", "person")


def calls_visible_to(account: Account) -> QuerySet[Call]:
    """Calls at the desks where the account receives."""
    return Call.objects.filter(project__in=desk_projects(account)).select_related("project", "account", "person")


def waiting_visits(projects: Iterable[Project]) -> QuerySet[Reception]:
    """Visitors at these desks whom nobody has received yet, the longest waiting first (R39)."""
    waits = Reception.objects.filter(project__in=projects, began_at__isnull=True, ended_at__isnull=True)
    return waits.select_related("project").order_by("arrived_at")


def ringing_calls(projects: Iterable[Project]) -> QuerySet[Call]:
    """Calls at these desks that nobody has answered yet, the longest ringing first (R40)."""
    rings = Call.objects.filter(project__in=projects, answered_at__isnull=True, ended_at__isnull=True)
    return rings.select_related("project").order_by("rang_at")


def waiting_count(account: Account) -> tuple[int, bool]:
    """How many visitors and callers nobody has received yet, and whether one of them is a caller (R39, R40)."""
    projects = list(desk_projects(account))
    kinds = waiting_visits(projects).order_by().values_list(Value(0)).union(
        ringing_calls(projects).order_by().values_list(Value(1)), all=True
    )  # fmt: skip
    waiting = [kind for (kind,) in kinds] if projects else []
    return len(waiting), 1 in waiting


def current_meeting(account: Account) -> Meeting | None:
    """The visit or call that the account has in hand: one at a time (R39).

    A transferred call is in the other's hand; with who answered it stays until what was said is on record (R46).
    """
    visit = (
        Reception.objects.filter(account=account, began_at__isnull=False, ended_at__isnull=True)
        .select_related("project", "person", "complaint")
        .first()
    )
    if visit is not None:
        return visit
    unwritten = Q(transferred_to__isnull=True) | Q(complaint__isnull=True)
    mine = Q(unwritten, account=account) | Q(transferred_to=account)
    return (
        Call.objects.filter(mine, answered_at__isnull=False, ended_at__isnull=True)
        .select_related("project", "person", "complaint")
        .order_by("-answered_at")
        .first()
    )


def began_at(meeting: Meeting) -> datetime | None:
    """When the visit or the call was taken up."""
    return meeting.began_at if isinstance(meeting, Reception) else meeting.answered_at


def channel_of(meeting: Meeting) -> Channel:
    """The channel that a visit or a call is."""
    return Channel.VISIT if isinstance(meeting, Reception) else Channel.PHONE


def meeting_of(summons: Summons) -> Meeting | None:
    """The visit or the call to which a superior was called."""
    return summons.reception or summons.call


def summonses_of(meeting: Meeting) -> QuerySet[Summons]:
    """Who was called to this visit or call, the latest first."""
    return meeting.summonses.select_related("to", "asked_by", "project").order_by("-pk")


def summonses_to(account: Account, now: datetime) -> QuerySet[Summons]:
    """Where this account is wanted at once: not seen yet, or seen while the owner still waits (R35)."""
    waits = Q(reception__isnull=False, reception__ended_at__isnull=True) | Q(
        call__isnull=False, call__ended_at__isnull=True
    )
    open_ones = Q(seen_at__isnull=True) | Q(arrived_at__isnull=True) & waits
    return (
        Summons.objects.filter(open_ones, to=account, asked_at__gte=now - STALE_AFTER)
        .select_related("project", "asked_by", "complaint", "reception__person", "call__person")
        .order_by("asked_at")
    )


def state_of(summonses: Iterable[Summons]) -> str:
    """Where each stands, as one short text that changes when something does: "7w.9a" (waits, seen, arrived)."""
    return ".".join(f"{one.pk}{'a' if one.arrived_at else 's' if one.seen_at else 'w'}" for one in summonses)


def is_called(account: Account) -> bool:
    """Whether the account may be called to a counter at all: only then its pages ask."""
    return holds(account, SUPERIORS)


def intake_of(account: Account, since: datetime) -> QuerySet[Complaint]:
    """What the account took in since then, the latest first (R87)."""
    return Complaint.objects.filter(received_by=account, received_at__gte=since).order_by("-received_at")
