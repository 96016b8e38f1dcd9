"""All that the page of one complaint shows, fetched in a number of queries that does not grow with its history."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from heed.actions.record.audit import record_look
from heed.process.case import Case, Participant
from heed.process.move import Move
from heed.process.policy import Policy
from heed.queries.access import access_of, may_read_reason, may_reveal, may_reveal_for_reason
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of, moves_open_to
from heed.queries.complaints.others import latest_others, linked_to, others_count
from heed.queries.complaints.whole import whole_complaint
from heed.queries.incidents.lists import incident_of
from heed.queries.record.integrity import verify_record
from heed.queries.residents.care import Care, care_of
from heed.queries.residents.homes import present_home
from heed.queries.staff.stewards import steward_of
from heed.records.models import Account, BodyCase, Complaint, Entry, Incident, Occupancy
from heed.seal.verify import RecordFault


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
    def gives_reason(self) -> bool:
        """Whether the reader sees name and contact only after saying why."""
        return not self.may_reveal and may_reveal_for_reason(self.account, self.complaint)

    @cached_property
    def home(self) -> Occupancy | None:
        """Where the owner lives, the present home first."""
        if self.complaint.person_id is None or not self.may_reveal:
            return None
        return present_home(self.complaint.person_id, self.complaint.project_id)

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
        own = access_of(self.account), self.complaint.person_id, self.complaint.pk
        counts = others_count(*own)
        return History(counts["count"], counts["open"], latest_others(*own))

    @cached_property
    def incident(self) -> Incident | None:
        """The incident of which it is part, where the reader may see it."""
        return incident_of(self.account, self.complaint)

    @cached_property
    def linked_complaints(self) -> list[Complaint]:
        """The complaints linked to this one that the reader may see: repeats and merged ones."""
        own = self.complaint
        return linked_to(access_of(self.account), own.pk, (own.repeat_of_id or 0, own.merged_into_id or 0))


def dossier_of(account: Account, number: str) -> Dossier:
    """The complaint of this number for this reader. Http404 where the reader may not see it."""
    complaint = whole_complaint(access_of(account), number)
    if complaint is None:
        raise Http404
    now = timezone.now()
    case, actor = case_of(complaint, staff(account), now)
    record_look(complaint, by=account)
    return Dossier(complaint, account, now, case, actor)
