"""What an owner answers, once for each home, and may change until the survey ends (R109)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, announce
from heed.process.case import Refusal
from heed.process.words import N_, Role
from heed.process.words.surveys import QuestionKind
from heed.queries.staff.duties import holders
from heed.queries.surveys.seen import is_running
from heed.records.models import SurveyAnswer, SurveyInvitation, SurveyQuestion

#: An owner asks in a survey to be contacted.
WISHES_CONTACT = "survey_contact"
LONGEST = 2_000


@transaction.atomic
def answer_survey(
    invitation: SurveyInvitation,
    given: Mapping[int, int | str | None],
    *,
    wants_contact: bool = False,
    at: datetime | None = None,
) -> SurveyInvitation:
    """Keep the answers of a home, by the ids of the questions, in place of those it gave before.

    What is empty is no answer. Raises Refused where the survey does not take answers now, or nothing was answered.
    """
    now = at or timezone.now()
    locked = (
        SurveyInvitation.objects.select_for_update(of=("self",))
        .select_related("survey__project", "home")
        .get(pk=invitation.pk)
    )
    if not is_running(locked.survey, now):
        raise Refused([Refusal(N_("This survey does not take answers at the moment."))])
    answers = [
        answer for question in locked.survey.questions.all() if (answer := _answer(locked, question, given)) is not None
    ]
    if not answers:
        raise Refused([Refusal(N_("Please answer one question at least."))])
    locked.answers.all().delete()
    SurveyAnswer.objects.bulk_create(answers)
    if wants_contact and locked.contact_wished_at is None:
        locked.contact_wished_at = now
        _announce(locked, now)
    locked.wants_contact = wants_contact or locked.followed_at is not None
    locked.answered_at, locked.changed_at = locked.answered_at or now, now
    locked.save(update_fields=["wants_contact", "contact_wished_at", "answered_at", "changed_at"])
    return locked


def _answer(
    invitation: SurveyInvitation, question: SurveyQuestion, given: Mapping[int, int | str | None]
) -> SurveyAnswer | None:
    said = given.get(question.pk)
    if said is None or not str(said).strip():
        return None
    if question.kind == QuestionKind.OPEN:
        return SurveyAnswer(invitation=invitation, question=question, words=str(said).strip()[:LONGEST])
    if said not in range(1, 6):
        raise Refused([Refusal(N_("Choose one from the list."), f"q{question.pk}")])
    return SurveyAnswer(invitation=invitation, question=question, mark=int(said))


def _announce(invitation: SurveyInvitation, now: datetime) -> None:
    """Tell the director once that this home asks to be contacted; no name is in it."""
    project = invitation.survey.project
    facts = {"project": project.name, "survey": invitation.survey_id}
    event = Announcement(f"{WISHES_CONTACT}-{invitation.pk}", WISHES_CONTACT, facts, project, now)
    announce(event, holders([Role.DIRECTOR], project))
