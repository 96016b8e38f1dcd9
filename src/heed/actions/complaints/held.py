"""Holding a report that looks like spam until a person has looked at it: none is dropped, and none goes unanswered."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.actions.complaints.me_too import lodge_with
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import ACTIONS
from heed.actions.engine.files import clean_pictures
from heed.actions.engine.outbox import Announcement, announce
from heed.actions.engine.own_words import own_words
from heed.insight.filetypes import mime_of
from heed.process.case import Refusal
from heed.process.moves import MOVES
from heed.process.roles import RECEIVES
from heed.process.words import N_, HeldReason, HeldState
from heed.queries.actor import OWNER
from heed.queries.staff.duties import holders
from heed.records.models import Account, Complaint, HeldFile, HeldReport, Person, Project
from heed.records.owner_keys import new_link

ACCEPTED = N_("The report was held, and accepted at the desk after a look.")
_DECIDED = N_("A colleague has decided about this report already.")
#: The notice that reports wait for a decision.
REPORT_HELD = "report_held"
#: A report that comes within this time of another that waits is announced with it.
QUIET = timedelta(hours=1)
LONGEST = 500
"""Characters of the reason of a refusal."""


def hold_report(
    project: Project,
    why: Iterable[HeldReason],
    *,
    joins: Complaint | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> HeldReport:
    """Keep a report as `lodge` would take it in, with its files, and return it; the same `client_key` the one before.

    Raises Refused where a picture cannot be opened.
    """
    given = clean_pictures(MOVES["lodge"].facts, facts)
    key, language = given.pop("client_key", None), given.pop("language")
    try:
        return _stored(project, why, given, key, language, joins, at or timezone.now())
    except IntegrityError:
        known = HeldReport.objects.filter(client_key=key).first() if key else None
        if known is None:
            raise
        return known


@transaction.atomic
def _stored(
    project: Project,
    why: Iterable[HeldReason],
    given: dict[str, Any],
    key: str | None,
    language: str,
    joins: Complaint | None,
    at: datetime,
) -> HeldReport:
    place, person, files = given.pop("place", None), given.pop("person", None), given.pop("files", ())
    report = HeldReport.objects.create(
        project=project, place=place, joins=joins, **new_link(), client_key=key, received_at=at, language=language,
        why=[reason.value for reason in why], facts=given | ({"person": person.pk} if person else {}),
    )  # fmt: skip
    for file in files:
        _keep(report, file)
    _announce(report)
    return report


def _announce(report: HeldReport) -> None:
    """Tell those who may decide, once for all that come within an hour of each other: a flood is one notice."""
    waiting = HeldReport.objects.filter(project=report.project, state=HeldState.HELD.value).exclude(pk=report.pk)
    if waiting.filter(received_at__gt=report.received_at - QUIET).exists():
        return
    facts = {"project": report.project.name}
    event = Announcement(f"{REPORT_HELD}-{report.pk}", REPORT_HELD, facts, report.project, report.received_at)
    announce(event, holders(RECEIVES, report.project))


def _keep(report: HeldReport, file: "File[bytes]") -> None:
    body = file.read()
    held = HeldFile(
        report=report, name=str(file.name or "file").rpartition("/")[2][-160:], mime=mime_of(body), size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
    )  # fmt: skip
    held.file.save(held.name, ContentFile(body), save=False)
    held.save(force_insert=True)


@transaction.atomic
def accept_report(report: HeldReport, *, by: Account, at: datetime | None = None) -> Complaint:
    """Take the report in as a complaint received when it came; who accepted it stands on its timeline.

    Raises Refused where a colleague has decided about it, or the workflow does not allow the intake.
    """
    now, held = at or timezone.now(), _locked(report)
    given: Mapping[str, Any] = {
        **held.facts, "person": Person.objects.filter(pk=held.facts.get("person")).first(), "place": held.place,
        "client_key": held.client_key, "language": held.language, "at": held.received_at,
        "files": [_as_sent(file) for file in held.files.order_by("pk")],
    }  # fmt: skip
    main = held.joins
    complaint = lodge_with(main, **given) if main is not None else lodge(held.project, by=OWNER, **given)
    ACTIONS["note"](complaint, by=by, at=max(now, complaint.moved_at), words=own_words(held.project, ACCEPTED))
    _decide(held, HeldState.ACCEPTED, by, now, complaint=complaint, facts={})
    _forget_files(held)
    return complaint


@transaction.atomic
def refuse_report(report: HeldReport, *, by: Account, reason: str, at: datetime | None = None) -> None:
    """Say why the report is not taken in; the owner reads it, and the report stays on record. Raises Refused."""
    if not reason.strip() or len(reason) > LONGEST:
        raise Refused([Refusal(N_("Say why, in a sentence that the owner can read."), "reason")])
    _decide(_locked(report), HeldState.REFUSED, by, at or timezone.now(), reason=reason.strip())


def erase_refused(reports: Collection[HeldReport], *, at: datetime) -> None:
    """Empty what was told in refused reports, and delete their files; that they were refused, and why, stays."""
    for report in reports:
        _forget_files(report)
    HeldReport.objects.filter(pk__in=[report.pk for report in reports]).update(facts={}, erased_at=at)


def _locked(report: HeldReport) -> HeldReport:
    held = HeldReport.objects.select_for_update(of=("self",), no_key=True).select_related("project").get(pk=report.pk)
    if held.state != HeldState.HELD:
        raise Refused([Refusal(_DECIDED)])
    return held


def _decide(held: HeldReport, state: HeldState, by: Account, at: datetime, **columns: Any) -> None:
    HeldReport.objects.filter(pk=held.pk).update(state=state, decided_by=by, decided_at=at, **columns)


def _forget_files(held: HeldReport) -> None:
    """Delete the files of the report: on the disk once that is certain."""
    stored = [str(file.file.name) for file in held.files.all()]
    held.files.all().delete()
    for name in stored:
        transaction.on_commit(partial(default_storage.delete, name))


def _as_sent(held: HeldFile) -> "File[bytes]":
    with held.file.open("rb") as stored:
        return ContentFile(stored.read(), name=held.name)
