"""Return visits: the attempts so far, and the work about which the owner is asked (R89)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, QuerySet

from heed.insight.filetypes import PICTURES, PLAYED
from heed.process.moves.closing import ARRANGE_VISIT
from heed.process.moves.joining import PASS_ON_RESULT, TELL_RESULT
from heed.process.moves.solving import COMPLETE, EXPLAIN
from heed.process.moves.taking_in import SETTLE
from heed.process.visiting import CALLS, VISIT_AT, VISIT_BY
from heed.process.words import ORDER_DONE, FileKind, Method
from heed.queries.complaints.rows import ComplaintRow
from heed.records.models import Attachment, Complaint, Entry, Order, Proposal, Visit

#: How the owner was told the result, and the fact that holds the words.
_TOLD = {COMPLETE.name: "result", TELL_RESULT.name: "result", PASS_ON_RESULT.name: "result", EXPLAIN.name: "reason",
         SETTLE.name: "solution"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VisitAttempts:
    """How often a return visit was tried in this round, and when last."""

    count: int
    last_at: datetime


def attempts_of(rows: Iterable[ComplaintRow]) -> dict[int, VisitAttempts]:
    """Return the attempts of the present round, by the complaint's id; one query."""
    tried = (
        Visit.objects.filter(complaint__in=[row.id for row in rows], round=F("complaint__round"))
        .values("complaint")
        .annotate(count=Count("pk"), last_at=Max("at"))
    )
    return {row["complaint"]: VisitAttempts(row["count"], row["last_at"]) for row in tried}


@dataclass(frozen=True, slots=True)
class AgreedVisit:
    """When and how a return visit is made, as last agreed with the owner."""

    at: datetime
    method: Method


def agreed_visits_of(rows: Iterable[ComplaintRow | Complaint]) -> dict[int, AgreedVisit]:
    """Return what was agreed in the present round, by the complaint's id; one query."""
    agreed = Entry.objects.filter(
        complaint__in=[row.id for row in rows], round=F("complaint__round"), move=ARRANGE_VISIT.name
    )
    found = {}
    for number, facts in agreed.order_by("seq").values_list("complaint", "content__facts"):
        if visit := _agreed(facts):
            found[number] = visit
    return found


def agreed_visit_in(complaint: Complaint, round_: int) -> AgreedVisit | None:
    """Return what was agreed last in this round, which may be over; one query."""
    agreed = Entry.objects.filter(complaint=complaint, round=round_, move=ARRANGE_VISIT.name)
    facts = agreed.order_by("-seq").values_list("content__facts", flat=True).first()
    return _agreed(facts or {})


def _agreed(facts: Mapping[str, Any]) -> AgreedVisit | None:
    """What an entry says was agreed; None where its words were erased."""
    if VISIT_AT.name not in facts:
        return None
    method = Method(facts.get(VISIT_BY.name) or Method.PHONE)
    return AgreedVisit(datetime.fromisoformat(facts[VISIT_AT.name]), method)


@dataclass(frozen=True, slots=True)
class WorkOfRound:
    """The work of the present round, and its return visits: what a caller should know."""

    solution: str  # that was carried out; "" without one
    told: str  # what the owner was told when it was done
    cannot_be_solved: bool  # and that was why it cannot be solved
    told_at: datetime | None
    told_by: str
    orders: Sequence[Order]
    photos: Sequence[Attachment]
    visits: Sequence[Visit]


def work_of(complaint: Complaint) -> WorkOfRound:
    """Return the work of the present round; five queries."""
    now = {"complaint": complaint, "round": complaint.round}
    proposed = Proposal.objects.filter(**now).exclude(agreed=False).order_by("-pk").first()
    told = Entry.objects.filter(**now, move__in=_TOLD).select_related("content", "account").order_by("-seq")
    done = told.first()
    orders = Order.objects.filter(**now, state__in=[state.value for state in ORDER_DONE]).select_related(
        "account", "department"
    )
    return WorkOfRound(
        solution=proposed.solution if proposed else "",
        told=str(done.content.facts.get(_TOLD[done.move]) or "") if done else "",
        cannot_be_solved=done is not None and done.move == EXPLAIN.name,
        told_at=done.at if done else None,
        told_by=done.account.name if done and done.account else "",
        orders=list(orders.order_by("ended_at")),
        photos=list(photos_of(complaint).filter(entry__round=complaint.round)),
        visits=list(Visit.objects.filter(**now).select_related("account").order_by("at")),
    )


def is_called_after_closing(complaint: Complaint) -> bool:
    """Whether a friendly call or a director's check of a closed complaint is due (R98, C3); one query."""
    return complaint.clocks.filter(kind__in=[kind.value for kind in CALLS], stopped_at__isnull=True).exists()


def photos_of(complaint: Complaint) -> QuerySet[Attachment]:
    """Return the pictures of a complaint, the oldest first, without signatures."""
    kept = Attachment.objects.filter(complaint=complaint, mime__in=PICTURES).exclude(kind=FileKind.SIGNATURE.value)
    return kept.order_by("pk")


def recordings_of(complaint: Complaint) -> QuerySet[Attachment]:
    """The voice recordings and videos on record, the first first."""
    return Attachment.objects.filter(complaint=complaint, mime__in=PLAYED).order_by("pk")
