"""Making an incident of several complaints, its texts, and the complaint at which its fix is made (R10, R148)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused, refuse_without_duty, refuse_without_words
from heed.actions.engine.together import each_or_none
from heed.actions.incidents import parts
from heed.actions.incidents.membership import add, joined, locked
from heed.actions.warnings import answering
from heed.process.case import Refusal
from heed.process.roles import RECEIVES
from heed.process.words import BEFORE_HANDLED, N_
from heed.records.models import Account, Complaint, EarlyWarning, Incident, IncidentComplaint, IncidentText


@transaction.atomic
def make(
    main: Complaint,
    others: Sequence[Complaint],
    *,
    cause: str,
    told: str,
    words: str,
    by: Account,
    warning: EarlyWarning | None = None,
    at: datetime | None = None,
) -> Incident:
    """Make one incident of these complaints, whose fix is made at `main`; the others are followed together with it as
    far as the law allows.

    `words`: why they are one thing; the warning of which it is made is acted on by them. Raises Refused, also where one
    of the complaints cannot be part of it: then there is none.
    """
    now = at or timezone.now()
    refuse_without_duty(by, main.project, RECEIVES)
    if not main.is_open or main.merged_into_id or parts.part_of(main) is not None:
        raise Refused([Refusal(_CANNOT_LEAD, "main")])
    refuse_without_words(words)
    incident = Incident.objects.create(project=main.project, main=main, warning=warning, made_at=now, made_by=by)
    _write(incident, cause, told, by, now)
    joined(incident, main, words, by, at)
    leaders_first = sorted(others, key=lambda other: other.merged_into_id is not None)
    each_or_none(leaders_first, lambda other: _added(incident, other, words, by, at))
    if warning is not None:
        answering.act(warning, words, by=by, at=now)
    return incident


def _added(incident: Incident, complaint: Complaint, words: str, by: Account, at: datetime | None) -> None:
    """Add it, unless it came along with the one with which it is followed together."""
    part = parts.part_of(complaint)
    if part is None or part.incident_id != incident.pk:
        add(incident, complaint, words, by=by, at=at)


@transaction.atomic
def write(incident: Incident, cause: str, told: str, *, by: Account, at: datetime | None = None) -> None:
    """Write its cause and the text for its owners anew; the earlier ones stay on record. Raises Refused."""
    refuse_without_duty(by, locked(incident).project, RECEIVES)
    _write(incident, cause, told, by, at or timezone.now())


@transaction.atomic
def lead_by(incident: Incident, main: Complaint, words: str, *, by: Account, at: datetime | None = None) -> Incident:
    """Make the fix at another of its complaints, once the work at the one before is over; who is still worked on is
    followed together with that one. Raises Refused."""
    found = locked(incident)
    refuse_without_duty(by, found.project, RECEIVES)
    if found.main.stage in BEFORE_HANDLED:
        raise Refused([Refusal(_GOES_ON, "main", {"number": found.main.number})])
    part = parts.part_of(main)
    if part is None or part.incident_id != found.pk or main.stage not in BEFORE_HANDLED or main.merged_into_id:
        raise Refused([Refusal(_CANNOT_LEAD, "main")])
    found.main = main
    found.save(update_fields=["main"])
    alone = IncidentComplaint.objects.filter(
        incident=found, out_at=None, complaint__merged_into=None, complaint__stage__in=BEFORE_HANDLED
    ).exclude(complaint=main)
    others = [one.complaint for one in alone.select_related("complaint__project").order_by("pk")]
    each_or_none(others, lambda other: joined(found, other, words, by, at))
    return found


def _write(incident: Incident, cause: str, told: str, by: Account, at: datetime) -> None:
    missing = [name for name, text in (("cause", cause), ("told", told)) if not text.strip()]
    if missing:
        raise Refused([Refusal(N_("Write it down."), name) for name in missing])
    IncidentText.objects.create(incident=incident, cause=cause.strip(), told=told.strip(), written_by=by, written_at=at)


_CANNOT_LEAD = N_(
    "The fix is made at an open complaint of this incident alone, which is followed on its own. Choose another."
)
_GOES_ON = N_("The work on %(number)s goes on: the fix is made there.")
