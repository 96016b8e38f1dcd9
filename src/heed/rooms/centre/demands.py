"""Demands of the company centre on whole projects: asked here, answered here, judged here (R148, R149)."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heed.actions import demands
from heed.actions.engine.errors import Refused
from heed.process.roles import ANSWERS_DEMANDS, DEMANDS
from heed.process.words import N_
from heed.queries.access import projects_of
from heed.queries.demands import demand_for, demands_of
from heed.queries.tallies.monthly import reported_projects
from heed.records.models import Account, Project, ProjectDemand
from heed.ui.fields import InstantField
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of

#: What can be done with a demand: who may, what the page is called, and what is said afterwards.
STEPS = {
    "answer": (ANSWERS_DEMANDS, N_("Answer the centre"), N_("Answered. The company centre was notified.")),
    "accept": (DEMANDS, N_("Accept the answer"), N_("The answer is accepted.")),
    "again": (DEMANDS, N_("Demand again"), N_("Demanded again.")),
}


class WordsForm(forms.Form):
    """Words alone: an answer."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *given: object, label: str, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.fields["words"].label = label


class AgainForm(WordsForm):
    """Words and a due time: a demand."""

    due_at = InstantField()

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, label=_("What the centre demands"), **more)
        self.fields["due_at"].label = _("Due")


class AskForm(AgainForm):
    """A demand on a project."""

    project = forms.ModelChoiceField(queryset=Project.objects.none())

    def __init__(self, account: Account, *given: object, **more: object) -> None:
        super().__init__(*given, **more)
        found = projects_of(account, DEMANDS).order_by("code")
        self.fields["project"] = forms.ModelChoiceField(found, label=_("Project"))
        self.order_fields(["project", "words", "due_at"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The open demands and the latest that have ended; the centre demands something of a project."""
    account = account_of(request)
    projects = [project.pk for project in reported_projects(account)]
    if not projects:
        raise Http404
    may_ask = projects_of(account, DEMANDS).exists()
    form = AskForm(account, request.POST or None) if may_ask else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _tried(form, lambda: demands.ask(given["project"], given["words"], given["due_at"], by=account)):
            messages.success(request, _("Demanded. The project was notified."))
            return redirect("centre:demands")
    context = {
        "form": form,
        "open": demands_of(projects),
        "ended": demands_of(projects, ended=True),
        "may_ask": may_ask,
        "answers_at": {project.pk for project in projects_of(account, ANSWERS_DEMANDS)},
        "now": timezone.now(),
    }
    return render(request, "centre/demands.html", context, status=422 if form is not None and form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Answer a demand, accept its answer, or demand again. Http404 where it is not the reader's to do."""
    account = account_of(request)
    if name not in STEPS:
        raise Http404
    roles, title, done = STEPS[name]
    demand = get_object_or_404(demand_for(account, roles).select_related("project"), pk=pk)
    form = _form(name, request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _tried(form, lambda: _make(demand, name, given, account)):
            messages.success(request, _(done))
            return redirect("centre:demands")
    context = {"demand": demand, "form": form, "title": _(title), "now": timezone.now()}
    return render(request, "centre/demand.html", context, status=422 if request.method == "POST" else 200)


def _form(name: str, request: HttpRequest) -> forms.Form:
    given = request.POST if request.method == "POST" else None
    if name == "accept":
        return forms.Form(given)
    return AgainForm(given) if name == "again" else WordsForm(given, label=_("Answer to the centre"))


def _make(demand: ProjectDemand, name: str, given: dict[str, object], by: Account) -> object:
    if name == "answer":
        return demands.answer(demand, str(given["words"]), by=by)
    if name == "accept":
        return demands.accept(demand, by=by)
    return demands.ask_again(demand, str(given["words"]), given["due_at"], by=by)  # type: ignore[arg-type]


def _tried(form: forms.Form, make: Callable[[], object]) -> bool:
    """Whether it was made; refusals go to the form."""
    try:
        make()
    except Refused as refused:
        add_refusals(form, refused)
        return False
    return True
