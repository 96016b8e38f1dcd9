"""The library of answers: listed by project, written, checked and taken out (R47)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.setup.library import keep_answer, remove_answer
from heed.queries.library import answers_read_by, is_valid, may_keep, text_of
from heed.queries.paging import newest_first
from heed.queries.policies import current_policy
from heed.records.models import Answer
from heed.rooms.setup.library.forms import AnswerForm
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.ui.names import category_name
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import page_asked


@setup_page
def listed(request: SetupRequest) -> HttpResponse:
    """The answers that the account reads, the newest first; a link opens those that it keeps."""
    page = newest_first(answers_read_by(request.may), page_asked(request))
    policy, today, language = current_policy(), timezone.localdate(), get_language() or "en"
    rows = [
        {
            "answer": answer,
            "text": text_of(answer, language),
            "category": category_name(policy, answer.category) if answer.category else "",
            "is_valid": is_valid(answer, today),
            "may_keep": may_keep(request.may, answer.project_id),
        }
        for answer in page
    ]
    context = {"rows": rows, "may_add": request.may.rules or bool(request.may.projects)}
    return render(request, "setup/library/library.html", pager(request, page) | context)


@setup_page
def add(request: SetupRequest) -> HttpResponse:
    """A new answer."""
    require(request.may.rules or bool(request.may.projects))
    return _edited(request, None)


@setup_page
def edit(request: SetupRequest, key: int) -> HttpResponse:
    """Change an answer, or say by saving it that it was checked again."""
    return _edited(request, _kept_by(request, key))


@setup_page
@require_POST
def remove(request: SetupRequest, key: int) -> HttpResponse:
    """Take an answer out of the library."""
    remove_answer(_kept_by(request, key), by=request.account)
    messages.success(request, _("Taken out of the library."))
    return redirect("setup:library")


def _kept_by(request: SetupRequest, key: int) -> Answer:
    answer = get_object_or_404(answers_read_by(request.may), pk=key)
    require(may_keep(request.may, answer.project_id))
    return answer


def _edited(request: SetupRequest, answer: Answer | None) -> HttpResponse:
    form, status = AnswerForm(request.may, answer, request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                keep_answer(answer, by=request.account, **form.facts())
            except Refused as refused:
                add_refusals(form, refused)
                status = 409
            else:
                messages.success(request, _("Saved. The desk finds it at once."))
                return redirect("setup:library")
    return render(request, "setup/library/answer.html", {"form": form, "answer": answer}, status=status)
