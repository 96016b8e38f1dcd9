"""The pages of procedures: every member of staff reads them, who publishes keeps them (R113)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.procedures import publishing
from heed.process.roles import SEES_ALL
from heed.queries.access import holds
from heed.queries.paging import newest_first
from heed.queries.policies import current_policy
from heed.queries.procedures import (
    concerns,
    history_of,
    may_keep,
    procedures_seen_by,
    readers_of,
    to_read,
    versions_seen_by,
)
from heed.records.models import Procedure, ProcedureVersion
from heed.rooms.community.procedures.forms import ProcedureForm
from heed.rooms.community.requests import CommunityRequest, access_in, community_page
from heed.rooms.community.sections import SECTIONS
from heed.ui.names import category_name
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import account_of, page_asked


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """What one has still to read, and every procedure in force, found by its words; with `?withdrawn=1` the others."""
    account, words = account_of(request), request.GET.get("q", "").strip()[:80]
    withdrawn = request.GET.get("withdrawn") == "1"
    page = newest_first(versions_seen_by(account, words, withdrawn=withdrawn), page_asked(request))
    context = {
        "waiting": [] if withdrawn else to_read(account),
        "withdrawn": withdrawn,
        "words": words,
        "publishes": access_in(account).publishes,
        "sections": SECTIONS if holds(account, SEES_ALL) else (),
    }
    return render(request, "community/procedures/list.html", pager(request, page) | context)


@login_required
def shown(request: HttpRequest, key: int, number: int | None = None) -> HttpResponse:
    """A procedure, in force or withdrawn, or an older version of it; who has read it, for those who keep it."""
    account = account_of(request)
    procedure = get_object_or_404(procedures_seen_by(account, withdrawn=None), pk=key)
    version = get_object_or_404(history_of(procedure), number=number or procedure.latest)
    keeps = may_keep(account, procedure.project_id)
    mine = version.readings.filter(account=account).first()
    is_last = version.number == procedure.latest
    in_force = is_last and procedure.withdrawn_at is None
    context = {
        "procedure": procedure,
        "version": version,
        "in_force": in_force,
        "keeps": keeps,
        "mine": mine,
        "asked": in_force and mine is None and concerns(account, procedure),
        "history": list(history_of(procedure)),
        "readers": readers_of(version) if keeps and is_last else [],
        "category": category_name(current_policy(), procedure.category) if procedure.category else "",
    }
    return render(request, "community/procedures/procedure.html", context)


@login_required
@require_POST
def read(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Say that one has read and understood a version."""
    version = get_object_or_404(ProcedureVersion, procedure=_seen(request, key), number=number)
    try:
        publishing.read_procedure(version, by=account_of(request))
    except Refused as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
    else:
        messages.success(request, _("Recorded: you have read it."))
    return redirect("community:procedure", key=key)


@community_page
def new(request: CommunityRequest) -> HttpResponse:
    """Put a new procedure in force."""
    if not request.may.publishes:
        raise Http404
    return _edited(request, None)


@community_page
def edit(request: CommunityRequest, key: int) -> HttpResponse:
    """Put the next version in force."""
    return _edited(request, _kept(request, key))


@community_page
@require_POST
def remind(request: CommunityRequest, key: int) -> HttpResponse:
    """Remind those who have not read the version in force."""
    procedure = _kept(request, key)
    version = get_object_or_404(ProcedureVersion, procedure=procedure, number=procedure.latest)
    try:
        count = publishing.remind_readers(version, by=request.account)
    except Refused as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
    else:
        messages.success(request, _("Reminded: %(count)s") % {"count": count})
    return redirect("community:procedure", key=key)


@community_page
@require_POST
def withdraw(request: CommunityRequest, key: int) -> HttpResponse:
    """Take a procedure out of force."""
    publishing.withdraw_procedure(_kept(request, key), by=request.account)
    messages.success(request, _("The procedure is withdrawn."))
    return redirect("community:procedures")


def _seen(request: HttpRequest, key: int) -> Procedure:
    return get_object_or_404(procedures_seen_by(account_of(request)), pk=key)


def _kept(request: CommunityRequest, key: int) -> Procedure:
    procedure = _seen(request, key)
    if not may_keep(request.account, procedure.project_id):
        raise Http404
    return procedure


def _edited(request: CommunityRequest, procedure: Procedure | None) -> HttpResponse:
    before = get_object_or_404(history_of(procedure), number=procedure.latest) if procedure else None
    form, status = ProcedureForm(request.may, before, request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            project = procedure.project if procedure else form.cleaned_data["project"]
            try:
                version = publishing.publish_procedure(procedure, by=request.account, project=project, **form.facts())
            except Refused as refused:
                add_refusals(form, refused)
                status = 409
            else:
                messages.success(request, _("In force. Who has to read it is told."))
                return redirect("community:procedure", key=version.procedure_id)
    context = {"form": form, "procedure": procedure}
    return render(request, "community/procedures/form.html", context, status=status)
