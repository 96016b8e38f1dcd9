"""Legal holds: set with a reason and a last day, lifted with a reason; each is in the audit log."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind
from heed.records.models import Account, Complaint, LegalHold, Person, Project


@transaction.atomic
def set_hold(
    *, project: Project, by: Account, reason: str, until_on: date, person: Person | None = None,
    complaint: Complaint | None = None, at: datetime | None = None,
) -> LegalHold:  # fmt: skip
    """Hold the data of a person or of a complaint. Raises Refused without a reason, or for a day that has passed."""
    now, wrong = at or timezone.now(), []
    if not reason.strip():
        wrong.append(Refusal(N_("Write why it must be kept."), "reason"))
    if until_on < timezone.localdate(now):
        wrong.append(Refusal(N_("This day has passed."), "until_on"))
    if wrong:
        raise Refused(wrong)
    made = LegalHold.objects.create(
        project=project, person=person, complaint=complaint, reason=reason.strip(), until_on=until_on, set_by=by,
        set_at=now,
    )  # fmt: skip
    record_event(AuditKind.HOLD_SET, by=by, person=person, complaint=complaint, at=now, facts={"until": str(until_on)})
    return made


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: Account, because: str, at: datetime | None = None) -> LegalHold:
    """Lift a hold. Raises Refused without a reason, or where it was lifted already."""
    now = at or timezone.now()
    if not because.strip():
        raise Refused([Refusal(N_("Write why it need not be kept any more."), "because")])
    running = LegalHold.objects.filter(pk=hold.pk, lifted_at__isnull=True)
    if not running.update(lifted_at=now, lifted_by=by, lifted_because=because.strip()):
        raise Refused([Refusal(N_("This hold was lifted already."))])
    record_event(AuditKind.HOLD_LIFTED, by=by, person=hold.person, complaint=hold.complaint, at=now)
    hold.refresh_from_db()
    return hold
