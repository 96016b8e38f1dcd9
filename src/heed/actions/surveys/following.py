"""What an owner asked to be contacted about is taken up once: as a complaint, or by a call (R109)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.words import N_, Channel
from heed.process.words.surveys import FollowUp
from heed.queries.surveys.seen import may_follow_up
from heed.records.models import Account, Complaint, SurveyInvitation


@transaction.atomic
def record_as_complaint(
    invitation: SurveyInvitation, *, content: str, by: Account, at: datetime | None = None
) -> Complaint:
    """Take in what the owner wrote as a complaint of that owner, and return it. Raises Refused the second time."""
    now = at or timezone.now()
    locked = _locked(invitation, by)
    person = locked.person
    complaint = lodge(
        locked.survey.project, by=by, at=now, client_key=f"survey-{locked.pk}", channel=Channel.OTHER, content=content,
        person=person, place=locked.home, name=person.name if person else "", unit=locked.home.path,
        contact=(person.phone or person.email) if person else "", unreachable=person is None,
    )  # fmt: skip
    _close(locked, FollowUp.COMPLAINT, by, now, complaint=complaint)
    return complaint


@transaction.atomic
def record_call_back(
    invitation: SurveyInvitation, *, words: str, by: Account, at: datetime | None = None
) -> SurveyInvitation:
    """Record that the owner was called, and what was said. Raises Refused the second time, and without words."""
    locked = _locked(invitation, by)
    if not words.strip():
        raise Refused([Refusal(N_("Please fill this in."), "words")])
    return _close(locked, FollowUp.CALL, by, at or timezone.now(), follow_words=words.strip()[:400])


def _locked(invitation: SurveyInvitation, by: Account) -> SurveyInvitation:
    found = SurveyInvitation.objects.select_for_update(of=("self",))
    locked = found.select_related("survey__project", "home", "person").get(pk=invitation.pk)
    if not may_follow_up(by, locked.survey.project_id):
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.followed_at is not None or not locked.wants_contact:
        raise Refused([Refusal(N_("This was taken up already, or the owner no longer asks for it."))])
    return locked


def _close(locked: SurveyInvitation, what: FollowUp, by: Account, at: datetime, **columns: object) -> SurveyInvitation:
    given = {"follow_up": what.value, "followed_at": at, "followed_by": by} | columns
    for name, value in given.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(given))
    return locked
