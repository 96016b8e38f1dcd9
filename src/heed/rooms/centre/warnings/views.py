"""The pages of early warnings: what is open, what became of others, and one with what can be done (R148)."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heed.actions.engine.errors import Refused
from heed.process.words import WarningKind
from heed.queries.access import access_of
from heed.queries.incidents.lists import incidents_visible_to
from heed.queries.policies import current_policy
from heed.queries.warnings.lists import complaints_behind, page_of_warnings, warnings_visible_to
from heed.records.models import Account, EarlyWarning
from heed.reports.scope import regions_offered
from heed.rooms.centre.apps import reads_reports
from heed.rooms.centre.scope import scope_asked
from heed.rooms.centre.warnings.steps import DONE, may_make_incident, steps_for, take
from heed.rooms.centre.warnings.words import reason
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, page_asked

_HOT = (WarningKind.SURGE, WarningKind.HOT_SPOT, WarningKind.LEAVING, WarningKind.LATE)


@login_required
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """The open warnings of the scope in the address, or those that ended (`?ended`)."""
    account = account_of(request)
    scope = scope_asked(request, account) if reads_reports(account) else None
    ended = "ended" in request.GET
    page = page_of_warnings(account, scope.ids if scope else None, ended=ended, after=page_asked(request))
    context = pager(request, page) | {
        "warnings": [_shown(one) for one in page],
        "ended": ended,
        "scope": scope,
        "kept": scope.kept if scope else "",
        "many_projects": scope is None or len(scope.projects) > 1,
        "narrows": scope is not None and len(scope.all_projects) > 1,
        "regions": regions_offered(scope) if scope else [],
    }
    return render(request, "centre/warnings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def warning(request: HttpRequest, pk: int) -> HttpResponse:
    """One warning with the complaints behind it; what is posted acts on it. Http404 where it is not the reader's."""
    account = account_of(request)
    related = ("project", "owner", "about", "complaint", "ended_by")
    found = get_object_or_404(warnings_visible_to(account).select_related(*related), pk=pk)
    name = request.POST.get("step", "") if request.method == "POST" else ""
    shown = steps_for(found, account, request, name)
    if name in shown and shown[name].is_valid() and _tried(shown[name], found, name, account):
        messages.success(request, _(DONE[name]))
        return redirect("centre:warning", pk=found.pk)
    context = {
        "one": _shown(found),
        "forms": shown,
        "rows": complaints_behind(account, found),
        "afterwards": current_policy().warnings.afterwards,
        "incidents": incidents_visible_to(account).filter(warning=found).select_related("main"),
        "may_make": may_make_incident(found, account),
        "names_whole": access_of(account).reads_names,
        "now": timezone.now(),
    }
    return render(request, "centre/warning.html", context, status=422 if request.method == "POST" else 200)


def _shown(found: EarlyWarning) -> dict[str, object]:
    kind = WarningKind(found.kind)
    return {"row": found, "title": _(kind.label), "reason": reason(found), "tone": "hot" if kind in _HOT else "warn"}


def _tried(form: forms.Form, found: EarlyWarning, name: str, by: Account) -> bool:
    """Whether it was done; refusals go to the form."""
    try:
        take(found, name, form.cleaned_data, by)
    except Refused as refused:
        add_refusals(form, refused)
        return False
    return True
