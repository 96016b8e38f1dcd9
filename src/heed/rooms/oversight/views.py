"""All open complaints of the reader's projects, the next due first (R68, R89, R149)."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from heed.process.words import N_, OPEN
from heed.queries.access import access_of
from heed.queries.complaints.counts import Counts
from heed.queries.complaints.rows import ComplaintRow
from heed.queries.complaints.search import search_complaints
from heed.queries.paging import Page
from heed.queries.staff.tasks import approvals_waiting, orders_out
from heed.records.models import Account
from heed.rooms.oversight.forms import FilterForm
from heed.rooms.oversight.listing import shown_list
from heed.ui.navigation import counts_of
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked

#: The lists of the room: name in the address, label, and the count shown at it.
TABS = (
    ("due", N_("All open"), ""),
    ("mine", N_("My cases"), "mine"),
    ("escalated", N_("Escalated"), ""),
    ("snoozed", N_("Set aside"), ""),
    ("orders", N_("Open work orders"), ""),
    ("approvals", N_("Approvals"), "approvals"),
    ("incidents", N_("Incidents"), ""),
    ("closed", N_("Closed"), ""),
    ("old", N_("Old list"), ""),
    ("quality", N_("Quality of talks"), ""),
)
#: Lists with an address of their own.
APART = {
    "incidents": "oversight:incidents", "closed": "oversight:closed", "old": "oversight:old",
    "quality": "oversight:quality",
}  # fmt: skip
#: The figures on top: which list each opens, what it counts, its label, its tone where it is not nought.
FIGURES = (
    ("due", "open", N_("Open complaints"), ""),
    ("late", "overdue", N_("Overdue"), "hot"),
    ("today", "today", N_("Due today"), "warn"),
    ("unverified", "unverified", N_("To verify"), ""),
)
OPEN_CODES = {stage.value for stage in OPEN}
#: So many of the newest finds are looked through for what has ended, and so many of those are shown.
SEARCHED, FEW_ENDED = 40, 10
VIEWS = {name for name, *_rest in (*TABS, *FIGURES)}
#: Lists that are not of complaints: their queue and their template.
ERRANDS: dict[str, tuple[Callable[..., Page[Any]], str]] = {
    "orders": (orders_out, "oversight/orders.html"),
    "approvals": (approvals_waiting, "oversight/approvals.html"),
}


@login_required
def matters(request: HttpRequest) -> HttpResponse:
    """A page of one of the room's lists, filtered by the address."""
    account, after = account_of(request), page_asked(request)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else TABS[0][0]
    if view in APART:
        return redirect(APART[view])
    context = frame(account, view)
    if view in ERRANDS:
        queue, template = ERRANDS[view]
        return render(request, template, context | pager(request, queue(account, after)))
    form = FilterForm(account, request.GET)
    form.is_valid()
    shown = shown_list(request, account, view, after, form.policy)
    context["ended"] = _ended(account, form) if view == "due" and not after else ()
    context |= {"form": form, "many_projects": form.many_projects}
    return render(request, "oversight/list.html", context | shown)


def frame(account: Account, view: str) -> dict[str, object]:
    """What every list of the room shows around it."""
    counts = counts_of(account)
    return {
        "tabs": [(name, label, counts.shown(counted) if counted else "") for name, label, counted in TABS],
        "figures": _figures(counts),
        "to_visit": counts.shown("visits") or "0",
        "view": view,
        "now": timezone.now(),
        "names_whole": access_of(account).reads_names,
    }


def _ended(account: Account, form: FilterForm) -> list[ComplaintRow]:
    """The ended complaints that the words match: a number is found in any stage."""
    words = form.cleaned_data.get("q", "")
    if not words.strip() or any(form.cleaned_data.get(name) for name in ("stage", "level", "category")):
        return []
    project = form.cleaned_data.get("project")
    found = search_complaints(account, words, project=project.pk if project else None, size=SEARCHED)
    return [hit for hit in found if hit.stage not in OPEN_CODES][:FEW_ENDED]


def _figures(counts: Counts) -> list[tuple[str, str, str, str]]:
    """The figures on top: the list each opens, the number, its label, its tone."""
    shown = ((view, counts.shown(counted), label, tone) for view, counted, label, tone in FIGURES)
    return [(view, number or "0", label, tone if number else "") for view, number, label, tone in shown]
