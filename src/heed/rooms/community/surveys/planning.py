"""Planning a survey: the list, its terms, its questions, opening it and reminding (R109)."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.surveys import opening, planning
from heed.queries.paging import newest_first
from heed.queries.surveys.seen import is_running, last_instant, may_publish, surveys_read, text_in, title_of
from heed.records.models import Survey, SurveyInvitation, SurveyQuestion
from heed.rooms.community.requests import CommunityRequest, community_page
from heed.rooms.community.surveys.forms import QuestionForm, SurveyForm
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import page_asked

_T = TypeVar("_T")


def survey_asked(request: CommunityRequest, key: int) -> Survey:
    """The survey of this id, at a project that the account reads; else Http404."""
    return get_object_or_404(surveys_read(request.may.reads), pk=key)


def survey_planned(request: CommunityRequest, key: int) -> Survey:
    """The same where the account plans; else Http404."""
    survey = survey_asked(request, key)
    if not may_publish(request.account, survey.project_id):
        raise Http404
    return survey


def state_of(survey: Survey) -> str:
    """Where a survey stands: draft, opened, running or ended."""
    now = timezone.now()
    if survey.opened_at is None:
        return "draft"
    if is_running(survey, now):
        return "running"
    return "ended" if now >= last_instant(survey) else "opened"


@community_page
def listed(request: CommunityRequest) -> HttpResponse:
    """The surveys of the projects that the account reads, the newest first."""
    page = newest_first(surveys_read(request.may.reads), page_asked(request))
    counts = {
        row["survey"]: row
        for row in SurveyInvitation.objects.filter(survey__in=[one.pk for one in page])
        .values("survey").annotate(invited=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)))
    }  # fmt: skip
    language = get_language() or "en"
    rows = [
        {"survey": one, "title": title_of(one, language), "state": state_of(one), "counts": counts.get(one.pk)}
        for one in page
    ]
    return render(request, "community/surveys/list.html", pager(request, page) | {"rows": rows})


@community_page
def new(request: CommunityRequest) -> HttpResponse:
    """Plan a survey."""
    if not request.may.publishes:
        raise Http404
    form = SurveyForm(request.may, None, request.POST if request.method == "POST" else None)

    def keep() -> HttpResponse:
        survey = planning.plan_survey(form.cleaned_data["project"], by=request.account, **form.terms())
        return redirect("community:survey", key=survey.pk)

    return _kept(request, form, keep, None)


@community_page
def edit(request: CommunityRequest, key: int) -> HttpResponse:
    """Change the terms of a survey that is not open."""
    survey = survey_planned(request, key)
    form = SurveyForm(request.may, survey, request.POST if request.method == "POST" else None)

    def keep() -> HttpResponse:
        planning.change_survey(survey, by=request.account, **form.terms())
        return redirect("community:survey", key=survey.pk)

    return _kept(request, form, keep, survey)


def _kept(
    request: CommunityRequest, form: SurveyForm, keep: Callable[[], HttpResponse], survey: Survey | None
) -> HttpResponse:
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                return keep()
            except Refused as refused:
                add_refusals(form, refused)
                status = 409
    return render(request, "community/surveys/form.html", {"form": form, "survey": survey}, status=status)


@community_page
def question(request: CommunityRequest, key: int, number: int | None = None) -> HttpResponse:
    """Change a question, or add one."""
    survey = survey_planned(request, key)
    known = None if number is None else get_object_or_404(SurveyQuestion, survey=survey, pk=number)
    form, status = QuestionForm(known, request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                planning.keep_question(survey, known, by=request.account, **form.facts())
                return redirect("community:survey", key=survey.pk)
            except Refused as refused:
                add_refusals(form, refused)
                status = 409
    context = {"form": form, "survey": survey, "question": known}
    return render(request, "community/surveys/question.html", context, status=status)


@community_page
@require_POST
def remove(request: CommunityRequest, key: int, number: int) -> HttpResponse:
    """Take a question out."""
    found = get_object_or_404(SurveyQuestion, survey=survey_planned(request, key), pk=number)
    return _done(request, key, lambda: planning.remove_question(found, by=request.account))


@community_page
@require_POST
def start(request: CommunityRequest, key: int) -> HttpResponse:
    """Open the survey."""
    survey = survey_planned(request, key)
    return _done(
        request, key, lambda: opening.open_survey(survey, by=request.account), lambda _opened: _("The survey is open.")
    )


@community_page
@require_POST
def remind(request: CommunityRequest, key: int) -> HttpResponse:
    """Remind the homes that have not answered."""
    survey = survey_planned(request, key)
    return _done(request, key, lambda: opening.remind(survey, by=request.account), _reminded)


def _reminded(count: int) -> str:
    if not count:
        return _("No home that can be reached by message is still to answer. Print the letters for the others.")
    said = ngettext("%(count)s home is reminded by message.", "%(count)s homes are reminded by message.", count)
    return said % {"count": count}


def _done(
    request: CommunityRequest, key: int, act: Callable[[], _T], said: Callable[[_T], str] | None = None
) -> HttpResponse:
    """Act, say what its result means, and go back to the survey; or say why it was refused."""
    try:
        result = act()
    except Refused as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
    else:
        if said:
            messages.success(request, said(result))
    return redirect("community:survey", key=key)


def questions_of(survey: Survey) -> list[dict[str, object]]:
    """The questions of a survey with their words in the language of the page."""
    language = get_language() or "en"
    return [{"question": one, "text": text_in(one.texts, language)} for one in survey.questions.all()]
