"""The coach of the gate, filled from what is known."""

from collections.abc import Sequence

from django.utils import timezone

from heed.coach.from_record import known_facts, missed_facts
from heed.coach.gate import GateCoach
from heed.coach.known import KnownFacts
from heed.coach.ticks import Tick, ticks
from heed.process.roles import ANSWERS_FOR_NEW
from heed.process.words import Channel, ClockKind, Stage
from heed.queries.complaints.case import is_in_danger
from heed.queries.complaints.clarified import Clarified, clarified
from heed.queries.staff.duties import first_holder
from heed.records.models import Account, Call, Complaint, Project

#: Stages in which nothing was read back to the owner.
_UNREAD = (Stage.RECEIVED, Stage.WITHDRAWN, Stage.MERGED)


def coach_before(project: Project, account: Account, call: Call | None) -> GateCoach:
    """The coach while nothing is on record yet, on the telephone or (without a call) at the gate."""
    known = KnownFacts(
        now=timezone.localtime(),
        channel=Channel.PHONE if call is not None else Channel.PATROL,
        project=project.name,
        speaker=account.name,
        **missed_facts(call),
    )
    director = first_holder(ANSWERS_FOR_NEW, project)
    return GateCoach(known, director.name if director is not None else "")


def coach_after(complaint: Complaint, account: Account) -> GateCoach:
    """The coach once the complaint is on record."""
    clock = complaint.clocks.filter(kind=ClockKind.ANSWER, stopped_at__isnull=True).first()
    answer_at = (clock.limit_at or clock.target_at) if clock is not None else None
    return GateCoach(known_facts(complaint, account), complaint.case_owner.name, answer_at, is_in_danger(complaint))


def with_ticks(complaints: Sequence[Complaint], account: Account) -> list[tuple[Complaint, list[Tick]]]:
    """Each complaint with its six ticks."""
    found = clarified(complaints)
    return [(complaint, ticks(_known(complaint, account, found[complaint.pk]))) for complaint in complaints]


def _known(complaint: Complaint, account: Account, done: Clarified) -> KnownFacts:
    return known_facts(
        complaint,
        account,
        contact=complaint.contact,
        happened=complaint.happened,
        where=complaint.where,
        course=complaint.course,
        verified=complaint.stage not in _UNREAD,
        closed=complaint.stage == Stage.CLOSED,
        **done.facts,
    )
