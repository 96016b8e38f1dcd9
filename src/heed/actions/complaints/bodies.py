"""Complaints that a government hotline or another body passed on: its file, our answer, and what it says (R2, R14)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from heed.actions.engine import clocks
from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import action
from heed.process.case import Refusal
from heed.process.facts import BODY_NUMBER, OF_BODY
from heed.process.words import N_, BodyEvent, ClockKind
from heed.records.models import BodyCase, Complaint, Project

_KNOWN = N_("This number is on record already, with complaint %(number)s.")
#: The facts that an event brings, and the columns that hold them.
_FINDINGS = {"body_response": "response", "body_resolved": "resolved", "body_satisfied": "satisfied"}


def open_body_case(complaint: Complaint, facts: Mapping[str, Any]) -> None:
    """Keep what a body said when it passed the complaint on; nothing where it said nothing. Raises Refused."""
    if any(facts.get(fact.name) for fact in OF_BODY):
        case = BodyCase(complaint=complaint, project=complaint.project)
        case.body = str(facts.get("body_name") or "").strip()
        case.sign_by_at, case.due_at = facts.get("sign_by_at"), facts.get("body_due_at")
        _store(case, facts)


def refuse_known_number(project: Project, facts: Mapping[str, Any], but: Complaint | None = None) -> None:
    """Raise Refused where the body's number is on record at the project with another complaint than `but`."""
    number = _number(facts)
    if not number:
        return
    known = BodyCase.objects.filter(project=project, number__iexact=number).select_related("complaint")
    found = known.exclude(pk=but.pk if but else None).first()
    if found is not None:
        raise _known(found)


@action("sign_for_body")
def sign_for_body(change: Change) -> None:
    """We sign for the case that the body passed on."""
    case = _case_of(change)
    case.signed_at = change.at
    case.save()


@action("answer_body")
def answer_body(change: Change) -> None:
    """We answer the body; who answers has signed for the case."""
    case = _case_of(change)
    case.signed_at = case.signed_at or change.at
    case.answered_at = change.at
    case.save()


@action("record_body")
def record_body(change: Change) -> None:
    """What the body did with our answer; a new time that it sets takes the place of the old one."""
    refuse_known_number(change.complaint.project, change.facts, but=change.complaint)
    case = _case_of(change)
    _RECORD[BodyEvent(change.text("body_event"))](case, change)
    if change.facts.get("body_due_at"):
        case.due_at = change.facts["body_due_at"]
        _drop_answer_clock(change.complaint, change.at)
    _store(case, change.facts)


def _sent_back(case: BodyCase, change: Change) -> None:
    case.sent_back += 1
    case.answered_at, case.reason = None, change.text("body_reason")


def _appealed(case: BodyCase, change: Change) -> None:
    case.appealed_at, case.appeal = change.at, change.text("body_reason")


def _gave_result(case: BodyCase, change: Change) -> None:
    case.result = change.text("body_result") or case.result
    for fact, column in _FINDINGS.items():
        setattr(case, column, change.text(fact) or getattr(case, column))


_RECORD = {BodyEvent.SENT_BACK: _sent_back, BodyEvent.APPEALED: _appealed, BodyEvent.RESULT: _gave_result}


def _drop_answer_clock(complaint: Complaint, at: datetime) -> None:
    for clock in complaint.clocks.filter(kind=ClockKind.BODY_ANSWER, stopped_at__isnull=True):
        clocks.stop(clock, at, dropped=True)


def _case_of(change: Change) -> BodyCase:
    """The body's file; a new one where the complaint was taken in without any."""
    complaint = change.complaint
    return BodyCase.objects.get_or_create(complaint=complaint, defaults={"project": complaint.project})[0]


def _store(case: BodyCase, facts: Mapping[str, Any]) -> None:
    """Save the body's case with its number, where given. Raises Refused where the number was used meanwhile."""
    case.number = _number(facts) or case.number
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        known = BodyCase.objects.filter(project=case.project, number__iexact=case.number)
        found = known.select_related("complaint").exclude(pk=case.pk).first()
        if found is None:
            raise
        raise _known(found) from error


def _number(facts: Mapping[str, Any]) -> str:
    return str(facts.get(BODY_NUMBER.name) or "").strip()


def _known(found: BodyCase) -> Refused:
    return Refused([Refusal(_KNOWN, BODY_NUMBER.name, {"number": found.complaint.number})])
