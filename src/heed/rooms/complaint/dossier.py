"""All that the page of one complaint shows, fetched in a number of queries that does not grow with its history."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from heed.process.case import Case, Participant
from heed.process.move import Move
from heed.process.policy import Policy
from heed.process.words import ENDED
from heed.queries.access import complaints_visible_to, may_read_reason, may_reveal
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of, moves_open_to
from heed.queries.record.integrity import verify_record
from heed.queries.residents.care import Care, care_of
from heed.queries.staff.stewards import steward_of
from heed.records.models import (
    Account,
    Approval,
    BodyCase,
    Clock,
    Compensation,
    Complaint,
    Entry,
    Occupancy,
    Order,
    Promise,
    Proposal,
)
from heed.seal.verify import RecordFault

#: How many of the owner's other complaints are listed.
LISTED = 5


@dataclass(frozen=True)
class History:
    """The owner's other complaints that the reader may see: how many, how many of them open, the latest."""

    count: int
    open: int
    latest: list[Complaint]


@dataclass(frozen=True)
class Dossier:
    """A complaint with its reader and the instant of reading."""

    complaint: Complaint
    account: Account
    now: datetime
    case: Case
    actor: Participant

    @property
    def policy(self) -> Policy:
        return self.case.policy

    @cached_property
    def entries(self) -> list[Entry]:
        return list(self.complaint.entries.all())

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The moves open to the reader, in the order of the table."""
        return moves_open_to(self.case, self.actor)

    @cached_property
    def record_faults(self) -> list[RecordFault]:
        return verify_record(self.complaint)

    @cached_property
    def may_reveal(self) -> bool:
        return may_reveal(self.account, self.complaint)

    @cached_property
    def home(self) -> Occupancy | None:
        """Where the owner lives, the present home first."""
        if self.complaint.person_id is None or not self.may_reveal:
            return None
        lives = Occupancy.objects.filter(person_id=self.complaint.person_id, place__project=self.complaint.project_id)
        return lives.filter(until_on__isnull=True).select_related("place").order_by("since_on").first()

    @cached_property
    def care(self) -> Care | None:
        """What to mind before speaking to the owner; None where nothing is, or the reader need not know."""
        if self.complaint.person_id is None or not self.may_reveal:
            return None
        return care_of(self.complaint.person_id, reads_reason=may_read_reason(self.account, self.complaint))

    @cached_property
    def steward(self) -> Account | None:
        """Who looks after the place that the complaint comes from."""
        return steward_of(self.complaint.place) if self.complaint.place else None

    @cached_property
    def body_case(self) -> BodyCase | None:
        """The file of the body that passed the complaint on."""
        return BodyCase.objects.filter(pk=self.complaint.pk).first() if self.case.from_body else None

    @cached_property
    def history(self) -> History | None:
        """The owner's other complaints; None where the owner is not known, or the reader need not know."""
        if self.complaint.person_id is None or not self.may_reveal:
            return None
        others = complaints_visible_to(self.account).filter(person_id=self.complaint.person_id)
        others = others.exclude(pk=self.complaint.pk)
        counts = others.aggregate(count=Count("pk"), open=Count("pk", filter=~Q(stage__in=[s.value for s in ENDED])))
        return History(counts["count"], counts["open"], list(others.order_by("-received_at")[:LISTED]))

    @cached_property
    def linked_complaints(self) -> list[Complaint]:
        """The complaints linked to this one that the reader may see: repeats and merged ones."""
        own = self.complaint
        linked = Q(repeat_of=own) | Q(merged_into=own) | Q(pk__in=[own.repeat_of_id or 0, own.merged_into_id or 0])
        return list(complaints_visible_to(self.account).filter(linked).order_by("received_at"))


def dossier_of(account: Account, number: str) -> Dossier:
    """The complaint of this number for this reader. Http404 where the reader may not see it."""
    complaint = _whole(complaints_visible_to(account)).filter(number=number.upper()).first()
    if complaint is None:
        raise Http404
    now = timezone.now()
    case, actor = case_of(complaint, staff(account), now)
    return Dossier(complaint, account, now, case, actor)


def _whole(complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
    entries = Entry.objects.select_related("account", "content", "order__department", "order__account").order_by("seq")
    with_people = complaints.select_related("project", "case_owner", "received_by", "handler", "person")
    with_people = with_people.select_related("place__steward", "place__parent__steward")
    return with_people.prefetch_related(
        Prefetch("entries", entries.prefetch_related("attachments")),
        Prefetch("clocks", Clock.objects.select_related("order__department", "order__account").order_by("pk")),
        Prefetch("promises", Promise.objects.select_related("made_by").order_by("pk")),
        Prefetch("proposals", Proposal.objects.order_by("pk")),
        Prefetch("approvals", Approval.objects.select_related("asked_by", "asked_of", "decided_by").order_by("pk")),
        Prefetch("orders", Order.objects.select_related("department", "account").order_by("pk")),
        Prefetch("compensations", Compensation.objects.order_by("pk")),
        "apologies",
        "visits",
        "accused",
    )
