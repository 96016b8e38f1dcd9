"""The counter and the telephone: visitors who wait, the current visit or call, calls of superiors (R33 to R46)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from heed.process.policy import Policy
from heed.process.roles import APART_FROM_CASES, RECEIVES, SUPERIORS
from heed.process.words import Channel
from heed.queries.access import holds, projects_of, roles_of, without_conflicts_of
from heed.records.models import Account, Call, Complaint, Project, Reception, Summons
from heed.records.prepared import prepared

Meeting = Reception | Call
#: A call to a superior that was not seen leaves the banner after this long; it stays on record.
STALE_AFTER = timedelta(hours=12)

#: So many of the complaints that a person recorded today are listed.
ON_LIST = 12

#: What a call to a superior or a colleague says of the owner and the matter.
WITH_THE_MATTER = ("project", "asked_by", "complaint", "reception__person", "call__person")


@dataclass(frozen=True, slots=True)
class RingCount:
    """How often a call rang, and its tone: `good` up to the target, `warn` up to the limit, then `hot`.

    `or_more`: the one who answered counted no further.
    """

    count: int
    tone: str
    or_more: bool = False


def rings_of(call: Call, policy: Policy, now: datetime) -> RingCount | None:
    """Return the rings until the answer, or until now; None where neither telephony nor anybody counted (R40, C1).

    From the first ring by the seconds of a ring in the policy, where telephony said when it was; else as counted.
    """
    terms, count = policy.telephone, call.rings
    if call.is_from_first_ring:
        seconds = ((call.answered_at or call.ended_at or now) - call.rang_at).total_seconds()
        count = max(1, math.ceil(seconds / terms.ring_seconds))
    if count is None:
        return None
    tone = "good" if count <= terms.target_rings else "warn" if count <= terms.limit_rings else "hot"
    return RingCount(count, tone, or_more=not call.is_from_first_ring and count > terms.limit_rings)


def ring_choices(call: Call, policy: Policy) -> range:
    """Return the counts to choose from by the one who answered.

    None for a call back, once the call was passed on, and where telephony counted.
    """
    own = call.back_of_id is None and call.transferred_to_id is None  # who takes a call over did not hear it ring
    is_asked = own and not call.is_from_first_ring and call.answered_at is not None
    return range(1, round(policy.telephone.limit_rings) + 2) if is_asked else range(0)


def desk_projects(account: Account) -> QuerySet[Project]:
    """Return the projects at whose desk the account receives."""
    return projects_of(account, RECEIVES)


def receives(account: Account) -> bool:
    """Return whether the account receives owners at a desk somewhere."""
    return holds(account, RECEIVES)


def visits_visible_to(account: Account) -> QuerySet[Reception]:
    """Return the visits at the desks where the account receives."""
    return Reception.objects.filter(project__in=desk_projects(account)).select_related("project", "account", "person")


def calls_visible_to(account: Account) -> QuerySet[Call]:
    """Return the calls at the desks where the account receives."""
    return Call.objects.filter(project__in=desk_projects(account)).select_related("project", "account", "person")


def waiting_visits(projects: Iterable[Project | int]) -> QuerySet[Reception]:
    """Return the visitors who wait at these desks, the longest wait first (R39)."""
    waits = Reception.objects.filter(project__in=projects, began_at__isnull=True, ended_at__isnull=True)
    return waits.select_related("project").order_by("arrived_at")


@prepared
def visits_in_line(projects: tuple[int, ...]) -> QuerySet[Reception]:
    """Return the visitors who wait at these desks, the longest wait first; for reading alone."""
    return waiting_visits(projects)


@prepared
def calls_in_line(projects: tuple[int, ...]) -> QuerySet[Call]:
    """Return the calls that ring at these desks, the longest first; for reading alone."""
    return ringing_calls(projects)


def ringing_calls(projects: Iterable[Project | int]) -> QuerySet[Call]:
    """Return the calls that ring at these desks, the longest first (R40)."""
    rings = Call.objects.filter(project__in=projects, answered_at__isnull=True, ended_at__isnull=True)
    return rings.select_related("project").order_by("rang_at")


def current_meeting(account: Account) -> Meeting | None:
    """Return the current visit or call of the account: one at a time (R39); None for none.

    A transferred call belongs to the superior, and until its complaint is recorded to the person who answered (R46).
    """
    for visit in _visits_of(account.pk):
        return visit
    for key in _calls_of(account.pk):  # hardly ever one: what belongs to it is read afterwards
        return _call(key)[0]
    return None


@prepared
def _visits_of(account: int) -> QuerySet[Reception]:
    found = Reception.objects.filter(account=account, began_at__isnull=False, ended_at__isnull=True)
    return found.select_related("project", "person", "complaint").order_by("pk")[:1]


@prepared
def _calls_of(account: int) -> QuerySet[Call, int]:
    unwritten = Q(transferred_to__isnull=True) | Q(complaint__isnull=True)
    mine = Q(unwritten, account=account) | Q(transferred_to=account)
    found = Call.objects.filter(mine, answered_at__isnull=False, ended_at__isnull=True)
    return found.order_by("-answered_at").values_list("pk", flat=True)[:1]


@prepared
def _call(key: int) -> QuerySet[Call]:
    return Call.objects.filter(pk=key).select_related("project", "person", "complaint")


def began_at(meeting: Meeting) -> datetime | None:
    """Return when the visit was received or the call answered."""
    return meeting.began_at if isinstance(meeting, Reception) else meeting.answered_at


def channel_of(meeting: Meeting) -> Channel:
    """Return the channel of a visit or a call."""
    return Channel.VISIT if isinstance(meeting, Reception) else Channel.PHONE


def summonses_of(meeting: Meeting) -> list[Summons]:
    """Return the calls of superiors to this visit or call, the latest first."""
    return _summonses_of(isinstance(meeting, Call), meeting.pk)


@prepared
def _summonses_of(is_call: bool, meeting: int) -> QuerySet[Summons]:
    found = Summons.objects.filter(**{"call" if is_call else "reception": meeting})
    return found.select_related("to", "asked_by", "project").order_by("-pk")


def summonses_to(account: Account, now: datetime) -> list[Summons]:
    """Return the open calls of this person: not seen yet, or seen while the owner still waits (R35, R46).

    An owner who refused the superior waits for nobody (C8).
    """
    calls = _summonses_to(account.pk, now - STALE_AFTER)
    about = {call.complaint_id for call in calls if call.complaint_id is not None}
    if about:  # a superior who is complained about reads nothing of it
        seen = without_conflicts_of(account, Complaint.objects.filter(pk__in=about)).values_list("pk", flat=True)
        barred = about - set(seen)
        for call in calls:
            call.is_barred = call.complaint_id in barred
    return calls


@prepared
def _summonses_to(account: int, since: datetime) -> QuerySet[Summons]:
    return open_summonses(account, since).select_related(*WITH_THE_MATTER).order_by("asked_at")


def open_summonses(account: int, since: datetime) -> QuerySet[Summons]:
    """Return the calls of this person since then: not seen yet, or seen while the owner still waits (R35).

    Of a colleague: not answered while the owner waits, or taken without a desk and not reported on yet (R46).
    """
    waits = Q(reception__isnull=False, reception__ended_at__isnull=True) | Q(
        call__isnull=False, call__ended_at__isnull=True
    )
    unanswered = Q(arrived_at__isnull=True, declined_at__isnull=True, consent=True) & waits
    taken = Q(arrived_at__isnull=False, outcome="", call__isnull=False, call__transferred_to__isnull=True)
    colleague = Q(to_colleague=True) & (unanswered | taken)
    open_ones = Q(to_colleague=False) & (Q(seen_at__isnull=True) | unanswered) | colleague
    return Summons.objects.filter(open_ones, to=account, asked_at__gte=since)


def state_of(summonses: Iterable[Summons]) -> str:
    """Return the states as a short text that changes with any of them: "7w.9a".

    w waits, s seen, a arrived, n not, r reported on.
    """
    return ".".join(f"{one.pk}{_letter(one)}" for one in summonses)


def _letter(summons: Summons) -> str:
    if summons.outcome:
        return "r"
    if summons.arrived_at or summons.declined_at:
        return "a" if summons.arrived_at else "n"
    return "s" if summons.seen_at else "w"


def is_superior(account: Account) -> bool:
    """Return whether the account is a superior somewhere, whom the desk calls when it cannot go on (R33)."""
    return holds(account, SUPERIORS)


def may_be_asked(account: Account) -> bool:
    """Return whether the account may be called or asked to a counter or a telephone; only then its pages ask."""
    return not roles_of(account) <= {role.value for role in APART_FROM_CASES}


@prepared
def intake_shown(account: int, since: datetime) -> QuerySet[Complaint]:
    """Return what the desk shows of the latest complaints that the account recorded since then."""
    shown = ("number", "title", "unit", "name", "received_at", "stage", "next_due_at", "staged_at", "case_owner__name")
    found = intake_of(Account(pk=account), since).select_related("case_owner").only(*shown)
    return found[:ON_LIST]


def intake_of(account: Account, since: datetime) -> QuerySet[Complaint]:
    """Return the complaints that the account recorded since then, the latest first (R87)."""
    found = Complaint.objects.filter(received_by=account, received_at__gte=since)
    return without_conflicts_of(account, found).order_by("-received_at")
