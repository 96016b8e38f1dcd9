"""Queues in the room: saving a filter under a name, sharing it, and its numbers beside the list."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.complaints.queues import keep_numbers, remove_queue, save_queue
from heed.actions.engine.errors import Refused
from heed.queries.complaints.queues import queues_of
from heed.records.models import Account, Queue
from heed.rooms.oversight.asked import address_of, asks_in, pills, shelf_of
from heed.rooms.oversight.queue_forms import QueueForm, SettingsForm
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, account_with_duties, staff_only


@staff_only
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The form of every filter, the order, groups and columns; it leads to the list."""
    columns = request.GET.getlist("column")
    if columns or "shown" in request.GET:
        return redirect(_list_of(request))
    given = request.GET.copy()
    for name, value in asks_in(request).items():  # what a view asks for besides
        given[name] = value
    form = SettingsForm(account_of(request), given)
    context = {"form": form, "kept": [(name, given[name]) for name in ("q", "queue", "escalated") if given.get(name)]}
    return render(request, _template(request, "settings"), context)


def _list_of(request: HttpRequest) -> str:
    """The address of the list for what was chosen in the form: without what is empty."""
    chosen = {name: value for name, value in request.GET.items() if value and name not in ("column", "shown")}
    if columns := ",".join(request.GET.getlist("column")):
        chosen["columns"] = columns
    return f"{reverse('oversight:list')}?{urlencode(chosen)}"


@staff_only
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """The queues beside the list, with numbers counted lately; an open list asks by itself, which is no work."""
    account = account_with_duties(request)
    keep_numbers(account)
    return render(request, "oversight/queue_list.html", {"shelf": shelf_of(request, queues_of(account))})


@staff_only
def save(request: HttpRequest) -> HttpResponse:
    """Save what the address asks for as a new queue. Status 422 or 409 where that cannot be."""
    return _save(request, account_with_duties(request), None)


@staff_only
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the account's own queue: its name, its readers, and its filters to those in the address."""
    account = account_with_duties(request)
    return _save(request, account, _own(account, pk))


@staff_only
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the account's own queue."""
    account = account_with_duties(request)
    queue = _own(account, pk)
    remove_queue(queue, by=account)
    messages.success(request, _("Removed: %(what)s") % {"what": queue.name})
    return redirect("oversight:list")


def _own(account: Account, pk: int) -> Queue:
    return get_object_or_404(Queue, pk=pk, account=account)


def _save(request: HttpRequest, account: Account, queue: Queue | None) -> HttpResponse:
    asks = asks_in(request) or (queue.asks if queue else {})
    form = QueueForm(account, request.POST if request.method == "POST" else None, queue=queue)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = save_queue(form.cleaned_data["name"], asks, by=account, readers=form.readers, queue=queue)
            except Refused as refused:
                add_refusals(form, refused)
                status = 409
            else:
                messages.success(request, _("Saved: %(what)s") % {"what": saved.name})
                return _go(request, reverse("oversight:list") + address_of(saved))
    context = {"form": form, "queue": queue, "pills": pills(request, asks, account), "address": request.get_full_path()}
    return render(request, _template(request, "queue"), context, status=status)


def _template(request: HttpRequest, name: str) -> str:
    return f"oversight/{name}_dialog.html" if getattr(request, "htmx", None) else f"oversight/{name}.html"


def _go(request: HttpRequest, there: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": there}) if getattr(request, "htmx", None) else redirect(there)
