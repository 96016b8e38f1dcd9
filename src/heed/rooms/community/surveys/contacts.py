"""The homes that asked to be contacted: a complaint through the usual intake, or a call back, once each (R109)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.surveys import following
from heed.process.words.surveys import QuestionKind
from heed.queries.surveys.results import SATISFIED, waiting
from heed.queries.surveys.seen import may_follow_up, text_in, title_of
from heed.records.models import SurveyAnswer, SurveyInvitation
from heed.rooms.community.requests import CommunityRequest, community_page
from heed.rooms.community.surveys.forms import CallBackForm, ComplaintForm
from heed.rooms.community.surveys.planning import survey_asked
from heed.ui.paging import pager
from heed.ui.refusals import sentences
from heed.ui.requests import page_asked


@community_page
def listed(request: CommunityRequest, key: int) -> HttpResponse:
    """Who asked to be contacted, what they wrote, and what became of it."""
    return _page(request, key, 200)


@community_page
@require_POST
def complaint(request: CommunityRequest, key: int, home: int) -> HttpResponse:
    """Record what the owner wrote as a complaint, and go to it."""
    one, form = _asked(request, key, home), ComplaintForm(request.POST)
    if not form.is_valid():
        return _refused(request, key, home, [_("Write what the owner complains of.")], 422)
    try:
        made = following.record_as_complaint(one, content=form.cleaned_data["content"], by=request.account)
    except Refused as refused:
        return _refused(request, key, home, sentences(refused), 409)
    return redirect("complaint:page", number=made.number)


@community_page
@require_POST
def call(request: CommunityRequest, key: int, home: int) -> HttpResponse:
    """Record that the owner was called."""
    one, form = _asked(request, key, home), CallBackForm(request.POST)
    if not form.is_valid():
        return _refused(request, key, home, [_("Write what the owner said.")], 422)
    try:
        following.record_call_back(one, words=form.cleaned_data["words"], by=request.account)
    except Refused as refused:
        return _refused(request, key, home, sentences(refused), 409)
    messages.success(request, _("Recorded."))
    return redirect("community:survey_contacts", key=key)


def _asked(request: CommunityRequest, key: int, home: int) -> SurveyInvitation:
    survey = survey_asked(request, key)
    if not may_follow_up(request.account, survey.project_id):
        raise Http404
    return get_object_or_404(SurveyInvitation, survey=survey, pk=home, wants_contact=True)


def _refused(request: CommunityRequest, key: int, home: int, said: list[str], status: int) -> HttpResponse:
    for sentence in said:
        messages.error(request, sentence)
    return _page(request, key, status, home)


def _page(request: CommunityRequest, key: int, status: int, home: int | None = None) -> HttpResponse:
    """The page; what was typed for a `home` and refused stands in its form again."""
    survey = survey_asked(request, key)
    language = get_language() or "en"
    page = waiting(survey, page_asked(request))
    rows: list[dict[str, Any]] = [
        {"one": one, "said": _said(one, language), "content": _content(one, language), "words": "", "open": []}
        for one in page
    ]
    for row in rows:
        if row["one"].pk == home:
            typed = {name: request.POST[name][:20_000] for name in ("content", "words") if name in request.POST}
            row |= typed | {"open": [*typed]}
    context = {
        "survey": survey, "title": title_of(survey, language), "rows": rows,
        "may_follow": may_follow_up(request.account, survey.project_id), "may": request.may,
    }  # fmt: skip
    return render(request, "community/surveys/contacts.html", pager(request, page) | context, status=status)


def _said(one: SurveyInvitation, language: str) -> list[tuple[str, str]]:
    """What the owner wrote, and the questions whose marks say that something is not right."""
    return [
        (text_in(answer.question.texts, language), _worded(answer)) for answer in one.answers.all() if _tells(answer)
    ]


def _tells(answer: SurveyAnswer) -> bool:
    return answer.mark is None or answer.mark < SATISFIED - 1


def _worded(answer: SurveyAnswer) -> str:
    return answer.words or _("%(mark)s of 5") % {"mark": answer.mark}


def _content(one: SurveyInvitation, language: str) -> str:
    """The words with which the complaint begins: the owner's own, then the marks."""
    answers = list(one.answers.all())
    own = [answer.words for answer in answers if answer.question.kind == QuestionKind.OPEN]
    low = [answer for answer in answers if answer.mark is not None and _tells(answer)]
    marks = [f"{text_in(answer.question.texts, language)} {_worded(answer)}" for answer in low]
    return "\n".join([*own, *marks])
