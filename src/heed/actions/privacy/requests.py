"""Requests about the own data: taken in with who asked and how that was checked, due in 15 days, and answered."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event
from heed.process.case import Refusal
from heed.process.words import (
    N_,
    Asker,
    AuditedData,
    AuditKind,
    IdentityCheck,
    RequestKind,
    RequestState,
    RequestWay,
)
from heed.records.models import Account, DataRequest, Person, Project

#: By when a request is answered.
DUE = timedelta(days=15)
ANSWERED = N_("This request has been answered already.")


@transaction.atomic
def take_request(
    person: Person, project: Project, *, by: Account | None, kind: RequestKind, way: RequestWay, asker: Asker,
    identity: IdentityCheck, asker_name: str = "", words: str = "", client_key: str | None = None,
    at: datetime | None = None,
) -> DataRequest:  # fmt: skip
    """Record a request and return it; `by` None: asked on the own page. The same form sent twice is one request.

    Raises Refused where another person asks and is not named, or a correction does not say what is wrong.
    """
    now, wrong = at or timezone.now(), []
    if asker is not Asker.SELF and not asker_name.strip():
        wrong.append(Refusal(N_("Write who asks for this person."), "asker_name"))
    if kind is RequestKind.CORRECT and not words.strip():
        wrong.append(Refusal(N_("Write what is wrong, and what is right."), "words"))
    if wrong:
        raise Refused(wrong)
    if client_key and (known := DataRequest.objects.filter(client_key=client_key).first()):
        return known
    try:
        with transaction.atomic():
            made = DataRequest.objects.create(
                person=person, project=project, kind=kind.value, way=way.value, asker=asker.value,
                asker_name=asker_name.strip(), identity=identity.value, words=words.strip(), client_key=client_key,
                asked_at=now, due_at=now + DUE, taken_by=by,
            )  # fmt: skip
    except IntegrityError:  # the other of two at once
        return DataRequest.objects.get(client_key=client_key)
    record_event(AuditKind.DATA_ASKED, by=by, person=person, at=now, facts={"asked": kind.value, "request": made.pk})
    return made


@transaction.atomic
def answer_request(
    request: DataRequest, *, by: Account, answer: str, refused: bool = False, at: datetime | None = None
) -> DataRequest:
    """Record that a request was answered or refused. Raises Refused where it was already, or without a word."""
    now = at or timezone.now()
    if not answer.strip():
        raise Refused([Refusal(N_("Write what the person is told."), "answer")])
    state = RequestState.REFUSED if refused else RequestState.ANSWERED
    still_open = DataRequest.objects.filter(pk=request.pk, state=RequestState.OPEN.value)
    if not still_open.update(state=state.value, answered_at=now, answered_by=by, answer=answer.strip()):
        raise Refused([Refusal(ANSWERED)])
    facts = {"asked": request.kind, "outcome": state.value, "request": request.pk}
    record_event(AuditKind.DATA_ANSWERED, by=by, person=request.person, at=now, facts=facts)
    request.refresh_from_db()
    return request


def record_person_export(person: Person, *, by: Account, at: datetime | None = None) -> None:
    """Record that all data of a person was taken out."""
    facts = {"data": AuditedData.PERSON.value}
    record_event(AuditKind.EXPORT, by=by, person=person, at=at, facts=facts)
