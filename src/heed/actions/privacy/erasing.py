"""Erasing what is on record of a person: words, contacts and files go, what figures and laws rest on stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from heed.actions.complaints.held import erase_refused
from heed.actions.engine.errors import Refused
from heed.actions.engine.lookup_keys import index_people
from heed.actions.engine.old_index import unindex_old
from heed.actions.record.audit import record_event
from heed.actions.record.erase import ERASED, erase
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind
from heed.queries.privacy.duty import DataDuty
from heed.queries.privacy.erasable import ErasurePlan, erasure_plan
from heed.queries.privacy.holdings import holdings_of
from heed.records.models import (
    Account,
    Call,
    CallBack,
    DataRequest,
    HomeCode,
    HomeIdentity,
    HomeVisit,
    HouseholdSight,
    Occupancy,
    OldComplaint,
    Person,
    PersonToIndex,
    QualitySheet,
    Reception,
    Representative,
    SignUp,
    Summons,
    SurveyAnswer,
    SurveyInvitation,
    Vulnerability,
)

#: What of a person is emptied when the whole record goes, and what may go while the person still lives here.
_WHOLE = {
    "name": ERASED, "honorific": "", "phone": "", "email": "", "language": "", "call_time": "", "notes": "",
    "hard_of_hearing": False, "large_print": False, "channel": "",
}  # fmt: skip
_BY_CONSENT = {"call_time": "", "notes": "", "hard_of_hearing": False, "large_print": False}


@transaction.atomic
def erase_person(
    person: Person, *, by: Account, duty: DataDuty, reason: str, at: datetime | None = None
) -> ErasurePlan:
    """Erase all of a person that may go now, and return what went and what stays.

    Raises Refused without a reason, or where nothing may go because of a legal hold.
    """
    now = at or timezone.now()
    if not reason.strip():
        raise Refused([Refusal(N_("Say why it is erased."), "reason")])
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    plan = erasure_plan(holdings_of(locked, duty), now)
    if any(stay.more for stay in plan.stays):
        raise Refused([Refusal(N_("A legal hold is on this person: nothing may be erased until it is lifted."))])
    for complaint in plan.complaints:
        erase(complaint, by=by, reason=reason, at=now)
    erase_talks(plan.calls, plan.visits, at=now)
    erase_sign_ups(plan.seats)
    erase_refused(plan.refused, at=now)
    erase_old(plan.old)
    erase_record(locked, whole=plan.record, at=now)
    record_event(
        AuditKind.DATA_ERASED, by=by, person=locked, at=now,
        facts={"complaints": len(plan.complaints), "whole": plan.record},
    )  # fmt: skip
    return plan


def erase_talks(calls: Iterable[Call], visits: Iterable[Reception], *, at: datetime) -> None:
    """Empty the words and numbers of calls and visits at the counter; when and by whom stays."""
    call_ids, visit_ids = [call.pk for call in calls], [visit.pk for visit in visits]
    typed = dict.fromkeys(("name", "home", "matter", *Summons.TYPED, "outcome"), "")
    for kind, ids in (("call", call_ids), ("reception", visit_ids)):
        Summons.objects.filter(**{f"{kind}__in": ids}).update(**typed, reason=ERASED)
        QualitySheet.objects.filter(**{f"{kind}__in": ids}).update(words="")
    CallBack.objects.filter(call__in=call_ids).update(words="")
    Call.objects.filter(pk__in=call_ids).update(number="", about="", person=None, erased_at=at)
    Reception.objects.filter(pk__in=visit_ids).update(about="", person=None, erased_at=at)


def erase_sign_ups(rows: Iterable[SignUp]) -> None:
    """Empty who signed up to a reception day; how many came stays."""
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(
        name="", unit="", contact="", about="", found_by=""
    )  # fmt: skip


def erase_old(rows: Iterable[OldComplaint]) -> None:
    """Delete complaints from before Heed, which no figure counts."""
    found = list(rows)
    unindex_old(found)
    OldComplaint.objects.filter(pk__in=[row.pk for row in found]).delete()


def erase_record(person: Person, *, whole: bool, at: datetime) -> None:
    """Empty a person's own record: all of it, or (not `whole`) only what needs consent."""
    Vulnerability.objects.filter(person=person).delete()
    Representative.objects.filter(person=person).delete()
    HomeIdentity.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(**({**_WHOLE, "erased_at": at} if whole else _BY_CONSENT))
    if whole:
        Occupancy.objects.filter(person=person).delete()
        PersonToIndex.objects.filter(person=person).delete()
        SurveyAnswer.objects.filter(invitation__person=person).exclude(words="").update(words=ERASED)
        SurveyInvitation.objects.filter(person=person).update(person=None, follow_words="")
        HomeCode.objects.filter(person=person).delete()
        HomeVisit.objects.filter(person=person).delete()
        HouseholdSight.objects.filter(Q(whose=person) | Q(reader=person)).delete()
        DataRequest.objects.filter(person=person).update(asker_name="", words="")
    index_people([person.pk])
    person.refresh_from_db()
