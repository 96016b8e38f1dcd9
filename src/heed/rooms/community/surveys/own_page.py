"""The page behind the secret link of a home: the questions, without cookies and scripts, until the survey ends."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from heed.actions.engine.errors import Refused
from heed.actions.surveys.answering import LONGEST, answer_survey
from heed.process.words import N_
from heed.process.words.surveys import QuestionKind
from heed.queries.surveys.seen import first_instant, invitation_of_secret, is_running, text_in, title_of
from heed.records.models import SurveyInvitation, SurveyQuestion
from heed.ui.open_page import as_private, chosen_language, in_language
from heed.ui.owners_pages import lost, show_to_owner
from heed.ui.refusals import add_refusals
from heed.ui.widgets import Chips

#: The marks, as an owner says them.
MARKS = (
    (5, N_("Very satisfied")), (4, N_("Satisfied")), (3, N_("Fair")), (2, N_("Dissatisfied")),
    (1, N_("Very dissatisfied")),
)  # fmt: skip


class SurveyAnswerForm(forms.Form):
    """The questions of a survey in the language of the page; every one may be left empty."""

    use_required_attribute = False

    def __init__(self, invitation: SurveyInvitation, data: Any = None) -> None:
        kept = {one.question_id: one.mark or one.words for one in invitation.answers.all()}
        given: dict[str, Any] = {f"q{pk}": said for pk, said in kept.items()}
        super().__init__(data, initial=given | {"wants_contact": invitation.wants_contact})
        language = get_language() or "en"
        self.questions = list(invitation.survey.questions.all())
        for question in self.questions:
            self.fields[f"q{question.pk}"] = _field(question, text_in(question.texts, language))
        self.fields["wants_contact"] = forms.BooleanField(
            required=False, label=_("Something is not right: please contact me"),
            help_text=_("Only then do our staff see which home wrote this."),
        )  # fmt: skip

    def given(self) -> dict[int, int | str | None]:
        """What was answered, by the ids of the questions."""
        return {one.pk: self.cleaned_data[f"q{one.pk}"] for one in self.questions}


def _field(question: SurveyQuestion, text: str) -> forms.Field:
    if question.kind == QuestionKind.OPEN:
        return forms.CharField(label=text, required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}))
    marks = [(mark, _(label)) for mark, label in MARKS]
    return forms.TypedChoiceField(
        label=text, choices=marks, coerce=int, empty_value=None, required=False, widget=Chips()
    )


@csrf_exempt
def answer(request: HttpRequest, secret: str) -> HttpResponseBase:
    """`/q/<secret>/`: answer, or change the answers until the end; 404 in plain words for an unknown link."""
    invitation = invitation_of_secret(secret)
    own = _language_of(invitation) if invitation else ""

    def page() -> HttpResponseBase:
        if invitation is None:
            return lost(request)
        with timezone.override(invitation.survey.project.timezone):
            return _answer(request, secret, invitation)

    return as_private(chosen_language(request) or in_language(request, own, page))


def _language_of(invitation: SurveyInvitation) -> str:
    person = invitation.person
    return (person.language if person else "") or invitation.survey.project.language


def _answer(request: HttpRequest, secret: str, invitation: SurveyInvitation) -> HttpResponseBase:
    survey, now = invitation.survey, timezone.now()
    if not is_running(survey, now):
        return _show(request, invitation, None, 410 if now >= first_instant(survey) else 200)
    form = SurveyAnswerForm(invitation, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, invitation, form, 200)
    if not form.is_valid():
        return _show(request, invitation, form, 422)
    try:
        answer_survey(invitation, form.given(), wants_contact=form.cleaned_data["wants_contact"])
    except Refused as refused:
        add_refusals(form, refused)
        return _show(request, invitation, form, 422)
    response: HttpResponseBase = redirect("survey:answer", secret=secret)
    response.headers["Location"] += "?done=1"
    return response


def _show(
    request: HttpRequest, invitation: SurveyInvitation, form: SurveyAnswerForm | None, status: int
) -> HttpResponseBase:
    survey, language = invitation.survey, get_language() or "en"
    context = {
        "project": survey.project,
        "survey": survey,
        "title": title_of(survey, language),
        "intro": title_of(survey, language, "intro"),
        "form": form,
        "begins_later": timezone.now() < first_instant(survey),
        "done": request.GET.get("done") == "1" and invitation.answered_at is not None,
        "answered_at": invitation.answered_at,
    }
    return show_to_owner(request, "community/surveys/own.html", context, status)
